"""Editing a deal in place in the list: its stage, value, expected close and owner, each in its cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm.errors import Invalid, NotFound
from crm.models.fields import Field
from crm.utils.i18n import _
from crm.utils.text import one_line
from crm.views.desk import Desk
from crm.views.dialogs.closing import Wanted, move
from crm.views.known import Known
from crm.views.opportunity_list_columns import editable
from crm.views.widgets.cell_editor import CellEditor
from crm.views.widgets.editors import Lookup
from crm.views.widgets.table import Table

EDITED = ("stage", "value", "expected_close", "owner")


class InPlace:
    """Opens an editor over a cell and writes what is entered; Tab goes on to the next cell that can be edited."""

    def __init__(self, table: Table, desk: Desk, *, known: Known) -> None:
        self.editor: CellEditor | None = None
        self._table = table
        self._desk = desk
        self._known = known
        table.on_edit = self.edit
        table.tree.bind("<F2>", self._edit_focused)
        table.on_scroll = self.close
        table.tree.bind("<Configure>", lambda _event: self.close(), add="+")

    def edit(self, deal_id: int, column: str) -> bool:
        """Edit a cell, once its deal is read; whether cells of this column are edited at all."""
        if column not in EDITED:
            return False
        opportunities = self._desk.session.opportunities

        def read() -> list[dict[str, Any]]:
            version = opportunities.get(deal_id).version
            return [row | {"version": version} for row in opportunities.rows([deal_id])]

        self._desk.jobs.run(read, lambda rows: self._open(rows, column))
        return True

    def close(self) -> None:
        """Give up what is edited."""
        if self.editor:
            self.editor.close(back=False)
            self.editor = None

    def _edit_focused(self, _event: object) -> str:
        deal_id, shown = self._table.focus_id, self._shown()
        if deal_id is not None and shown:
            self.edit(deal_id, shown[0])
        return "break"

    def _shown(self) -> list[str]:
        """The columns in view that are edited, in their order."""
        return [column for column in self._table.columns.visible if column in EDITED]

    def _open(self, rows: list[dict[str, Any]], column: str) -> None:
        box = self._table.cell_box(rows[0]["id"], column) if rows else None
        if box is None:
            return
        row = rows[0]
        field = editable(column, self._known.fields, currency=row["currency"])
        if field is None:
            return
        self.close()
        self.editor = editor = CellEditor(self._table, field, lookup=self._lookup(row))
        editor.on_value = lambda value: self._write(row, field, value=value)
        editor.on_step = lambda step: self._go_on(row["id"], column, step=step)
        editor.open(row[field.name], box)

    def _lookup(self, row: dict[str, Any]) -> Lookup:
        """Where the editor finds users, and the stages of the deal's own pipeline."""
        return self._known.lookup_within(row["pipeline_id"])

    def _go_on(self, deal_id: int, column: str, *, step: int) -> None:
        shown = self._shown()
        at = shown.index(column) + step if column in shown else -1
        if 0 <= at < len(shown):
            self.edit(deal_id, shown[at])

    def _write(self, row: dict[str, Any], field: Field, *, value: object) -> None:
        if field.name == "stage_id" and isinstance(value, int):
            try:
                stage = self._known.stage(value)
            except KeyError:
                raise NotFound(_("This stage is gone. Reload the list and choose another.")) from None
            move(self._table, self._desk, wanted=Wanted(stage, [row]))
            return
        said = _("Saved {name}.").format(name=one_line(row["title"], 40))
        opportunities = self._desk.session.opportunities
        self._desk.write(
            lambda: opportunities.change(row["id"], {field.name: value}, version=row["version"]),
            lambda _answer: said,
            failed=self._refusal(row, field),
        )

    def _refusal(self, row: dict[str, Any], field: Field) -> Callable[[BaseException], None]:
        """What cannot be kept is told in the cell, which opens again."""

        def refused(error: BaseException) -> None:
            column = {"stage_id": "stage", "assigned_to": "owner"}.get(field.name, field.name)
            if isinstance(error, Invalid):
                self._open([row], column)
                if self.editor:
                    self.editor.say(" ".join(error.fields.values()))
            else:
                self._desk.jobs.report(error)

        return refused
