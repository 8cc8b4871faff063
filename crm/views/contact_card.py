"""The head of the panel: who this is, how to reach them, and the four things one does. Reads and writes nothing."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from crm.models.contacts import COMPANY, STATUSES, Contact
from crm.models.segments import ContactSegment
from crm.utils import phones
from crm.utils.i18n import N_, _, translate
from crm.utils.text import fold
from crm.views import segment_words, theme
from crm.views.colors import hue_of
from crm.views.widgets.chips import Chip, ChipRow

STATUS_HUES = {"lead": "#0e7490", "prospect": "#7c3aed", "customer": "#15803d", "inactive": "#64748b"}
ACTIONS = (
    ("call", N_("Call"), "telephone"),
    ("email", N_("E-mail"), "envelope"),
    ("meeting", N_("Meeting"), "people"),
    ("note", N_("Note"), "journal-text"),
)


class ContactCard(ttk.Frame):
    """`on_log` hears which kind of interaction is wanted, `on_link` which link was clicked, `on_write` that an e-mail
    is to be written, `on_segment` that the rules of segments are; without `on_write` the button of e-mails logs one.
    """

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, padding=(theme.px(14), theme.px(12), theme.px(14), theme.px(8)))
        self.on_log: Callable[[str], object] = lambda _kind: None
        self.on_link: Callable[[str], object] = lambda _link: None
        self.on_write: Callable[[], object] | None = None
        self.on_segment: Callable[[], object] = lambda: None
        self.columnconfigure(1, weight=1)
        self._contact: Contact | None = None
        self._region = ""
        self._face = ttk.Label(self)
        self._face.grid(row=0, column=0, rowspan=2, sticky="n", padx=(0, theme.px(10)))
        self._heading = ttk.Label(self, style="Title.TLabel")
        self._heading.grid(row=0, column=1, sticky="w")
        self._about = ttk.Label(self, style="Muted.TLabel")
        self._about.grid(row=1, column=1, sticky="w")
        self._chips = ChipRow(self)
        self._chips.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(theme.px(8), 0))
        self.segment = ttk.Label(self, style="Small.TLabel", justify="left")
        self.segment.grid(row=3, column=0, columnspan=2, sticky="w", pady=(theme.px(4), 0))
        self._links = ttk.Frame(self)
        self._links.grid(row=4, column=0, columnspan=2, sticky="ew", pady=(theme.px(4), 0))
        self._make_actions()
        self._make_mail_menu()
        self.bind("<Configure>", lambda _event: self._write())
        theme.follow(self, self._write)

    def show(self, contact: Contact, *, region: str, segment: ContactSegment | None = None) -> None:
        """Show a contact, and its segment when it is a customer; phones as people of `region` read them."""
        self._contact, self._region = contact, region
        self._chips.set(self._status_and_tags(contact, segment))
        self.segment.configure(text=segment_words.told(segment) if segment else "")
        self.segment.grid() if segment else self.segment.grid_remove()
        for child in self._links.winfo_children():
            child.destroy()
        ways = self._ways(contact)
        for glyph, words, link in ways:
            self._link(glyph, words, link=link)
        # an emptied frame keeps the height it had
        self._links.grid() if ways else self._links.grid_remove()
        self._write()

    @property
    def shown(self) -> str:
        """The name shown, "" while there is none."""
        return self._contact.name if self._contact else ""

    def button(self, kind: str) -> ttk.Button:
        """The button that logs one kind of interaction."""
        return self._buttons[kind]

    def _make_actions(self) -> None:
        row = ttk.Frame(self)
        row.grid(row=5, column=0, columnspan=2, sticky="ew", pady=(theme.px(8), 0))
        self._buttons: dict[str, ttk.Button] = {}
        for place, (kind, words, glyph) in enumerate(ACTIONS):
            button = ttk.Button(row, text=_(words), compound="left", command=partial(self._log, kind), takefocus=False)
            theme.set_icon(button, glyph, size=14)
            button.grid(row=0, column=place, sticky="ew", padx=(0, theme.px(4)))
            row.columnconfigure(place, weight=1)
            self._buttons[kind] = button

    def _log(self, kind: str) -> None:
        if kind == "email" and self.on_write:
            button = self._buttons[kind]
            self.mail_menu.tk_popup(button.winfo_rootx(), button.winfo_rooty() + button.winfo_height())
        else:
            self.on_log(kind)

    def _make_mail_menu(self) -> None:
        self.mail_menu = theme.menu(self)
        self.mail_menu.add_command(label=_("Write an e-mail…"), command=self._write_mail)
        self.mail_menu.add_command(label=_("Log an e-mail"), command=lambda: self.on_log("email"))

    def _write_mail(self) -> None:
        if self.on_write:
            self.on_write()

    def _write(self) -> None:
        contact = self._contact
        if contact is None:
            return
        room = max(theme.px(120), self.winfo_width() - theme.px(90))
        self.segment.configure(wraplength=max(theme.px(120), self.winfo_width() - theme.px(32)))
        self._heading.configure(text=theme.fit(contact.name, room, font=theme.TITLE))
        is_company = contact.kind == COMPANY
        parts = (contact.city, contact.country) if is_company else (contact.job_title, contact.company)
        about = " · ".join(filter(None, parts)) or (_("Company") if is_company else _("Person"))
        self._about.configure(text=theme.fit(about, room))
        if contact.kind == COMPANY:
            self._face.configure(image=theme.icon("building", 32, color=theme.colors().muted))
        else:
            self._face.configure(image=theme.avatar(fold(contact.name), size=44, hue=hue_of(contact.name)))

    def _status_and_tags(self, contact: Contact, segment: ContactSegment | None) -> list[Chip]:
        label = next((translate(one.label) for one in STATUSES if one.value == contact.status), contact.status)
        status = Chip(label, STATUS_HUES.get(contact.status, STATUS_HUES["inactive"]))
        segments = [segment_words.chip(segment, self.on_segment)] if segment else []
        return [status, *segments, *(Chip(tag.name, tag.color) for tag in contact.tags)]

    def _ways(self, contact: Contact) -> list[tuple[str, str, str]]:
        """(glyph, words, link) of every way to reach the contact."""
        glyphs = {"email": ("envelope", "mailto:"), "phone": ("telephone", "tel:"), "link": ("globe", "")}
        ways = []
        for channel in contact.channels[:5]:
            glyph, scheme = glyphs[channel.kind]
            words = phones.show(channel.value, region=self._region) if channel.kind == "phone" else channel.value
            link = channel.value if scheme or "://" in channel.value else f"https://{channel.value}"
            ways.append((glyph, words, scheme + link))
        return ways

    def _link(self, glyph: str, words: str, *, link: str) -> None:
        text = theme.fit(words, theme.px(300))
        button = ttk.Button(self._links, text=text, style="Link.TButton", compound="left", takefocus=False)
        button.configure(command=lambda: self.on_link(link))
        theme.set_icon(button, glyph, size=13)
        button.pack(anchor="w")
