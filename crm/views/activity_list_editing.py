"""Editing an activity in place in the list: its day, time, type, priority and owner, each in its cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crm.errors import Invalid
from crm.models.fields import Field
from crm.models.series import Scope
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views import activity_words
from crm.views.activity_list_columns import EDITED, TIME, editable
from crm.views.desk import Desk
from crm.views.known import Known
from crm.views.widgets.cell_editor import CellEditor
from crm.views.widgets.table import Table


class InPlace:
    """Opens an editor over a cell and writes what is entered; Tab goes on to the next cell that can be edited.

    Of a series it is asked which activities are meant.
    """

    def __init__(self, table: Table, desk: Desk, *, known: Known) -> None:
        self.editor: CellEditor | None = None
        self._table = table
        self._desk = desk
        self._known = known
        table.on_edit = self.edit
        table.tree.bind("<F2>", self._edit_focused)
        table.on_scroll = self.close
        table.tree.bind("<Configure>", lambda _event: self.close(), add="+")

    def edit(self, activity_id: int, column: str) -> bool:
        """Edit a cell, once its activity is read; whether cells of this column are edited at all."""
        if column not in EDITED:
            return False
        activities = self._desk.session.activities
        self._desk.jobs.run(lambda: activities.rows([activity_id]), lambda rows: self._open(rows, column))
        return True

    def close(self) -> None:
        """Give up what is edited."""
        if self.editor:
            self.editor.close(back=False)
            self.editor = None

    def _edit_focused(self, _event: object) -> str:
        activity_id, shown = self._table.focus_id, self._shown()
        if activity_id is not None and shown:
            self.edit(activity_id, shown[0])
        return "break"

    def _shown(self) -> list[str]:
        """The columns in view that are edited, in their order."""
        return [column for column in self._table.columns.visible if column in EDITED]

    def _open(self, rows: list[dict[str, Any]], column: str) -> None:
        box = self._table.cell_box(rows[0]["id"], column) if rows else None
        field = editable(column, self._known.fields)
        if box is None or field is None:
            return
        row = rows[0]
        self.close()
        self.editor = editor = CellEditor(self._table, field, lookup=self._known.lookup())
        editor.on_value = lambda value: self._entered(row, column, value=value)
        editor.on_step = lambda step: self._go_on(row["id"], column, step=step)
        editor.open(activity_words.time(row) if field.name == TIME else row[field.name], box)

    def _go_on(self, activity_id: int, column: str, *, step: int) -> None:
        shown = self._shown()
        at = shown.index(column) + step if column in shown else -1
        if 0 <= at < len(shown):
            self.edit(activity_id, shown[at])

    def _entered(self, row: dict[str, Any], column: str, *, value: object) -> None:
        field = editable(column, self._known.fields)
        if field is None:
            return
        refused = self._refusal(row, column)
        try:
            values = changes(row, field, value=value)
        except Invalid as error:
            refused(error)
            return
        scope: str | None = Scope.THIS
        if row["series_id"] is not None:
            from crm.views.dialogs.series_scope import ask_scope  # few lists hold a series

            scope = ask_scope(self._table.winfo_toplevel())
        if scope is not None:
            self._write(row, values, scope=scope)

    def _write(self, row: dict[str, Any], values: Mapping[str, Any], *, scope: str) -> None:
        said = _("Saved {name}.").format(name=one_line(row["subject"], 40)) if row["subject"] else _("Activity saved.")
        activities, column = self._desk.session.activities, next(iter(values))
        self._desk.write(
            lambda: activities.change(row["id"], values, version=row["version"], scope=scope),
            lambda _answer: said,
            failed=self._refusal(row, {"due_at": "due_on", "assigned_to": "owner"}.get(column, column)),
        )

    def _refusal(self, row: dict[str, Any], column: str) -> Callable[[BaseException], None]:
        """What cannot be kept is told in the cell, which opens again."""

        def refused(error: BaseException) -> None:
            if isinstance(error, Invalid):
                self._open([row], column)
                if self.editor:
                    self.editor.say(" ".join(error.fields.values()))
            else:
                self._desk.jobs.report(error)

        return refused


def changes(row: Mapping[str, Any], field: Field, *, value: object) -> dict[str, Any]:
    """The columns that follow from a value entered in a cell; a day keeps the time, a time the day. Invalid says why.

    How long it lasts is forgotten between a time and whole days.
    """
    from crm.views.dialogs.activity_form import moment  # the page opens without the form

    if field.name not in ("due_on", TIME):
        return {field.name: value}
    typed = {"due_on": row["due_on"], TIME: activity_words.time(row), field.name: value or ""}
    typed[TIME] = typed[TIME] if typed["due_on"] or field.name == TIME else ""
    values: dict[str, Any] = dict(moment(typed))
    if bool(values.get("due_at")) != bool(row["due_at"]):
        values["duration_minutes"] = None
    return values
