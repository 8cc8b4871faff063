"""Which way the dates of a column are written, found by reading the whole column before the import. No SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field

from crm.files.sheet import Table
from crm.models.imports import Mapping
from crm.utils.i18n import _, language

_SAMPLE_ROWS = 200
_SHOWN = 3
_TELL_EVERY = 1000
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(?:\d{4}|\d{2})\b")


def date_orders(
    table: Table, mapping: Mapping, *, custom: Container[str], tell: Callable[[], None]
) -> tuple[dict[str, str], list[str]]:
    """Header -> "dmy" or "mdy" for each column of dates in numbers, and a warning for each that does not tell.

    `custom` names the custom fields that hold dates. The file is read through once, and only when a date in numbers is
    among its first rows; `tell` is called on the way. A column that does not tell is read by the language.
    """
    places = _numeric_columns(table, mapping, custom=custom)
    if mapping.date_order or not places:
        return {}, []
    firsts = {place: _Seen() for place in places}
    for number, (_row, cells) in enumerate(table.rows()):
        if number % _TELL_EVERY == 0:
            tell()
        for place, seen in firsts.items():
            seen.look(cells[place].strip())
    orders = {places[place]: seen.order() for place, seen in firsts.items()}
    return orders, [_ambiguous(places[place], seen) for place, seen in firsts.items() if seen.unclear]


def _numeric_columns(table: Table, mapping: Mapping, *, custom: Container[str]) -> dict[int, str]:
    """Place -> header of the columns of dates that have one in numbers among the first rows."""
    dates = {column.header for column in mapping.columns if column.field == "created_at" or column.field in custom}
    places = {place: header for place, header in enumerate(table.headers) if header in dates}
    sample = table.sample(_SAMPLE_ROWS) if places else []
    return {
        place: header
        for place, header in places.items()
        if any(_NUMBERS.match(cells[place].strip()) for cells in sample)
    }


@dataclass
class _Seen:
    """What a column showed: a first number above 12, a second one, and its first values."""

    day_first: bool = False
    month_first: bool = False
    values: list[str] = field(default_factory=list)

    def look(self, cell: str) -> None:
        """Take one value in."""
        found = _NUMBERS.match(cell)
        if found:
            self.day_first |= int(found[1]) > 12
            self.month_first |= int(found[2]) > 12
            if len(self.values) < _SHOWN:
                self.values.append(cell)

    @property
    def unclear(self) -> bool:
        """Whether no value tells which number is the day."""
        return not self.day_first and not self.month_first

    def order(self) -> str:
        """Which way the numbers go; "" when values contradict each other, so that each is judged for itself."""
        if self.unclear:
            return "dmy" if language() == "es" else ""
        return "" if self.day_first and self.month_first else "dmy" if self.day_first else "mdy"


def _ambiguous(header: str, seen: _Seen) -> str:
    read = _("The dates of “{column}” ({sample}) can be read in two ways; they were read as day/month/year.")
    left = _("The dates of “{column}” ({sample}) can be read in two ways; those were left empty.")
    return (read if seen.order() else left).format(column=header, sample=", ".join(seen.values))
