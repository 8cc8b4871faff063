"""Counts, sums, averages, least and greatest values of groups of records: the SQL of each, and what parts come to.

Money is converted record by record into the business's currency, by the rate of the record's own day.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.controllers.reporting.parts import Key, Parting
from crm.controllers.reporting.pricing import (
    BASE,
    Courses,
    amount,
    converted,
    currency_of,
    is_foreign,
    own_worth,
    priced,
    weighed,
    weight,
)
from crm.controllers.reporting.tables import Table
from crm.errors import Invalid
from crm.models.fields import Field, Kind
from crm.models.reports import Aggregate, Measure, Money, aggregates
from crm.utils.i18n import _, translate

Keys = tuple[Key, ...]
Tally = list[Any]  # what each piece of the measures came to, the number of records first
_Combine = Callable[[Any, Any], Any]
_COUNTED = Field("count", Kind.NUMBER, "")


@dataclass(frozen=True)
class Piece:
    """One aggregate in SQL, and how those of two parts become one."""

    expression: str
    together: _Combine


Worths = tuple[int, int, int, int]  # of some amounts: their number, sum, the least and the most


def _added(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


def _least(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else min(one, other)


def _most(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else max(one, other)


class Measures:
    """The measures of a definition over a table's records. `foreign` tells that amounts were converted for them."""

    def __init__(self, table: Table, measures: Sequence[Measure]) -> None:
        self.table = table
        self.measures = measures
        self.foreign = False
        for one in measures:
            _require(table, one)
        self.pieces = [Piece("count(*)", _added)]
        self._places: list[int] = []
        for one in measures:
            self._places.append(len(self.pieces))
            self.pieces += self._pieces(one)
        self.money = _money(table, measures)
        self._known: dict[str, int] = {}
        for money in self.money:
            self._known[money.name] = len(self.pieces)
            counted = (table.stored(money.name), priced(table, money))
            self.pieces += [Piece(f"count({one})", _added) for one in counted]

    def field(self, measure: Measure) -> Field:
        """The field a measure is of; of a plain count, a number."""
        return self.table.fields[measure.field] if measure.field else _COUNTED

    def nothing(self) -> Tally:
        """The tally of no records."""
        return [0, *[None] * (len(self.pieces) - 1)]

    def tallies(self, partings: Sequence[Parting]) -> dict[Keys, Tally]:
        """What the measures come to in each group of these groupings; without any, one group of all records."""
        picked = ", ".join([*(one.by for one in partings), *(one.expression for one in self.pieces)])
        groups = ", ".join(str(place) for place in range(1, len(partings) + 1))
        found: dict[Keys, Tally] = {}
        width = len(partings)
        keyed, table = [_Keyed(one) for one in partings], self.table
        for row in self._rows(picked, partings, behind=f" GROUP BY {groups}" if groups else ""):
            keys = tuple(one[value] for one, value in zip(keyed, row, strict=False))
            known = found.get(keys)
            found[keys] = list(row[width:]) if known is None else self.together(known, row[width:])
        for currency in dict.fromkeys(currency_of(table, one) for one in self.money):
            self._add_foreign(found, partings, currency=currency)
        return found

    def _add_foreign(self, found: dict[Keys, Tally], partings: Sequence[Parting], *, currency: str) -> None:
        """Add the amounts of fields in this currency, where it is another than the business's, to their groups."""
        if currency == BASE:
            return
        fields = [one for one in self.money if currency_of(self.table, one) == currency]
        keyed = [_Keyed(one) for one in partings]
        for values, sums in self._foreign(partings, fields, currency=currency).items():
            self.foreign = True
            tally = found[tuple(one[value] for one, value in zip(keyed, values, strict=True))]
            for money, worths in zip(fields, sums, strict=True):
                if worths is not None:
                    self._enter(tally, money, worths=worths)

    def _foreign(
        self, partings: Sequence[Parting], fields: Sequence[Field], *, currency: str
    ) -> dict[tuple[Any, ...], list[Worths | None]]:
        """What the foreign amounts of fields come to, by the stored values of the groupings."""
        table, courses, width = self.table, Courses(self.table.prices), 2 + len(partings)
        amounts = [expression for one in fields for expression in (amount(table, one), weight(table, one))]
        picked = ", ".join([currency, table.source.day, *(one.by for one in partings), *amounts])
        places = [(at, width + 2 * at) for at in range(len(fields))]
        found: dict[tuple[Any, ...], list[Worths | None]] = {}
        for row in self._rows(picked, partings, only=f"{currency} <> {BASE}"):
            fraction = courses.on(row[0], row[1])
            if fraction is None:
                continue
            sums = found.get(row[2:width])
            if sums is None:
                sums = found[row[2:width]] = [None] * len(fields)
            for at, place in places:
                if row[place] is not None:
                    worth = weighed(converted(int(row[place]), fraction), row[place + 1])
                    known = sums[at]
                    sums[at] = (1, worth, worth, worth) if known is None else _more(known, worth)
        return found

    def _enter(self, tally: Tally, money: Field, *, worths: Worths) -> None:
        """Add what foreign amounts of a field come to to the tally of their group."""
        count, total, least, most = worths
        place = self._known[money.name] + 1
        tally[place] = _added(tally[place], count)
        values = {Aggregate.SUM: total, Aggregate.AVERAGE: total, Aggregate.LEAST: least, Aggregate.MOST: most}
        for place, measure in zip(self._places, self.measures, strict=True):
            if measure.field == money.name and measure.how in values:
                tally[place] = self.pieces[place].together(tally[place], values[measure.how])
                if measure.how == Aggregate.AVERAGE:
                    tally[place + 1] = _added(tally[place + 1], count)

    def _rows(
        self, picked: str, partings: Sequence[Parting], *, only: str = "1 = 1", behind: str = ""
    ) -> Iterable[tuple[Any, ...]]:
        table = self.table
        joined = "".join(one.joined for one in partings)
        marks = {name: value for one in partings for name, value in one.values.items()}
        return table.database.execute(
            f"SELECT {picked} FROM {table.chosen.tables}{joined} WHERE {table.where} AND ({only}){behind}",
            {**table.values, **marks},
        )

    def known(self, money: Field, tally: Sequence[Any]) -> tuple[int, int]:
        """How many amounts of a field are stored, and how many of them have a rate."""
        place = self._known[money.name]
        return int(tally[place] or 0), int(tally[place + 1] or 0)

    def without_rate(self, money: Field, *, where: str, values: Mapping[str, Any]) -> array[int]:
        """The ids, rising, of the records of a condition whose amount has no rate."""
        table, condition = self.table, is_foreign(self.table, money)
        key = table.chosen.keys[-1]
        if lacking := table.source.unpriced.get(money.name):
            asked = f"SELECT {key} FROM {table.chosen.tables} WHERE ({where}) AND {lacking} > 0 ORDER BY {key}"
            return table.database.ids(asked, **values)
        if not condition:
            return array("q")
        courses = Courses(table.prices)
        picked = f"{key}, {currency_of(table, money)}, {table.source.day}"
        rows = table.database.execute(
            f"SELECT {picked} FROM {table.chosen.tables} WHERE ({where}) AND ({condition}) ORDER BY {key}", dict(values)
        )
        return array("q", (row for row, currency, day in rows if courses.on(currency, day) is None))

    def together(self, one: Sequence[Any], other: Sequence[Any]) -> Tally:
        """Two tallies as one."""
        return [piece.together(a, b) for piece, a, b in zip(self.pieces, one, other, strict=True)]

    def cell(self, place: int, tally: Sequence[Any]) -> object:
        """What the measure of a place comes to: a number, Money, a day, a moment; None where no value is known.

        No records come to 0, records of which none has a known value to nothing at all.
        """
        measure, first = self.measures[place], tally[self._places[place]]
        is_money = self.field(measure).kind == Kind.MONEY and measure.how != Aggregate.COUNT
        if measure.how == Aggregate.AVERAGE:
            count = tally[self._places[place] + 1]
            return self._average(first, count, is_money=is_money) if count else None
        if measure.how == Aggregate.COUNT or (measure.how == Aggregate.SUM and not tally[0]):
            first = first or 0
        return Money(first, self.table.prices.base) if is_money and first is not None else first

    def samples(self, place: int, tally: Sequence[Any]) -> int:
        """How many values stand behind an average."""
        return int(tally[self._places[place] + 1] or 0)

    def number(self, place: int, tally: Sequence[Any]) -> float | None:
        """The same as a plain number, for a chart; None for what is none."""
        cell = self.cell(place, tally)
        if isinstance(cell, Money):
            return cell.minor
        return cell if isinstance(cell, int | float) else None

    def _average(self, total: Any, count: int, *, is_money: bool) -> object:
        if not is_money:
            return total / count
        half = (2 * abs(total) + count) // (2 * count)
        return Money(half if total >= 0 else -half, self.table.prices.base)

    def _pieces(self, measure: Measure) -> list[Piece]:
        if not measure.field:
            return [Piece("count(*)", _added)]
        known = self.table.fields[measure.field]
        stored = self.table.stored(known.name)
        value = own_worth(self.table, known) if known.kind == Kind.MONEY else stored
        if _is_text(known):
            value = f"NULLIF({stored}, '')"
        if measure.how == Aggregate.COUNT:
            return [Piece(f"count(NULLIF({stored}, ''))" if _is_text(known) else f"count({stored})", _added)]
        if measure.how == Aggregate.AVERAGE:
            return [Piece(f"sum({value})", _added), Piece(f"count({value})", _added)]
        if measure.how == Aggregate.SUM:
            return [Piece(f"sum({self.table.source.summed.get(known.name, value)})", _added)]
        return [Piece(f"min({value})", _least) if measure.how == Aggregate.LEAST else Piece(f"max({value})", _most)]


class _Keyed(dict[Any, Key]):
    """The keys of stored values, each made once."""

    def __init__(self, parting: Parting) -> None:
        super().__init__()
        self._key_of = parting.key_of

    def __missing__(self, value: Any) -> Key:
        self[value] = self._key_of(value)
        return self[value]


def _more(known: Worths, worth: int) -> Worths:
    count, total, least, most = known
    return count + 1, total + worth, worth if worth < least else least, worth if worth > most else most


def _is_text(known: Field) -> bool:
    return known.kind not in (Kind.NUMBER, Kind.MONEY, Kind.YES_NO)


def _require(table: Table, measure: Measure) -> None:
    if not measure.field:
        if measure.how != Aggregate.COUNT:
            raise Invalid({"measures": _("Choose the field whose values are added up.")})
        return
    known = table.fields[measure.field]
    if measure.how not in aggregates(known):
        sentence = _("{field} holds nothing that can be reckoned with in this way.")
        raise Invalid({"measures": sentence.format(field=translate(known.label))})


def _money(table: Table, measures: Sequence[Measure]) -> list[Field]:
    """The fields of money that are reckoned with, each once."""
    names = dict.fromkeys(one.field for one in measures if one.field and one.how != Aggregate.COUNT)
    return [table.fields[name] for name in names if table.fields[name].kind == Kind.MONEY]


def by_level(measures: Measures, partings: Sequence[Parting]) -> list[dict[Keys, Tally]]:
    """The tallies of all records, of the groups of the first grouping, of those of both.

    Where a record belongs to several groups, what stands above them counts it once.
    """
    finest = measures.tallies(partings)
    levels = [finest]
    for depth in range(len(partings) - 1, -1, -1):
        if partings[depth].several:
            levels.insert(0, measures.tallies(partings[:depth]))
            continue
        above: dict[Keys, Tally] = {}
        for keys, tally in levels[0].items():
            known = above.get(keys[:depth])
            above[keys[:depth]] = tally if known is None else measures.together(known, tally)
        levels.insert(0, above)
    levels[0].setdefault((), measures.nothing())
    return levels
