"""The details of one contact as a form: edited in place, saved as a whole, never lost silently."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.errors import Conflict, Invalid
from crm.models.contacts import COMPANY, PERSON_ONLY, Contact
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import theme
from crm.views.conflicts import ask_conflict
from crm.views.desk import Desk
from crm.views.known import Known, with_tag_ids
from crm.views.widgets.form import Form
from crm.views.widgets.scrolled import Scrolled

GoOn = Callable[[], object]


class ContactDetails(ttk.Frame):
    """A form over a contact. `on_edited` hears when unsaved edits come or go; `report` shows other errors."""

    def __init__(self, parent: tk.Misc, desk: Desk, known: Known) -> None:
        super().__init__(parent)
        self.on_edited: Callable[[], object] = lambda: None
        self._desk = desk
        self._known = known
        self._contact: Contact | None = None
        self._saving = False
        self._was_edited = False
        self._forms: dict[str, Form] = {}
        self._place = Scrolled(self)
        self._place.pack(fill="both", expand=True, padx=(theme.px(14), theme.px(2)))
        self._bar = ttk.Frame(self, padding=(theme.px(14), theme.px(8)))
        self._save = ttk.Button(self._bar, text=_("Save"), style="Primary.TButton", command=self.save)
        self._save.pack(side="right")
        self._cancel = ttk.Button(self._bar, text=_("Cancel"), command=self.cancel)
        self._cancel.pack(side="right", padx=(0, theme.px(8)))
        self._said = ttk.Label(self._bar, style="Small.TLabel", text=_("Unsaved changes"))
        self._said.pack(side="left")

    # What is shown

    @property
    def form(self) -> Form:
        """The form of the kind shown: people and companies have different fields."""
        kind = self._contact.kind if self._contact else ""
        if kind not in self._forms:
            self._forms[kind] = self._make_form(kind)
        return self._forms[kind]

    @property
    def is_edited(self) -> bool:
        """Whether a person typed something that is not saved."""
        return self._contact is not None and self.form.is_changed

    def show(self, contact: Contact) -> None:
        """Show a contact; edits of the same contact that are not saved stay as they are."""
        same = self._contact is not None and self._contact.id == contact.id
        if same and self.is_edited:
            return
        self._contact = contact
        for kind, form in self._forms.items():
            if kind != contact.kind:
                form.pack_forget()
        self.form.set(contact.values())
        self.form.pack(fill="both", expand=True, padx=(0, theme.px(10)), pady=(theme.px(10), theme.px(16)))
        self._place.adopt()
        if not same:
            self._place.to_top()
        self._edited()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self.form.focus_first()

    # What a person does

    def save(self, done: GoOn | None = None) -> None:
        """Save the edits, then go on; with an error the person stays with what is wrong beside its field."""
        contact = self._contact
        if contact is None or self._saving:
            return
        if not self.is_edited:
            self._go_on(done)
            return
        try:
            values = self.form.changed()
        except Invalid as error:
            self.form.show_errors(error.fields)
            return
        self._write(contact, values, version=contact.version, done=done)

    def cancel(self) -> None:
        """Show what is saved again."""
        if self._contact:
            self.form.set(self._contact.values())
            self._edited()

    def _write(self, contact: Contact, values: dict[str, object], *, version: int, done: GoOn | None) -> None:
        session = self._desk.session

        def work() -> Contact:
            session.contacts.change(contact.id, with_tag_ids(session, values), version=version)
            return session.contacts.get(contact.id)

        def saved(after: Contact) -> None:
            self._saving = False
            self._contact = after
            self.form.set(after.values())
            self._edited()
            self._go_on(done)

        self._saving = True
        said = _("Saved {name}.").format(name=one_line(contact.name, 40))
        self._desk.write(
            work, lambda _after: said, done=saved, failed=lambda error: self._refused(error, values, done=done)
        )

    def _refused(self, error: BaseException, values: dict[str, object], *, done: GoOn | None) -> None:
        self._saving = False
        contact = self._contact
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
            rest = {name: words for name, words in error.fields.items() if name not in values}
            if rest:
                self._said.configure(text=" ".join(rest.values()))
        elif isinstance(error, Conflict) and contact:
            ask_conflict(
                self, error, self._known, then=lambda chosen: self._overwrite(contact, values | chosen, done=done)
            )
        else:
            self._desk.jobs.report(error)

    def _overwrite(self, contact: Contact, values: dict[str, object], *, done: GoOn | None) -> None:
        contacts = self._desk.session.contacts
        self._desk.jobs.run(
            lambda: contacts.get(contact.id).version,
            lambda version: self._write(contact, values, version=version, done=done),
        )

    def _go_on(self, done: GoOn | None) -> None:
        if done:
            done()

    # Making

    def _make_form(self, kind: str) -> Form:
        hidden = PERSON_ONLY if kind == COMPANY else frozenset[str]()
        fields = [field for field in self._known.fields if field.editable and field.name not in hidden]
        form = Form(self._place.body, fields, lookup=self._known.lookup())
        form.on_change = lambda _name: self._edited()
        return form

    def _edited(self) -> None:
        edited = self.is_edited
        if edited:
            self._bar.pack(side="bottom", fill="x", before=self._place)
        else:
            self._bar.pack_forget()
        if edited != self._was_edited:
            self._was_edited = edited
            self.on_edited()
