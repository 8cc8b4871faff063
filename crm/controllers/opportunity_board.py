"""Boards of opportunities: columns and lanes with exact totals, and the deals of each. The filters are a list's."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Protocol

from crm.controllers.conditions import Selection
from crm.controllers.opportunity_queries import TOTALS, narrowed
from crm.controllers.opportunity_stages import stages_of
from crm.errors import Invalid
from crm.models.boards import ANY_TIME, MONTH, NOBODY, OWNER, STAGE, Board, BoardColumn, BoardLane, BoardQuery
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.models.pipelines import LOST, OPEN, WON, Stage
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import dates
from crm.utils.i18n import _

MONTHS_AHEAD = 5  # months shown behind this one, whether or not a deal is expected in them
_MONTH = "substr(o.expected_close, 1, 7)"
_COLUMNS = {STAGE: "o.stage_id", MONTH: _MONTH}
_LANES = {
    "": "''",
    OWNER: "coalesce(o.assigned_to, 0)",
    MONTH: "substr(CASE o.status WHEN 'open' THEN o.expected_close ELSE o.closed_on END, 1, 7)",
}
# The order of the cards where the query names none; its literal text is an index's.
_BY_RANK, _BY_DAY, _LAST_CLOSED = "o.rank, o.id", "o.expected_close, o.id", "o.closed_on DESC, o.id DESC"
_LONG = 3  # letters
_Cells = dict[tuple[str, str], list[Amount]]


class Select(Protocol):
    """Gives the SQL of a query's filters: for all deals (`everywhere`), or for the few that other conditions leave."""

    def __call__(self, query: ListQuery, *, everywhere: bool) -> Selection: ...


class BoardReading:
    """Reads one board."""

    def __init__(self, database: Database, wanted: BoardQuery, *, select: Select) -> None:
        if wanted.group not in _COLUMNS or wanted.lane not in _LANES:
            sentence = _("A board has no columns {group} with lanes {lane}.")
            raise Invalid({"group": sentence.format(group=wanted.group, lane=wanted.lane)})
        self.database = database
        self.wanted = wanted
        self.chosen = select(wanted.query, everywhere=False)
        # What was closed at any time is nearly all there is, and indexes find the few that a longer word fits.
        everywhere = wanted.closed_since == ANY_TIME and len(wanted.query.text.strip()) >= _LONG
        self.closed = select(wanted.query, everywhere=True) if everywhere else self.chosen
        self.stages = stages_of(database, wanted.pipeline_id)

    def board(self) -> Board:
        """The whole board but its cards."""
        cells = self._cells()
        columns = tuple(
            replace(one, amounts=_added(amounts for (key, _lane), amounts in cells.items() if key == one.key))
            for one in self._columns(months={key for key, _lane in cells})
        )
        return Board(columns, self._lanes(cells) if self.wanted.lane else ())

    def column_keys(self) -> list[str]:
        """The key of every column."""
        months = {key for key, _lane in self._cells()} if self.wanted.group == MONTH else set()
        return [one.key for one in self._columns(months=months)]

    def ids(self, column: str, *, lane: str | None = None, span: tuple[int, int] | None = None) -> array[int]:
        """The deals of a column, of one lane when it is named, or the `span` (first, how many) of them."""
        stage = self._stage(column) if self.wanted.group == STAGE else None
        chosen = self._of_stage(stage) if stage else self._of_month(column)
        if lane is not None:
            chosen = narrowed(chosen, f"{_LANES[self.wanted.lane]} = :lane", lane=_lane_value(self.wanted.lane, lane))
        usual = _BY_DAY if stage is None else _BY_RANK if stage.kind == OPEN else _LAST_CLOSED
        order = chosen.order if self.wanted.query.sort else usual
        place = " LIMIT :limit OFFSET :first" if span else ""
        marks = {"first": span[0], "limit": span[1]} if span else {}
        return self.database.ids(
            f"SELECT o.id FROM {chosen.tables} WHERE {chosen.where} ORDER BY {order}{place}", **chosen.values, **marks
        )

    def cell_ids(self, columns: Collection[str]) -> dict[tuple[str, str], array[int]]:
        """The deals of some columns in the order of their cards, by the keys of column and lane; empty cells miss."""
        if self.wanted.group == STAGE and not self.wanted.lane:
            every = {(column, NOBODY): self.ids(column) for column in columns}
            return {cell: ids for cell, ids in every.items() if ids}
        if self.wanted.group == MONTH:  # one pass over the open deals finds every month
            parts = [(self._open(), _BY_DAY)]
        else:
            stages = [self._stage(column) for column in columns]
            parts = [(self._of_stage(one), _BY_RANK if one.kind == OPEN else _LAST_CLOSED) for one in stages]
        column, lane = _COLUMNS[self.wanted.group], _LANES[self.wanted.lane]
        cells: dict[tuple[str, str], array[int]] = {}
        for chosen, usual in parts:
            order = chosen.order if self.wanted.query.sort else usual
            rows = self.database.all(
                f"SELECT o.id, {column} AS place, {lane} AS lane FROM {chosen.tables} WHERE {chosen.where}"
                f" ORDER BY {order}",
                **chosen.values,
            )
            for row in rows:
                key = (str(row["place"]), str(row["lane"] or NOBODY))
                if key[0] in columns:
                    cells.setdefault(key, array("q")).append(row["id"])
        return cells

    # Which deals

    def _stage(self, column: str) -> Stage:
        for stage in self.stages:
            if str(stage.id) == column:
                return stage
        raise Invalid({"column": _("There is no such column any more. Refresh the board.")})

    def _of_stage(self, stage: Stage) -> Selection:
        if stage.kind == OPEN:
            return narrowed(self.chosen, "o.stage_id = :stage", stage=stage.id)
        closed = "o.stage_id = :stage AND o.status <> 'open' AND o.closed_on >= :since"
        return narrowed(self.closed, closed, stage=stage.id, since=self.wanted.closed_since)

    def _of_month(self, month: str) -> Selection:
        chosen = self._open()
        if not month:
            return narrowed(chosen, "o.expected_close = ''")
        days = "o.expected_close >= :first_day AND o.expected_close <= :last_day"
        return narrowed(chosen, days, first_day=f"{month}-01", last_day=f"{month}-31")

    def _open(self) -> Selection:
        condition = "o.pipeline_id = :pipeline AND o.status = 'open'"
        return narrowed(self.chosen, condition, pipeline=self.wanted.pipeline_id)

    # Totals

    def _cells(self) -> _Cells:
        """The totals of every column and lane that holds deals."""
        cells = self._totals(self._open())
        closed = [one.id for one in self.stages if one.kind != OPEN]
        if self.wanted.group == STAGE and closed:
            condition = f"{among('o.stage_id', 'stages')} AND o.status <> 'open' AND o.closed_on >= :since"
            marks: dict[str, Any] = {"stages": to_json(closed), "since": self.wanted.closed_since}
            cells |= self._totals(narrowed(self.closed, condition, **marks), first="o.closed_on")
        return cells

    def _totals(self, chosen: Selection, *, first: str = "") -> _Cells:
        """The totals of deals by column and lane; `first` by one more expression, where an index has them in its order:
        then few groups are sorted, and no deals."""
        column, lane = _COLUMNS[self.wanted.group], _LANES[self.wanted.lane]
        further = [lane] if self.wanted.lane else [first] if first else []
        parted = ", ".join((column, *further, "o.currency"))
        rows = self.database.all(
            "SELECT place, lane, currency, sum(count) AS count, sum(without_value) AS without_value,"
            " sum(value) AS value, sum(weighted) AS weighted"
            f" FROM (SELECT {column} AS place, {lane} AS lane, {TOTALS} FROM {chosen.tables} WHERE {chosen.where}"
            f" GROUP BY {parted}) parts GROUP BY place, lane, currency ORDER BY place, lane, currency",
            **chosen.values,
        )
        cells: _Cells = {}
        for row in rows:
            cells.setdefault((str(row.pop("place")), str(row.pop("lane") or NOBODY)), []).append(Amount(**row))
        return cells

    # Columns and lanes

    def _columns(self, *, months: set[str]) -> list[BoardColumn]:
        if self.wanted.group == MONTH:
            return [BoardColumn(month, month) for month in _months(months)]
        # Open stages first, then won, then lost ones, whatever their positions.
        stages = sorted(self.stages, key=lambda one: (OPEN, WON, LOST).index(one.kind))
        return [BoardColumn(str(one.id), one.name, one.kind, one.color, one.id) for one in stages]

    def _lanes(self, cells: _Cells) -> tuple[BoardLane, ...]:
        names = {str(row["id"]): row["name"] for row in self.database.all("SELECT id, name FROM users")}
        keys = {lane for _column, lane in cells}
        titles = {key: names.get(key, key) if self.wanted.lane == OWNER else key for key in keys}
        # Who or what has no name comes last.
        ordered = sorted(keys, key=lambda key: (key == NOBODY, titles[key].casefold(), key))
        return tuple(
            BoardLane(
                key, titles[key], {column: tuple(found) for (column, lane), found in cells.items() if lane == key}
            )
            for key in ordered
        )


def _added(parts: Iterable[list[Amount]]) -> tuple[Amount, ...]:
    """The totals of several groups of deals together."""
    every: dict[str, Amount] = {}
    for amounts in parts:
        for one in amounts:
            known = every.get(one.currency, Amount(one.currency, 0, 0, 0, 0))
            every[one.currency] = Amount(
                one.currency,
                known.count + one.count,
                known.without_value + one.without_value,
                known.value + one.value,
                known.weighted + one.weighted,
            )
    return tuple(every[currency] for currency in sorted(every))


def _months(used: set[str]) -> list[str]:
    """The months of a forecast: those used, this one and the next ones, and at the end the deals without a date."""
    year, month = (int(part) for part in dates.today()[:7].split("-"))
    coming = {
        f"{year + (month - 1 + ahead) // 12:04}-{(month - 1 + ahead) % 12 + 1:02}" for ahead in range(MONTHS_AHEAD + 1)
    }
    return [*sorted((used | coming) - {""}), ""]


def _lane_value(kind: str, lane: str) -> object:
    if kind != OWNER:
        return lane
    if lane and not lane.isdecimal():
        raise Invalid({"lane": _("There is no such lane. Refresh the board.")})
    return int(lane or 0)
