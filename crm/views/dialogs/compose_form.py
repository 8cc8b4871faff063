"""The fields of an e-mail being written: to whom, from where, template, subject, text, files; and the text as it goes.

It asks nobody and saves nothing; what it knows it was given.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import replace
from tkinter import ttk
from typing import Any

from crm.models.mail import Filled, MailAccount, MailTemplate, Message, Wording, with_signature
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views import theme
from crm.views.dialogs.compose_reading import Start
from crm.views.dialogs.mail_words import Preview, field_button, insert_into
from crm.views.widgets.choice_button import ChoiceButton
from crm.views.widgets.tab_order import follow_sight
from crm.views.widgets.textarea import TextArea

_LONGEST_FILES = 300  # units for the names of the files


class ComposeForm(ttk.Frame):
    """`on_template` hears the template chosen, `on_preview(step)` that the text is wanted as it goes to the contact so
    many places further, `on_account` that an account is to be added, `on_skipped` that those left out are wanted.
    """

    def __init__(self, parent: tk.Misc, start: Start) -> None:
        super().__init__(parent)
        self.on_template: Callable[[MailTemplate], object] = lambda _template: None
        self.on_preview: Callable[[int], object] = lambda _step: None
        self.on_account: Callable[[], object] = lambda: None
        self.on_skipped: Callable[[], object] = lambda: None
        self._start = start
        self._template: MailTemplate | None = None
        self._chosen_files: list[int] = []
        self._texts = {name: tk.StringVar(self) for name in ("recipient", "copies", "subject")}
        self._before: dict[str, Any] = {}
        self.columnconfigure(1, weight=1)
        self._row = 0
        self._add_recipients()
        self._add_sender()
        self._add_template()
        self.subject = self._add_entry(_("Subject"), "subject")
        self._last: tk.Misc = self.subject
        self._add_text()
        self._add_bar()
        follow_sight(self)
        self.kept()

    # ---- values

    def values(self) -> dict[str, Any]:
        """What is typed and chosen, as the values of an e-mail; a selection has no one recipient."""
        values: dict[str, Any] = {
            "subject": self._texts["subject"].get().strip(),
            "body": self.body.get(),
            "template_id": self._template.id if self._template else None,
            "opportunity_id": self._start.opportunity_id,
            "documents": list(self._chosen_files),
        }
        if self._accounts:
            values["account_id"] = self._accounts[max(0, self.sender.current())].id
        if self._start.is_one:
            values |= {name: self._texts[name].get().strip() for name in ("recipient", "copies")}
        return values

    @property
    def wording(self) -> Wording:
        """The subject and text as typed, in the language of the template, else of the contact."""
        language = self._template.language if self._template else ""
        return Wording(self._texts["subject"].get(), self.body.get(), language or self._start.language)

    @property
    def is_changed(self) -> bool:
        """Whether a person typed or chose something since it was shown or kept."""
        return self.values() != self._before

    @property
    def is_written(self) -> bool:
        """Whether there is a text that a template would replace."""
        return bool(self.body.get().strip() or self._texts["subject"].get().strip())

    def kept(self) -> None:
        """What stands here is kept: nothing is changed any more."""
        self._before = self.values()

    def put(self, message: Message) -> None:
        """Show an e-mail that is gone on with."""
        for name in ("recipient", "copies", "subject"):
            self._texts[name].set(getattr(message, name))
        self.body.set(message.body)
        known = {document.id for document in self._start.documents}
        self._chosen_files = [one for one in message.documents if one in known]
        for place, account in enumerate(self._accounts):
            if account.id == message.account_id:
                self.sender.current(place)
        self._template = next((one for one in self._start.templates if one.id == message.template_id), None)
        self.template.set(_template_words(self._template) if self._template else "")
        self._show_files()
        self.kept()

    def put_text(self, subject: str, body: str, *, template: MailTemplate) -> None:
        """Show the text of a template."""
        self._template = template
        self.template.set(_template_words(template))
        self._texts["subject"].set(subject)
        self.body.set(body)
        self.show_text()

    def take_focus(self) -> None:
        """A person begins with the template, or goes on with the text."""
        (self.body.text if self.is_written else self.template).focus_set()

    def insert(self, field: str) -> None:
        """Put a field where the cursor was last."""
        self.show_text()
        insert_into(self._last, field)

    # ---- as it goes

    @property
    def is_previewed(self) -> bool:
        """Whether the text is shown as it goes."""
        return bool(self.preview.winfo_manager())

    def show_preview(self, filled: Filled, name: str, *, place: int) -> None:
        """Show a filled text instead of the one that is edited."""
        sender = self._accounts[max(0, self.sender.current())] if self._accounts else None
        self.preview.show(replace(filled, body=with_signature(filled.body, sender)) if sender else filled, name=name)
        many = len(self._start.contacts)
        count = f" ({show_number(place + 1)}/{show_number(many)})" if many > 1 else ""
        self._whose.configure(text=_("To {name}").format(name=one_line(name, 40)) + count)
        self._text_place.grid_remove()
        self.preview.grid(row=self._text_row, column=0, columnspan=3, sticky="nsew", pady=(theme.px(8), 0))
        self._walk.pack(side="right", padx=theme.px(8))
        self.preview_button.configure(text=_("Go on writing"))

    def show_text(self) -> None:
        """Show the text for editing again."""
        if self.is_previewed:
            self.preview.grid_remove()
            self._walk.pack_forget()
            self._text_place.grid()
            self.preview_button.configure(text=_("Preview"))

    def toggle_preview(self) -> None:
        """Show the text as it goes, or go on writing."""
        if self.is_previewed:
            self.show_text()
        else:
            self.on_preview(0)

    # ---- making

    def _label(self, words: str) -> None:
        label = ttk.Label(self, text=words, style="Muted.TLabel")
        label.grid(row=self._row, column=0, sticky="w", padx=(0, theme.px(12)), pady=theme.px(3))

    def _place(self, widget: tk.Widget) -> None:
        widget.grid(row=self._row, column=1, columnspan=2, sticky="ew", pady=theme.px(3))
        self._row += 1

    def _add_recipients(self) -> None:
        self._label(_("To"))
        if self._start.is_one:
            box = ttk.Combobox(self, textvariable=self._texts["recipient"], values=self._start.addresses)
            self._texts["recipient"].set(self._start.addresses[0] if self._start.addresses else "")
            self._place(box)
            self._add_entry(_("Copy to"), "copies")
            return
        row = ttk.Frame(self)
        names = ", ".join(one_line(name, 30) for _id, name in self._start.contacts[:4])
        count = len(self._start.contacts)
        words = ngettext("{count} contact: {names}", "{count} contacts: {names}", count)
        shown = words.format(count=show_number(count), names=names) + ("…" if count > 4 else "")
        ttk.Label(row, text=theme.fit(shown, theme.px(520))).pack(side="left")
        if left := len(self._start.skipped):
            words = ngettext("{count} is left out…", "{count} are left out…", left).format(count=show_number(left))
            button = ttk.Button(row, text=words, style="Link.TButton", command=self._ask_skipped)
            button.pack(side="left", padx=(theme.px(12), 0))
        self._place(row)

    def _add_sender(self) -> None:
        self._from = ttk.Label(self, text=_("Sender"), style="Muted.TLabel")
        self.sender = ttk.Combobox(self, state="readonly")
        self._without = ttk.Frame(self)
        words = ttk.Label(self._without, text=_("There is no mail account yet."), style="Warning.TLabel")
        words.pack(side="left")
        add = ttk.Button(self._without, text=_("Add an account…"), command=self._ask_account)
        add.pack(side="left", padx=(theme.px(12), 0))
        self._sender_row = self._row
        self._row += 1
        self.use_accounts(self._start.accounts)

    def use_accounts(self, accounts: Sequence[MailAccount]) -> None:
        """Offer these accounts to send from; one alone needs no choosing."""
        self._accounts = tuple(accounts)
        self.sender.configure(values=[_account_words(one) for one in accounts])
        if accounts:
            self.sender.current(0)
        for widget in (self._from, self.sender, self._without):
            widget.grid_remove()
        if len(accounts) != 1:
            self._from.grid(row=self._sender_row, column=0, sticky="w", padx=(0, theme.px(12)), pady=theme.px(3))
            shown = self.sender if accounts else self._without
            shown.grid(row=self._sender_row, column=1, columnspan=2, sticky="ew", pady=theme.px(3))

    def _add_template(self) -> None:
        self._label(_("Template"))
        words = [_template_words(one) for one in self._start.templates]
        self.template = ttk.Combobox(self, state="readonly", values=words, height=14)
        self.template.bind("<<ComboboxSelected>>", lambda _event: self._template_chosen())
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
            self.template.bind(wheel, lambda _event: "break")
        self._place(self.template)

    def _add_entry(self, words: str, name: str) -> ttk.Entry:
        self._label(words)
        entry = ttk.Entry(self, textvariable=self._texts[name])
        entry.bind("<FocusIn>", self._focused, add="+")
        self._place(entry)
        return entry

    def _add_text(self) -> None:
        self._text_row = self._row
        self._text_place = ttk.Frame(self)
        self._text_place.grid(row=self._row, column=0, columnspan=3, sticky="nsew", pady=(theme.px(8), 0))
        self.body = TextArea(self._text_place, lines=10)
        self.body.pack(fill="both", expand=True)
        self.body.text.bind("<FocusIn>", self._focused, add="+")
        self.preview = Preview(self)
        self.rowconfigure(self._row, weight=1)
        self._row += 1

    def _add_bar(self) -> None:
        bar = ttk.Frame(self)
        bar.grid(row=self._row, column=0, columnspan=3, sticky="ew", pady=(theme.px(8), 0))
        field_button(bar, self.insert).pack(side="left")
        self.files = ChoiceButton(bar, self._file_choices, text=_("Attach"))
        self.files.pack(side="left", padx=(theme.px(8), 0))
        self._files = ttk.Label(bar, style="Small.TLabel")
        self._files.pack(side="left", padx=(theme.px(8), 0))
        if not self._start.documents:
            self.files.state(["disabled"])
            theme.tooltip(self.files, _("Attach files to the contact or the opportunity first; they are offered here."))
        self.preview_button = ttk.Button(bar, text=_("Preview"), command=self.toggle_preview)
        self.preview_button.pack(side="right")
        self._walk = ttk.Frame(bar)
        for icon, step, words in (("chevron-left", -1, _("The one before")), ("chevron-right", 1, _("The next one"))):
            if len(self._start.contacts) > 1:
                button = ttk.Button(self._walk, style="Icon.TButton")
                button.configure(command=lambda step=step: self.on_preview(step))  # type: ignore[misc]
                theme.set_icon(button, icon, size=12)
                theme.tooltip(button, words)
                button.pack(side="left")
        self._whose = ttk.Label(self._walk, style="Small.TLabel")
        self._whose.pack(side="left", padx=(theme.px(8), 0))

    # ---- inside

    def _ask_skipped(self) -> None:
        self.on_skipped()

    def _ask_account(self) -> None:
        self.on_account()

    def _focused(self, event: tk.Event[tk.Misc]) -> None:
        self._last = event.widget

    def _template_chosen(self) -> None:
        self.template.selection_clear()
        chosen = self._start.templates[self.template.current()]
        self.template.set(_template_words(self._template) if self._template else "")
        self.on_template(chosen)

    def _file_choices(self) -> list[tuple[str, Callable[[], object], bool]]:
        return [
            (one.name, lambda one=one: self._toggle_file(one.id), one.id in self._chosen_files)  # type: ignore[misc]
            for one in self._start.documents
        ]

    def _toggle_file(self, document_id: int) -> None:
        if document_id in self._chosen_files:
            self._chosen_files.remove(document_id)
        else:
            self._chosen_files.append(document_id)
        self._show_files()

    def _show_files(self) -> None:
        names = [one.name for one in self._start.documents if one.id in self._chosen_files]
        self._files.configure(text=theme.fit(", ".join(names), theme.px(_LONGEST_FILES)))


def _template_words(template: MailTemplate) -> str:
    return f"{template.name} · {template.language.upper()}" if template.language else template.name


def _account_words(account: MailAccount) -> str:
    return f"{account.name} <{account.address}>" if account.name else account.address
