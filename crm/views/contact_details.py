"""The details of one contact as a form: edited in place, saved as a whole, never lost silently."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from functools import partial
from tkinter import ttk

from crm.errors import Conflict, Invalid
from crm.models.contacts import Contact
from crm.utils.i18n import _
from crm.utils.text import before_stop, one_line
from crm.views import theme
from crm.views.company_suggestions import suggest_companies
from crm.views.conflicts import ask_conflict
from crm.views.contact_form import ContactForm, Edits
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.source_suggestions import suggest_sources
from crm.views.widgets.editors import Editor
from crm.views.widgets.scrolled import Scrolled
from crm.views.widgets.tab_order import follow_sight

GoOn = Callable[[], object]


class ContactDetails(ttk.Frame):
    """A form over a contact. `on_edited` hears when unsaved edits come or go; `report` shows other errors."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known) -> None:
        super().__init__(parent)
        self.on_edited: Callable[[], object] = lambda: None
        self._desk = desk
        self._known = known
        self._contact: Contact | None = None
        self._saving = False
        self._waiting: list[GoOn] = []
        self._was_edited = False
        self._forms: dict[str, ContactForm] = {}
        self._place = Scrolled(self)
        self._place.pack(fill="both", expand=True, padx=(theme.px(14), theme.px(2)))
        self._bar = ttk.Frame(self, padding=(theme.px(14), theme.px(8)))
        self._save = ttk.Button(self._bar, text=_("Save"), style="Primary.TButton", command=self.save)
        self._save.pack(side="right")
        self._cancel = ttk.Button(self._bar, text=_("Cancel"), command=self.cancel)
        self._cancel.pack(side="right", padx=(0, theme.px(8)))
        follow_sight(self._bar)
        self._said = ttk.Label(self._bar, style="Small.TLabel", text=_("Unsaved changes"))
        self._said.pack(side="left")

    # What is shown

    @property
    def form(self) -> ContactForm:
        """The form of the kind shown: people and companies have different fields."""
        kind = self._contact.kind if self._contact else ""
        if kind not in self._forms:
            self._forms[kind] = self._make_form(kind)
        return self._forms[kind]

    @property
    def is_edited(self) -> bool:
        """Whether a person typed something that is not saved."""
        return self._contact is not None and self.form.is_changed

    @property
    def is_saving(self) -> bool:
        """Whether edits are on their way."""
        return self._saving

    def show(self, contact: Contact) -> None:
        """Show a contact; edits of the same contact that are not saved stay as they are."""
        same = self._contact is not None and self._contact.id == contact.id
        if same and self.is_edited:
            return
        self._contact = contact
        for kind, form in self._forms.items():
            if kind != contact.kind:
                form.pack_forget()
        self.form.set(contact)
        self.form.pack(fill="both", expand=True, padx=(0, theme.px(10)), pady=(theme.px(10), theme.px(16)))
        self._place.adopt()
        if not same:
            self._place.to_top()
        self._edited()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.form.focus_first()

    # What a person does

    def save(self, done: GoOn = lambda: None) -> None:
        """Save the edits, then go on; with an error the person stays with what is wrong beside its field."""
        contact = self._contact
        if self._saving:
            self._waiting.append(done)
        elif contact is None or not self.is_edited:
            done()
        else:
            try:
                edits = self.form.edits()
            except Invalid as error:
                self.form.show_errors(error.fields)
                return
            self._waiting = [done]
            self._write(contact, edits, version=contact.version)

    def cancel(self) -> None:
        """Show what is saved again."""
        if self._contact:
            self.form.set(self._contact)
            self._edited()

    def _write(self, contact: Contact, edits: Edits, *, version: int) -> None:
        session = self._desk.session

        def work() -> Contact:
            session.contacts.change(contact.id, edits.values, version=version, channels=edits.channels)
            return session.contacts.get(contact.id)

        self._saving = True
        said = _("Saved {name}.").format(name=before_stop(one_line(contact.name, 40)))
        self._desk.write(
            work, lambda _after: said, done=self._saved, failed=lambda error: self._refused(error, contact, edits=edits)
        )

    def _saved(self, after: Contact) -> None:
        self._saving = False
        self._contact = after
        self.form.set(after)
        self._edited()
        waiting, self._waiting = self._waiting, []
        for go_on in waiting:
            go_on()

    def _refused(self, error: BaseException, contact: Contact, *, edits: Edits) -> None:
        self._saving = False
        if isinstance(error, Invalid):
            self._say(" ".join(self.form.show_errors(error.fields)))
        elif isinstance(error, Conflict):
            self._ask(error, contact, edits=edits)
        else:
            self._desk.jobs.report(error)

    def _ask(self, conflict: Conflict, contact: Contact, *, edits: Edits) -> None:
        """Have a person choose; what changes again while they look at it is a conflict of its own."""
        contacts = self._desk.session.contacts

        def ask(version: int) -> None:
            ask_conflict(
                self,
                conflict,
                known=self._known,
                then=lambda chosen: self._write(contact, edits.with_values(chosen), version=version),
            )

        self._desk.jobs.run(lambda: contacts.get(contact.id).version, ask)

    def _say(self, words: str) -> None:
        self._said.configure(text=words or _("Unsaved changes"), style="Error.TLabel" if words else "Small.TLabel")

    # Making

    def _make_form(self, kind: str) -> ContactForm:
        form = ContactForm(self._place.body, self._known, kind=kind)
        form.on_change = self._edited
        suggest_companies(form, self._desk)
        suggest_sources(form.entry("source"), self._desk, put=form.put)
        for entry in form.entries():
            entry.bind("<Return>", lambda _event: self.save(), add="+")
        for editor in form.editors():
            editor.entry.bind("<Escape>", partial(_give_back, editor), add="+")
        return form

    def _edited(self) -> None:
        edited = self.is_edited
        self._say("")
        if edited:
            self._bar.pack(side="bottom", fill="x", before=self._place)
        else:
            self._bar.pack_forget()
        if edited != self._was_edited:
            self._was_edited = edited
            self.on_edited()


def _give_back(editor: Editor, _event: object) -> None:
    """Escape drops what was typed into the field."""
    editor.give_back()
