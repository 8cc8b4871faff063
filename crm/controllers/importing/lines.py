"""One row of a file on its way through an import, and a table as its reader edited and repaired it. No SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crm.files.sheet import Row, Table
from crm.models.import_results import Outcome
from crm.utils import mojibake

Edits = Mapping[tuple[int, str], str]


class Line:
    """A row: what was read from it for each entity, what that ended as, and in which way.

    `before` and `after` hold, when details are wanted, the shown texts of the record as it was and as this row left it.
    """

    __slots__ = ("after", "before", "cells", "landed", "number", "outcomes", "records")

    def __init__(self, number: int, cells: Sequence[str]) -> None:
        self.number = number
        self.cells = cells
        self.records: dict[str, Any] = {}
        self.landed: dict[str, Any] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.before: dict[str, dict[str, str]] = {}
        self.after: dict[str, dict[str, str]] = {}

    def outcome(self, main: str) -> tuple[Outcome, str]:
        """What became of the row and of which entity: of its main record, or of another one when it holds no main."""
        for entity in (main, *self.outcomes):
            if entity in self.outcomes:
                return self.outcomes[entity], entity
        return Outcome.FAILED, main


class EditedTable(Table):
    """A table with cells replaced by (row number, header), and with wrongly decoded text put right."""

    def __init__(self, table: Table, edits: Edits, *, repair: bool) -> None:
        super().__init__(table.headers, lambda _table: (), count=table.count)
        self.name, self.size, self.is_own, self.notes = table.name, table.size, table.is_own, table.notes
        self._table = table
        self._repair = repair
        self._edits: dict[int, list[tuple[int, str]]] = {}
        for (row, header), text in edits.items():
            if header in table.headers:
                self._edits.setdefault(row, []).append((table.headers.index(header), text))

    def rows(self) -> Iterator[Row]:
        """Every data row, edited."""
        for number, cells in self._table.rows():
            edited = [cell if cell.isascii() else mojibake.repair(cell) for cell in cells] if self._repair else cells
            for place, text in self._edits.get(number, ()):
                edited = [*edited[:place], text, *edited[place + 1 :]]
            yield number, edited
        self.problems = self._table.problems

    def position(self) -> float:
        """How much of the file the running `rows()` has read: 0.0 to 1.0."""
        return self._table.position()


def as_edited(table: Table, edits: Edits, *, repair: bool) -> Table:
    """The table itself, or as it reads with these edits and repaired."""
    return EditedTable(table, edits, repair=repair) if edits or repair else table
