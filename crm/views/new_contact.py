"""The dialog for a new person or company: one typed line, or the usual fields. What stands in the line fills them.

Contacts that look like what is typed stand beside the form, in a strip that the window grows for: nothing moves.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk
from typing import Any

from crm.errors import CrmError, Invalid
from crm.models.contacts import COMPANY, PERSON
from crm.models.duplicates import Near
from crm.models.fields import Field, Kind
from crm.utils.i18n import N_, _
from crm.utils.text import before_stop, one_line
from crm.views import theme, typed_contact
from crm.views.company_suggestions import CompanySuggestions
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.known import Known
from crm.views.near_contacts import NearContacts
from crm.views.source_suggestions import suggest_sources
from crm.views.widgets.focus import focused
from crm.views.widgets.form import Form
from crm.views.widgets.scrolled import Scrolled

_USUAL = {
    PERSON: ("company", "email", "phone", "mobile_phone", "job_title", "status", "tags", "assigned_to", "source"),
    COMPANY: ("company", "email", "phone", "website", "status", "tags", "assigned_to", "city", "tax_id"),
}
_NAME = Field("name", Kind.TEXT, N_("Name and surnames"))
_TITLES = {PERSON: N_("New person"), COMPANY: N_("New company")}
_EXAMPLES = {PERSON: N_("Ana Gil, Acme, ana@acme.es, 612345678"), COMPANY: N_("Acme, Madrid, info@acme.es, 915550000")}
_LOOK_AFTER = 250  # milliseconds without a key


@dataclass(frozen=True)
class Draft:
    """What was typed and not saved: the line, and the fields that say something."""

    line: str
    values: dict[str, object]


class NewContact(DeskDialog):
    """`on_added` hears the id of what was added; `on_known` which contact was opened instead, and what was typed."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known, kind: str) -> None:
        super().__init__(parent, desk, title=_(_TITLES[kind]), confirm=_("Save"))
        self.on_added: Callable[[int], object] = lambda _contact_id: None
        self.on_known: Callable[[int, Draft], object] = lambda _contact_id, _draft: None
        self._kind = kind
        self._known = known
        self._timer = ""
        self._from_line: dict[str, str] = {}
        self._text = tk.StringVar(self)
        self.line = ttk.Entry(self.body, textvariable=self._text)
        self._add_line()
        place = Scrolled(self.body)
        place.pack(fill="both", expand=True)
        self.form = Form(place.body, self._fields(), lookup=known.lookup())
        self.form.pack(fill="both", expand=True)
        place.adopt()
        self._suggest()
        self._add_near()
        self.form.on_change = lambda _name: self._look_soon()
        self._text.trace_add("write", lambda *_names: self._typed())
        self.fix_size(680, 470)
        self.on_confirm = self.save

    @property
    def has_edits(self) -> bool:
        """Whether closing would lose something typed."""
        return bool(self._text.get().strip()) or self.form.is_changed

    def take_focus(self) -> None:
        """One types the line."""
        self.line.focus_set()

    def save(self) -> bool:
        """Save and close; what cannot be kept is told beside its field. False: it is not closed yet."""
        try:
            values = self._values()
        except Invalid as error:
            self.refused(error)
            return False
        session = self.desk.session
        name = before_stop(one_line(self._full_name(values), 40))
        self.write(
            lambda: session.contacts.add(values),
            lambda _id: _("Added {name}.").format(name=name) if name else _("Added."),
            done=self._added,
        )
        return False

    def refused(self, error: CrmError) -> None:
        """Errors of fields stand beside them."""
        if not isinstance(error, Invalid):
            super().refused(error)
            return
        shown = {"name" if name in ("first_name", "last_name") else name: text for name, text in error.fields.items()}
        known = {field.name for field in self._fields()}
        self.form.show_errors(shown)
        self.say(" ".join(text for name, text in shown.items() if name not in known), wrong=True)

    @property
    def draft(self) -> Draft:
        """What is typed now; a field that cannot be read is left out."""
        values: dict[str, object] = {}
        for field in self._fields():
            editor = self.form.editor(field.name)
            if editor.changed() and not self._follows_line(field.name):
                try:
                    values[field.name] = editor.get()
                except ValueError:
                    continue
        return Draft(self._text.get(), values)

    def type_on(self, draft: Draft) -> None:
        """Go on with what was typed before."""
        self._text.set(draft.line)
        for name, value in draft.values.items():
            self.form.put(name, value)

    def destroy(self) -> None:
        """Look no more."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        super().destroy()

    def _add_line(self) -> None:
        ttk.Label(self.body, text=_("In one line"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.line.pack(fill="x")
        example = _("For example: {line}").format(line=_(_EXAMPLES[self._kind]))
        hint = ttk.Label(self.body, text=example, style="Small.TLabel")
        hint.pack(anchor="w", padx=theme.px(2), pady=(theme.px(2), theme.px(10)))

    def _fields(self) -> list[Field]:
        names = _USUAL[self._kind]
        built_in = [self._known.field(name) for name in names]
        required = [one for one in self._known.fields if one.is_custom and one.required and one.name not in names]
        plain = [*([_NAME] if self._kind == PERSON else []), *built_in, *required]
        return [Field(**{**vars(one), "section": ""}) for one in plain]

    def _suggest(self) -> None:
        entry = self.form.editor("company").entry
        if self._kind == PERSON and isinstance(entry, ttk.Entry):
            suggestions = CompanySuggestions(entry, self.desk)
            suggestions.on_pick = lambda name: self.form.put("company", name)
        if self.form.has("source"):
            suggest_sources(self.form.editor("source").entry, self.desk, put=self.form.put)

    def _typed(self) -> None:
        """Fill the fields from the line; what was typed into a field itself stays."""
        found = typed_contact.read(self._text.get(), self._kind, region=self._known.region)
        known = {field.name for field in self._fields()}
        for name in {**self._from_line, **found}:
            if name in known and self._is_from_line(name):
                self.form.put(name, found.get(name, ""))
        self._from_line = found

    def _is_from_line(self, name: str) -> bool:
        return self.form.editor(name).typed() == "" or self._follows_line(name)

    def _follows_line(self, name: str) -> bool:
        return self.form.editor(name).typed() == self._from_line.get(name, "")

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"kind": self._kind, **self.form.values()}
        known = {field.name for field in self._fields()}
        values |= {name: text for name, text in self._from_line.items() if name not in known}
        if self._kind == PERSON:
            values["first_name"], values["last_name"] = typed_contact.split_name(str(values.pop("name") or ""))
        return values

    def _full_name(self, values: dict[str, Any]) -> str:
        if self._kind == COMPANY:
            return str(values["company"])
        return f"{values['first_name']} {values['last_name']}".strip()

    def _added(self, contact_id: int) -> None:
        self.close()
        self.on_added(contact_id)

    # ---- who is known already

    def _add_near(self) -> None:
        self.body.master.pack_configure(side="left")  # type: ignore[attr-defined]
        self.near = NearContacts(self)
        self.near.on_open = self._open_known
        self.near.on_leave = self._into_form
        self._before: tk.Misc = self.line
        self.bind("<F6>", lambda _event: self._go_over())

    def _look_soon(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_LOOK_AFTER, self._look)

    def _look(self) -> None:
        self._timer = ""
        try:
            values = self._values()
        except Invalid:
            return
        session = self.desk.session
        self.ask("near", lambda: session.duplicates.near(values), show=self._show_near)
        self.ask("warnings", lambda: session.contacts.warnings(values), show=self._show_warnings)

    def _show_warnings(self, warnings: dict[str, str]) -> None:
        # whose e-mail it is stands beside the form
        self.form.show_warnings({name: text for name, text in warnings.items() if name != "email"})

    def _show_near(self, matches: Sequence[Near]) -> None:
        if not matches and self.near.has_keyboard:
            self._into_form()
        self.near.show(matches)
        shown = bool(self.near.winfo_manager())
        if matches and not shown:
            self.near.pack(side="left", fill="y")
            self._grow(self.near.winfo_reqwidth())
        elif shown and not matches:
            self.near.pack_forget()
            self._grow(-self.near.winfo_reqwidth())

    def _grow(self, by: int) -> None:
        """Make the window wider at its right side; it moves only where no pointer is over it and it lacks the room."""
        self.update_idletasks()
        width, left = self.winfo_width() + by, self.winfo_x()
        lacking = left + width - self.winfo_screenwidth()
        place = f"+{max(0, left - lacking)}+{self.winfo_y()}" if lacking > 0 and not self._is_pointed_at() else ""
        self.geometry(f"{width}x{self.winfo_height()}{place}")

    def _is_pointed_at(self) -> bool:
        over = self.winfo_containing(*self.winfo_pointerxy())
        return over is not None and over.winfo_toplevel() is self

    def _go_over(self) -> str:
        """From the form to who is known already, and back."""
        if self.near.has_keyboard:
            self._into_form()
        elif self.near.winfo_manager():
            self._before = focused(self) or self.line
            self.near.take_focus()
        return "break"

    def _into_form(self) -> None:
        (self._before if self._before.winfo_exists() else self.line).focus_set()

    def _open_known(self, contact_id: int) -> None:
        draft = self.draft
        self.close()
        self.on_known(contact_id, draft)
