"""Rows on their way into a table at bulk speed: their columns and the values of each. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

Values = tuple[Any, ...]


class Batch:
    """Rows with the same columns, as mappings or, when the columns are told, as tuples in their order."""

    def __init__(self, rows: Sequence[Mapping[str, Any]] | Sequence[Values], columns: Sequence[str] = ()) -> None:
        self.columns = tuple(columns or rows[0])
        self._rows: Sequence[Any] = rows
        self._told = bool(columns)

    def __len__(self) -> int:
        return len(self._rows)

    def values(self) -> Iterable[Values]:
        """The values of each row, in the order of the columns."""
        if self._told:
            return self._rows
        if len(self.columns) == 1:
            return ((row[self.columns[0]],) for row in self._rows)
        return map(itemgetter(*self.columns), self._rows)

    def column(self, name: str) -> Iterable[Any]:
        """The values of one column."""
        return map(itemgetter(self.columns.index(name) if self._told else name), self._rows)
