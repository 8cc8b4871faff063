"""One value for a field of every selected contact: which field, which value."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import ttk

from crm.errors import CrmError, Invalid
from crm.models.contacts import PERSON_ONLY
from crm.models.fields import Field, Kind
from crm.utils.i18n import _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.known import Known
from crm.views.widgets.form import Form

# Values that belong to one contact alone, and tags, which have their own dialog.
_NEVER = PERSON_ONLY - {"job_title"} | {"email", "phone", "tags", "kind", "tax_id"}


class FieldChanger(DeskDialog):
    """An empty value empties the field."""

    def __init__(self, parent: tk.Misc, desk: Desk, *, known: Known, ids: Sequence[int]) -> None:
        words = ngettext("Change a field of {count} contact", "Change a field of {count} contacts", len(ids))
        super().__init__(parent, desk, title=words.format(count=show_number(len(ids))), confirm=_("Change"))
        self._ids = ids
        self._known = known
        self._fields = [one for one in known.fields if one.editable and one.name not in _NEVER]
        ttk.Label(self.body, text=_("Field"), style="Small.TLabel").pack(anchor="w", padx=theme.px(2))
        self.chooser = ttk.Combobox(self.body, state="readonly", values=[translate(one.label) for one in self._fields])
        self.chooser.pack(fill="x", pady=(0, theme.px(10)))
        self.chooser.bind("<<ComboboxSelected>>", lambda _event: self._chosen())
        self._place = ttk.Frame(self.body)
        self._place.pack(fill="both", expand=True)
        self.form = Form(self._place, [])
        self.on_confirm = self.save
        self.fix_size(420, 240)
        self.choose("status")

    def choose(self, name: str) -> None:
        """Offer the value of a field."""
        place = next(at for at, field in enumerate(self._fields) if field.name == name)
        self.chooser.current(place)
        self._show(self._fields[place])

    def take_focus(self) -> None:
        """One chooses the field first."""
        self.chooser.focus_set()

    def save(self) -> bool:
        """Give all of them the value, as one operation. False: it is not closed yet."""
        try:
            values = self.form.values()
        except Invalid as error:
            self.refused(error)
            return False
        contacts, ids = self.desk.session.contacts, self._ids
        self.write(lambda: contacts.change_many(ids, values), _said, done=lambda _count: self.close())
        return False

    def refused(self, error: CrmError) -> None:
        """Errors of the field stand beside it."""
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            super().refused(error)

    def _chosen(self) -> None:
        self._show(self._fields[self.chooser.current()])

    def _show(self, field: Field) -> None:
        self.form.destroy()
        label = _("New value (empty clears the field)") if field.kind is not Kind.CHOICE else _("New value")
        alone = Field(**{**vars(field), "section": "", "label": label})
        self.form = Form(self._place, [alone], lookup=self._known.lookup())
        self.form.pack(fill="x")


def _said(count: int) -> str:
    words = ngettext("{count} contact changed.", "{count} contacts changed.", count)
    return words.format(count=show_number(count))
