"""Tagging what is selected, contacts or deals: type to find a tag or make one, Enter or a click puts it on or off."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING, Any, Protocol

from crm.errors import CrmError
from crm.models.tags import Tag
from crm.session import Session
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import fold
from crm.views import theme
from crm.views.desk import Desk
from crm.views.widgets.focus import focused
from crm.views.widgets.popup import Popup
from crm.views.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from crm.views.window import Window

_LOOKED_AT = 2000  # records whose tags are read to show what they wear; of more, nothing is ticked
_HEIGHT, _WIDTH = 300, 280
NONE, SOME, EVERY = "none", "some", "every"


@dataclass(frozen=True)
class Worn:
    """A tag and whether none, some or every one of the records wears it."""

    tag: Tag
    by: str


class Wearers(Protocol):
    """The controller of records that wear tags."""

    def rows(self, ids: Sequence[int]) -> list[dict[str, Any]]: ...

    def add_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int: ...

    def remove_tags(self, ids: Sequence[int], tag_ids: Sequence[int]) -> int: ...


@dataclass(frozen=True)
class Kind:
    """A kind of records that wear tags, and what is said about so many of them."""

    wearers: Callable[[Session], Wearers]
    title: Callable[[int], str]
    put_on: Callable[[int], str]
    taken_off: Callable[[int], str]


CONTACTS = Kind(
    lambda session: session.contacts,
    lambda count: ngettext("Tag {count} contact", "Tag {count} contacts", count),
    lambda count: ngettext("{tag} put on {count} contact", "{tag} put on {count} contacts", count),
    lambda count: ngettext("{tag} taken off {count} contact", "{tag} taken off {count} contacts", count),
)
OPPORTUNITIES = Kind(
    lambda session: session.opportunities,
    lambda count: ngettext("Tag {count} opportunity", "Tag {count} opportunities", count),
    lambda count: ngettext("{tag} put on {count} opportunity", "{tag} put on {count} opportunities", count),
    lambda count: ngettext("{tag} taken off {count} opportunity", "{tag} taken off {count} opportunities", count),
)


class TagPicker(Popup):
    """Stays open, so that several tags go on in a row; Escape or a click elsewhere closes it."""

    def __init__(self, anchor: tk.Misc, desk: Desk, *, ids: Sequence[int], kind: Kind = CONTACTS) -> None:
        # a new tag has the page made anew, anchor and all: the picker belongs to the window and outlives that
        super().__init__(anchor.winfo_toplevel(), beside=anchor)
        self._desk = desk
        self._ids = array("q", ids)
        self._kind = kind
        self._wearers = kind.wearers(desk.session)
        self._worn: dict[int, Worn] = {}
        self._shown: list[Worn] = []
        self._place = 0
        words = kind.title(len(self._ids))
        title = ttk.Label(self.body, text=words.format(count=show_number(len(self._ids))), style="Strong.TLabel")
        title.pack(anchor="w", pady=(0, theme.px(6)))
        self._typed = tk.StringVar(self)
        self.entry = ttk.Entry(self.body, textvariable=self._typed)
        self.entry.pack(fill="x", pady=(0, theme.px(4)))
        self._rows = Scrolled(self.body, height=_HEIGHT, width=_WIDTH)
        self._rows.pack(fill="both", expand=True)
        self._said = ttk.Label(self.body, style="Error.TLabel", wraplength=theme.px(_WIDTH))
        self.buttons: list[ttk.Button] = []
        self._typed.trace_add("write", lambda *_names: self._fill())
        for key, act in (
            ("<Down>", self._down),
            ("<Up>", self._up),
            ("<Return>", self._take),
            ("<KP_Enter>", self._take),
        ):
            self.entry.bind(key, act)
        self.refresh()

    def show(self) -> None:
        """Open it, ready to be typed into."""
        self.open(width=theme.px(_WIDTH))
        self.entry.focus_set()

    def refresh(self) -> None:
        """Read the tags and who wears them."""
        session, ids, wearers = self._desk.session, self._ids, self._wearers
        self._desk.jobs.run(lambda: worn(session, ids, wearers=wearers), self._know, failed=self._failed)

    @property
    def words(self) -> list[str]:
        """What the list offers now."""
        return [str(button.cget("text")) for button in self.buttons]

    def toggle(self, worn_tag: Worn) -> None:
        """Put a tag on all of them, or take it off when all wear it."""
        wearers, ids, tag = self._wearers, self._ids, worn_tag.tag
        if worn_tag.by == EVERY:
            self._write(lambda: wearers.remove_tags(ids, [tag.id]), self._kind.taken_off(len(ids)), tag=tag.name)
        else:
            self._write(lambda: wearers.add_tags(ids, [tag.id]), self._kind.put_on(len(ids)), tag=tag.name)

    def create(self, name: str) -> None:
        """Make a tag and put it on all of them."""
        session, ids, wearers = self._desk.session, self._ids, self._wearers

        def work() -> int:
            return wearers.add_tags(ids, [session.tags.add(name)])

        self._write(work, self._kind.put_on(len(ids)), tag=name)

    # ---- inside

    def _write(self, work: Callable[[], int], text: str, *, tag: str) -> None:
        words = text.format(tag=tag, count=show_number(len(self._ids)))
        self._typed.set("")
        self._desk.write(work, lambda _count: words, done=self._written, failed=self._failed)

    def _written(self, _count: int) -> None:
        if self.winfo_exists():
            self.refresh()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CrmError) and self.winfo_exists():
            self._said.configure(text=str(error))
            self._said.pack(fill="x")
            return
        root = self._desk.jobs.root
        root.report_callback_exception(type(error), error, error.__traceback__)  # type: ignore[attr-defined]

    def _know(self, found: Sequence[Worn]) -> None:
        if self.winfo_exists():
            self._worn = {one.tag.id: one for one in found}
            self._fill()

    def _fill(self) -> None:
        typed = self._typed.get().strip()
        wanted = fold(typed)
        fits = [one for one in self._worn.values() if wanted in fold(one.tag.name)]
        self._shown = sorted(fits, key=lambda one: (not fold(one.tag.name).startswith(wanted), one.by == NONE))
        self._said.pack_forget()
        for button in self.buttons:
            button.destroy()
        self.buttons = [self._button(one) for one in self._shown]
        if typed and not any(fold(one.tag.name) == wanted for one in self._shown):
            self.buttons.append(self._create_button(typed))
        self._rows.adopt()
        self._rows.to_top()
        self._mark(0)

    def _button(self, one: Worn) -> ttk.Button:
        button = ttk.Button(self._rows.body, text=f"  {one.tag.name}", style="Ghost.TButton", compound="left")
        glyph = {NONE: "circle", SOME: "dash-circle", EVERY: "check-circle-fill"}[one.by]
        button.configure(image=theme.icon(glyph, 16, color=one.tag.color or theme.colors().muted), takefocus=False)
        button.configure(command=lambda: self.toggle(one))
        button.bind("<Enter>", lambda _event: self._mark(self.buttons.index(button)))
        button.pack(fill="x")
        return button

    def _create_button(self, name: str) -> ttk.Button:
        words = "  " + _("Create “{word}”").format(word=name)
        button = ttk.Button(self._rows.body, text=words, style="Ghost.TButton", compound="left", takefocus=False)
        button.configure(image=theme.icon("plus-circle", 16), command=lambda: self.create(name))
        button.pack(fill="x")
        return button

    def _down(self, _event: object) -> str:
        return self._mark(self._place + 1)

    def _up(self, _event: object) -> str:
        return self._mark(self._place - 1)

    def _mark(self, place: int) -> str:
        self._place = max(0, min(place, len(self.buttons) - 1))
        for at, button in enumerate(self.buttons):
            button.state(["active" if at == self._place else "!active"])
        if self.buttons:
            self._rows.see(self.buttons[self._place])
        return "break"

    def _take(self, _event: object) -> str:
        if self.buttons:
            self.buttons[self._place].invoke()
        return "break"


def worn(session: Session, ids: Sequence[int], *, wearers: Wearers) -> list[Worn]:
    """Every tag, and whether none, some or every one of the records wears it; for the worker."""
    counts: dict[int, int] = {}
    looked_at = ids[:_LOOKED_AT]
    for row in wearers.rows(looked_at):
        for tag in row["tags"]:
            counts[tag.id] = counts.get(tag.id, 0) + 1
    whole = len(looked_at) == len(ids)
    return [Worn(tag, _by(counts.get(tag.id, 0), len(ids) if whole else 0)) for tag in session.tags.all()]


def _by(count: int, whole: int) -> str:
    if not count:
        return NONE
    return EVERY if count == whole else SOME


def _gone(picker: TagPicker, usual: Callable[[], tk.Misc], *, before: tk.Misc | None) -> None:
    """The keyboard goes back to the list or wherever it was, so that Delete and the arrows go on there."""
    picker.after_idle(picker.destroy)
    back = before if before is not None and before.winfo_exists() else usual()
    back.focus_force()


def show(window: Window, anchor: tk.Misc | None = None) -> None:
    """Open the picker for the selected contacts, under a widget or under the search box."""
    ids = window.contacts.selected_ids()
    if len(ids):
        picker = TagPicker(anchor or window.contacts.head.search, window.desk, ids=ids)
        picker.on_close = partial(_gone, picker, lambda: window.contacts.list.table.tree, before=focused(window.root))
        picker.show()


def show_for_opportunities(window: Window) -> None:
    """Open the picker for the selected deals, under the search box."""
    ids = window.pipeline.selected_ids()
    if len(ids):
        search = window.pipeline.head.search
        picker = TagPicker(search, window.desk, ids=ids, kind=OPPORTUNITIES)
        picker.on_close = partial(_gone, picker, lambda: window.pipeline.head.search.entry, before=focused(window.root))
        picker.show()
