"""Opportunities, activities and products read for an export, a page of ids at a time. Columns are layouts.py's."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crm.controllers.exporting.columns import custom_reader, listed, local_moment, written_phone
from crm.controllers.exporting.layouts import LINES, TAGS, WORDS, Layout
from crm.controllers.exporting.pages import Cancelled, Progress
from crm.controllers.importing.line_texts import write_lines
from crm.controllers.opportunity_rows import rows_of
from crm.models.fields import Field, Kind
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, in_order_of
from crm.utils import money
from crm.utils.i18n import _, translate
from crm.utils.text import fold

_PAGE = 2000
_TAGS = (
    "SELECT x.opportunity_id AS id, t.name FROM opportunity_tags x JOIN tags t ON t.id = x.tag_id"
    f" WHERE {among('x.opportunity_id', 'ids')}"
)
_LINES = (
    "SELECT opportunity_id AS id, name, quantity, unit_price, discount FROM opportunity_lines"
    f" WHERE {among('opportunity_id', 'ids')} ORDER BY opportunity_id, position, id"
)
Hung = dict[str, dict[int, Any]]  # column -> record -> what hangs on it
_NO_FIELDS = "'{}'"
_A_DAY = 10  # letters of a day without a time


class RecordPages:
    """The records of `ids` in their order, as cells; those removed meanwhile are left out.

    `typed` asks for real dates and numbers (a workbook). `progress` answers False to stop: Cancelled.
    """

    def __init__(self, database: Database, layout: Layout, *, ids: array[int], progress: Progress) -> None:
        self._database = database
        self._layout = layout
        self._ids = ids
        self._progress = progress

    def cells(self, columns: Sequence[Field], *, typed: bool) -> Iterator[list[object]]:
        """The cells of each record's columns."""
        computed = {one.name for one in self._layout.computed}
        beside = [one.name for one in columns if one.name in computed | {TAGS, LINES}]
        places = {one.name: f"f{place}" for place, one in enumerate(columns)}
        writer = _Writer(columns, places, typed=typed)
        query = self._query(columns, computed)
        for page in self._pages():
            hung = self._hung(beside, page)
            for row in self._database.all(query, ids=to_json(page)):
                yield writer.cells(row, hung)

    def _query(self, columns: Sequence[Field], computed: set[str]) -> str:
        layout = self._layout
        sources = [
            f"{layout.source(one.name)} AS f{place}"
            for place, one in enumerate(columns)
            if not one.is_custom and one.name not in computed
        ]
        extra = (f"{layout.currency} AS currency", f"{layout.custom or _NO_FIELDS} AS own", f"{layout.alias}.id AS id")
        return (
            f"SELECT {', '.join((*sources, *extra))} FROM {in_order_of('ids')}"
            f" JOIN {layout.table} {layout.alias} ON {layout.alias}.id = wanted.id{layout.joins} ORDER BY wanted.place"
        )

    def _pages(self) -> Iterator[list[int]]:
        for start in range(0, len(self._ids), _PAGE):
            self._tell(start)
            yield self._ids[start : start + _PAGE].tolist()
        self._tell(len(self._ids))

    def _tell(self, done: int) -> None:
        if not self._progress(done):
            raise Cancelled

    def _hung(self, names: Sequence[str], page: Sequence[int]) -> Hung:
        """What hangs on the records of a page, for the columns that want it."""
        found: Hung = {name: {} for name in names}
        if TAGS in found:
            worn = self._grouped(_TAGS, page)
            found[TAGS] = {own: sorted((tag["name"] for tag in tags), key=fold) for own, tags in worn.items()}
        if LINES in found:
            found[LINES] = self._grouped(_LINES, page)
        if set(names) - {TAGS, LINES}:
            rows = {row["id"]: row for row in rows_of(self._database, page)}
            for name in set(names) - {TAGS, LINES}:
                found[name] = {own: row[name] for own, row in rows.items() if name in row}
        return found

    def _grouped(self, query: str, page: Sequence[int]) -> dict[int, list[Row]]:
        grouped: dict[int, list[Row]] = {}
        for row in self._database.all(query, ids=to_json(list(page))):
            grouped.setdefault(row["id"], []).append(row)
        return grouped


class _Writer:
    """Makes the cells of a row."""

    def __init__(self, columns: Sequence[Field], places: Mapping[str, str], *, typed: bool) -> None:
        self._columns = columns
        self._places = places
        self._typed = typed
        self._own = {one.name: custom_reader(one, typed=typed) for one in columns if one.is_custom}

    def cells(self, row: Row, hung: Hung) -> list[object]:
        """The cells of one record; `hung` holds what stands beside its row."""
        custom = json.loads(row["own"]) if self._own else {}
        return [self._cell(one, row, hung=hung, custom=custom) for one in self._columns]

    def _cell(self, column: Field, row: Row, *, hung: Hung, custom: Mapping[str, Any]) -> object:
        name, currency = column.name, row["currency"]
        if column.is_custom:
            value = custom.get(name.removeprefix("custom."))
            return "" if value is None else self._own[name](value)
        if name == LINES:
            return write_lines(hung[LINES].get(row["id"], ()), currency=currency)
        if name == TAGS:
            return listed(hung[TAGS].get(row["id"], ()), ",")
        value = hung[name].get(row["id"]) if name in hung else row[self._places[name]]
        if value is None or value == "":
            return ""
        return self._written(column, value, currency=currency)

    def _written(self, column: Field, value: Any, *, currency: str) -> object:
        if column.kind == Kind.MONEY:
            return Decimal(value).scaleb(-money.decimals(currency))
        if column.kind == Kind.YES_NO:
            return _("Yes") if value else _("No")
        if column.kind == Kind.CHOICE:
            return next((translate(one.label) for one in column.choices if one.value == value), str(value))
        if column.name in WORDS:
            return translate(str(value))
        if column.kind == Kind.PHONE:
            return written_phone(str(value))
        if self._typed and column.kind in (Kind.DATE, Kind.MOMENT):
            return date.fromisoformat(value) if len(value) == _A_DAY else local_moment(value)
        return value
