"""Giving many records one value of one field at once; which records, and the writing, are the caller's and the
controller's.
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from tkinter import ttk
from typing import TYPE_CHECKING, Any, Protocol

from crm.errors import CrmError, Invalid
from crm.models.fields import Field, Kind
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import known as known_things
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.known import Known
from crm.views.widgets.form import Form

if TYPE_CHECKING:
    from crm.views.window import Window

Work = Callable[[], int]  # writes, and says how many records differed
Ready = Callable[[Work], object]

# What tells contacts apart is never the same for many; tags have a dialog that adds and takes away.
_APART = frozenset(("first_name", "last_name", "email", "phone", "mobile_phone", "tax_id", "tags"))


class Prepare(Protocol):
    """Asks whatever must be known before these values are written, and hands the writing to `ready`."""

    def __call__(self, dialog: tk.Misc, /, values: Mapping[str, Any], *, ready: Ready) -> object: ...


@dataclass(frozen=True)
class Many:
    """Records of one kind that are to share a value.

    `title` names the dialog, `said(field, count)` what was done; `first` is the field that is picked at first.
    """

    fields: Sequence[Field]
    known: Known
    title: str
    said: Callable[[str, int], str]
    prepare: Prepare
    first: str


def changeable(fields: Sequence[Field]) -> list[Field]:
    """The fields that many contacts may share a value of."""
    return [field for field in fields if field.editable and field.name not in _APART]


def contacts(desk: Desk, ids: Sequence[int], *, known: Known) -> Many:
    """Contacts that are to share a value."""
    chosen = array("q", ids)
    words = ngettext("Change {count} contact", "Change {count} contacts", len(ids))

    def prepare(_dialog: tk.Misc, values: Mapping[str, Any], *, ready: Ready) -> None:
        ready(lambda: desk.session.contacts.change_many(chosen, values))

    return Many(
        changeable(known.fields), known, words.format(count=show_number(len(ids))), _changed_words, prepare, "status"
    )


class BulkChange(DeskDialog):
    """Pick a field, give a value, and it is written to all of them as one operation that Undo takes back."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, many: Many) -> None:
        super().__init__(parent, desk, title=many.title, confirm=many.title)
        self._many = many
        self._fields = list(many.fields)
        self.form: Form | None = None
        self.fix_size(440, 210)
        ttk.Label(self.body, text=_("Field"), style="Small.TLabel").pack(anchor="w")
        self.field_box = ttk.Combobox(self.body, state="readonly", height=16)
        self.field_box.configure(values=[translate(field.label) for field in self._fields])
        for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>"):
            self.field_box.bind(wheel, lambda _event: "break")
        self.field_box.pack(fill="x", pady=(0, theme.px(12)))
        self.field_box.bind("<<ComboboxSelected>>", lambda _event: self._picked())
        self._place = ttk.Frame(self.body)
        self._place.pack(fill="both", expand=True)
        self.on_confirm = self._confirmed
        self.pick(next((field.name for field in self._fields if field.name == many.first), self._fields[0].name))

    @property
    def field(self) -> Field:
        """The field that is picked."""
        return self._fields[self.field_box.current()]

    def pick(self, name: str) -> None:
        """Pick a field."""
        self.field_box.current([field.name for field in self._fields].index(name))
        self._picked()

    def take_focus(self) -> None:
        """A person begins with the field."""
        self.field_box.focus_set()

    def save(self) -> None:
        """Write the value to all of them."""
        if self.form is None:
            return
        try:
            values: dict[str, Any] = dict(self.form.values())
        except Invalid as problems:
            self.form.show_errors(problems.fields)
            return
        label, many = translate(self.field.label), self._many

        def ready(work: Work) -> None:
            self.write(work, lambda count: many.said(label, count), done=lambda _count: self.close())

        many.prepare(self, values, ready=ready)

    def refused(self, error: CrmError) -> None:
        """Put what cannot be kept beside the value."""
        if isinstance(error, Invalid) and self.form is not None and self.field.name in error.fields:
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _picked(self) -> None:
        self.field_box.selection_clear()
        if self.form is not None:
            self.form.destroy()
        self.say("")
        self.form = Form(self._place, [_as_value(self.field)], lookup=self._many.known.lookup(create_tags=False))
        self.form.pack(fill="x")
        self.form.on_change = lambda _name: self.say("")

    def _confirmed(self) -> bool:
        self.save()
        return False


def _changed_words(label: str, count: int) -> str:
    words = ngettext("{field} changed in {count} contact", "{field} changed in {count} contacts", count)
    return words.format(field=label, count=show_number(count))


def _as_value(field: Field) -> Field:
    """The field as the form shows it here: under "New value", on its own."""
    may_be_empty = field.kind is not Kind.YES_NO and not field.required
    label = _("New value (empty: clear it)") if may_be_empty else _("New value")
    return replace(field, label=label, section="")


def show(window: Window) -> None:
    """Ask for a field and a value for the selected contacts."""
    ids, desk = window.contacts.selected_ids(), window.desk

    def opened(known: Known) -> None:
        BulkChange(window.root, desk, many=contacts(desk, ids, known=known)).open()

    if len(ids):
        desk.jobs.run(lambda: known_things.read(desk.session), opened)
