"""The records of a report: which stand in which group, and the cells of each. Read a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from crm.controllers.reporting.measuring import Keys
from crm.controllers.reporting.naming import chosen_words
from crm.controllers.reporting.parts import Parting
from crm.controllers.reporting.tables import Table
from crm.models.fields import Field, Kind
from crm.models.reports import Money
from crm.storage.changelog import to_json
from crm.storage.sqlite import in_order_of
from crm.utils.i18n import _, translate

_PAGE = 2_000
_NAMES = {
    Kind.USER: "SELECT id, name FROM users",
    Kind.PIPELINE: "SELECT id, name FROM pipelines",
    Kind.STAGE: "SELECT id, name FROM stages",
    Kind.LOSS_REASON: "SELECT id, name FROM loss_reasons",
}


def ids_in_groups(table: Table, partings: Sequence[Parting]) -> dict[Keys, array[int]]:
    """The ids of the records of each group, in the order of the definition's query."""
    chosen = table.chosen
    picked = ", ".join([chosen.keys[-1], *(one.by for one in partings)])
    joined = "".join(one.joined for one in partings)
    values = {name: value for one in partings for name, value in one.values.items()}
    rows = table.database.execute(
        f"SELECT {picked} FROM {chosen.tables}{joined} WHERE {table.where} ORDER BY {chosen.order}",
        {**table.values, **values},
    )
    found: dict[Keys, array[int]] = {}
    for row in rows:
        keys = tuple(one.key_of(value) for one, value in zip(partings, row[1:], strict=True))
        found.setdefault(keys, array("q")).append(row[0])
    return found


class Cells:
    """The cells of records, column by column."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns = [table.fields[name] for name in table.definition.columns]
        self._makers = [self._maker(one) for one in self._columns]

    def of(self, ids: Sequence[int]) -> Iterator[tuple[int, tuple[object, ...]]]:
        """(id, cells) of these records in their order; those that are gone are left out."""
        table = self._table
        currency = table.source.currency or "''"
        picked = ", ".join(["wanted.id", f"{currency} AS currency", *(table.shown(one.name) for one in self._columns)])
        own = table.source.table
        query = (
            f"SELECT {picked} FROM {in_order_of('wanted')} JOIN {own} ON {table.source.alias}.id = wanted.id"
            " ORDER BY wanted.place"
        )
        for start in range(0, len(ids), _PAGE):
            page = to_json(list(ids[start : start + _PAGE]))
            for row in table.database.execute(query, {**table.values, "wanted": page}):
                makers = zip(self._makers, row[2:], strict=True)
                yield row[0], tuple(None if value in (None, "") else make(value, row[1]) for make, value in makers)

    def _maker(self, column: Field) -> Callable[[Any, str], object]:
        """What makes a cell of a stored value and the record's currency."""
        if column.kind == Kind.MONEY:
            return lambda value, currency: Money(int(value), column.currency or currency)
        if column.kind == Kind.YES_NO:
            return lambda value, _currency: _("Yes") if value else _("No")
        if column.kind == Kind.CHOICES:
            return lambda value, _currency: chosen_words(column, value)
        if column.kind == Kind.CHOICE:
            return _worded({one.value: translate(one.label) for one in column.choices})
        if column.kind in _NAMES:
            rows = self._table.database.all(_NAMES[column.kind])
            shown = {row["id"]: row["name"] if column.kind == Kind.USER else translate(row["name"]) for row in rows}
            return _worded(shown)
        if column.name == "source":
            return lambda value, _currency: translate(str(value))
        return lambda value, _currency: value


def _worded(words: Mapping[Any, str]) -> Callable[[Any, str], object]:
    return lambda value, _currency: words.get(value, str(value))
