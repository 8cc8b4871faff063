"""The fields a business adds itself: the list of them, in the order of forms and tables. One is field_form.py's."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.models.custom_fields import KINDS, CustomField
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.money import show_number
from crm.views import theme
from crm.views.desk import Desk
from crm.views.dialogs.desk_dialog import DeskDialog
from crm.views.dialogs.field_form import FieldDialog
from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.dialog import Question, ask
from crm.views.widgets.table import Column

if TYPE_CHECKING:
    from crm.views.window import Window


ENTITIES = (("contacts", N_("Contacts")), ("opportunities", N_("Opportunities")))
_GONE = {
    "contacts": N_("Its values go from every contact. Undo brings all of it back."),
    "opportunities": N_("Its values go from every opportunity. Undo brings all of it back."),
}


class FieldsDialog(DeskDialog):
    """Every change is saved at once and can be undone."""

    watches = frozenset(("custom_fields",))

    def __init__(self, parent: tk.Misc, desk: Desk) -> None:
        super().__init__(parent, desk, title=_("Custom fields"))
        self.fix_size(780, 460)
        self._entity = tk.StringVar(self, ENTITIES[0][0])
        self._fields: dict[int, CustomField] = {}
        self._currency = "EUR"
        self._build_buttons()
        left = ttk.Frame(self.body)
        left.pack(side="left", fill="both", expand=True)
        self._build_choice(left)
        columns = [
            Column("label", _("Field"), 200, sortable=False),
            Column("kind", _("Kind"), 130, sortable=False),
            Column("section", _("Section"), 140, sortable=False),
            Column("required", _("Required"), 80, sortable=False),
        ]
        self.list = Listed(left, columns)
        self.list.table.set_empty(
            _("No fields of your own yet"),
            _("Add what your business wants to know: renewal date, size, preferred hours…"),
            action=(_("Add a field…"), self._add),
        )
        self.list.pack(fill="both", expand=True)
        self.list.on_choose = lambda _field: self._allow()
        self.list.table.on_open = self._open
        self.list.table.on_delete = self.remove
        self._allow()
        self.refresh()

    @property
    def chosen(self) -> CustomField | None:
        """The chosen field."""
        return self._fields.get(self.list.chosen or 0)

    @property
    def entity(self) -> str:
        """Whose fields are shown: "contacts" or "opportunities"."""
        return self._entity.get()

    def show_entity(self, entity: str) -> None:
        """Show the fields of contacts or of opportunities."""
        self._entity.set(entity)
        self.refresh()

    def refresh(self) -> None:
        """Load the fields."""
        session, entity = self.desk.session, self.entity
        self.ask(
            "fields",
            lambda: (session.fields.all(entity), str(session.settings.get("currency", "EUR"))),
            show=self._show_all,
        )

    def take_focus(self) -> None:
        """A person begins in the list."""
        self.list.table.tree.focus_set()

    # ---- what a person does

    def add(self) -> FieldDialog:
        """Define a new field."""
        dialog = FieldDialog(self, self.desk, currency=self._currency)
        dialog.entity = self.entity
        dialog.open()
        return dialog

    def edit(self) -> FieldDialog | None:
        """Change the chosen field."""
        if self.chosen is None:
            return None
        dialog = FieldDialog(self, self.desk, field=self.chosen, currency=self._currency)
        dialog.open()
        return dialog

    def move(self, by: int) -> None:
        """Move the chosen field up or down."""
        field = self.chosen
        if field:
            self.write(lambda: self.desk.session.fields.move(field.id, by=by))

    def remove(self) -> None:
        """Remove the chosen field and its values, after asking; Undo brings all of it back."""
        field = self.chosen
        if field:
            title = _("Remove the field {name}?").format(name=translate(field.label))
            question = Question(title, translate(_GONE[field.entity]), _("Remove"), danger=True)
            ask(self, question, then=lambda: self._remove(field))

    def _add(self) -> None:
        self.add()

    def _open(self, _field: int) -> None:
        self.edit()

    def _remove(self, field: CustomField) -> None:
        def said(count: int) -> str:
            words = ngettext("Field removed: {name} ({count} value)", "Field removed: {name} ({count} values)", count)
            return words.format(name=translate(field.label), count=show_number(count))

        self.write(lambda: self.desk.session.fields.remove(field.id), said)

    # ---- making and showing

    def _build_choice(self, parent: tk.Misc) -> None:
        row = ttk.Frame(parent)
        row.pack(fill="x", pady=(0, theme.px(12)))
        self.choices = {
            entity: ttk.Radiobutton(
                row, text=translate(words), value=entity, variable=self._entity, command=self.refresh
            )
            for entity, words in ENTITIES
        }
        for button in self.choices.values():
            button.pack(side="left", padx=(0, theme.px(20)))

    def _build_buttons(self) -> None:
        column = side(self.body, width=180)
        self.add_field = self._button(column, _("Add a field…"), run=self.add)
        self.needing: list[ttk.Button] = [
            self._button(column, _("Edit…"), run=self.edit, gap=True),
            self._button(column, _("Move up"), run=lambda: self.move(-1)),
            self._button(column, _("Move down"), run=lambda: self.move(1)),
            self._button(column, _("Remove…"), run=self.remove, gap=True),
        ]
        self.needing[-1].configure(style="Remove.TButton")

    def _button(self, parent: tk.Misc, words: str, *, run: Callable[[], object], gap: bool = False) -> ttk.Button:
        button = ttk.Button(parent, text=words, command=run)
        button.pack(fill="x", pady=(theme.px(16 if gap else 2), theme.px(2)))
        return button

    def _show_all(self, answer: tuple[Sequence[CustomField], str]) -> None:
        fields, self._currency = answer
        self._fields = {field.id: field for field in fields}
        self.list.show({field.id: _cells(field) for field in fields})
        self.list.choose_first()
        self._allow()

    def _allow(self) -> None:
        for button in self.needing:
            button.state(["!disabled" if self.chosen else "disabled"])


def _cells(field: CustomField) -> tuple[str, ...]:
    kind = next(translate(one.label) for one in KINDS if one.value == field.kind.value)
    if field.currency and field.kind.value == "money":
        kind = f"{kind} ({field.currency})"
    return (translate(field.label), kind, field.section or _("More"), _("Yes") if field.required else "")


def show(window: Window) -> None:
    """Open the dialog."""
    FieldsDialog(window.root, window.desk).open()
