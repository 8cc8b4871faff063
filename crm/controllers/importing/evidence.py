"""What the values of a whole column tell about themselves: which number of a date is the day, which mark the decimals.

Found by reading every row before the import, because the row that tells may be the last one. Decides nothing that the
column does not tell. No SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from crm.files.sheet import Table
from crm.models import imports
from crm.models.fields import Field, Kind
from crm.utils import money
from crm.utils.dates import ASK
from crm.utils.i18n import _

SHOWN = 3
_TELL_EVERY = 1000
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(?:\d{4}|\d{2})\b")

Samples = list[tuple[int, str]]


class Evidence(Protocol):
    """What one column showed so far."""

    samples: Samples
    unclear: int

    def look(self, row: int, cell: str) -> None:
        """Take one value in."""

    @property
    def answer(self) -> str:
        """What the column tells; ASK when its values leave it open, "" when there is nothing to tell."""


@dataclass
class DateEvidence:
    """Dates in numbers: how many could be read in two ways, the first of those, and what the others showed."""

    samples: Samples = field(default_factory=list)
    unclear: int = 0
    _seen: set[str] = field(default_factory=set)

    def look(self, row: int, cell: str) -> None:
        """Take one value in: a number above 12 is no month."""
        found = _NUMBERS.match(cell)
        if not found:
            return
        first, second = int(found[1]), int(found[2])
        if first > 12 or second > 12:
            self._seen.add("dmy" if first > 12 else "mdy")
        elif first != second:
            self.unclear += 1
            _keep(self.samples, row, cell)

    @property
    def answer(self) -> str:
        """ "dmy" or "mdy" when all values agree, ASK when they tell nothing or contradict each other."""
        return next(iter(self._seen)) if len(self._seen) == 1 else ASK if self.unclear else ""


@dataclass
class DecimalEvidence:
    """Numbers with marks: how many leave open which mark is the decimal one, and what the others showed."""

    samples: Samples = field(default_factory=list)
    unclear: int = 0
    _seen: set[str] = field(default_factory=set)

    def look(self, row: int, cell: str) -> None:
        """Take one value in."""
        mark = money.decimal_mark(cell)
        if mark == money.UNCLEAR:
            self.unclear += 1
            _keep(self.samples, row, cell)
        elif mark:
            self._seen.add(mark)

    @property
    def answer(self) -> str:
        """ "." or "," when all values agree, ASK when they tell nothing or contradict each other."""
        return next(iter(self._seen)) if len(self._seen) == 1 else ASK if self.unclear else ""


def _keep(samples: Samples, row: int, cell: str) -> None:
    if len(samples) < SHOWN and cell not in [value for _row, value in samples]:
        samples.append((row, cell))


def columns(mapping: imports.Mapping, fields: Mapping[str, Field]) -> dict[str, Evidence]:
    """Header -> evidence still to be gathered, for every mapped column of dates and numbers."""
    found: dict[str, Evidence] = {}
    for column in mapping.columns:
        kind = fields[column.field].kind if column.field in fields else None
        if kind in (Kind.DATE, Kind.MOMENT):
            found[column.header] = DateEvidence()
        elif kind in (Kind.NUMBER, Kind.MONEY):
            found[column.header] = DecimalEvidence()
    return found


def gather(table: Table, wanted: dict[str, Evidence], *, tell: Callable[[], None]) -> dict[str, Evidence]:
    """Read the file through and let each column show what it holds; `tell` is called on the way and may raise."""
    places = [(table.headers.index(header), one) for header, one in wanted.items() if header in table.headers]
    for count, (row, cells) in enumerate(table.rows() if places else ()):
        if count % _TELL_EVERY == 0:
            tell()
        for place, evidence in places:
            if cells[place]:
                evidence.look(row, cells[place].strip())
    return wanted


@dataclass(frozen=True)
class Readings:
    """How the dates and numbers of each column are read: header -> "dmy", "mdy", "ymd", or ASK; and -> "." "," or ASK.

    `warnings` are sentences about columns that leave it open and that nobody answered for.
    """

    orders: dict[str, str]
    decimals: dict[str, str]
    warnings: list[str]


def settle(mapping: imports.Mapping, found: Mapping[str, Evidence]) -> Readings:
    """What the columns tell, and for those that leave it open what was answered; unanswered values are left empty."""
    settled = Readings({}, {}, [])
    by_header = {column.header: column for column in mapping.columns}
    for header, evidence in found.items():
        column = by_header[header]
        dated = isinstance(evidence, DateEvidence)
        given = column.date_order if dated else column.decimal
        usual = mapping.date_order if dated else mapping.decimal
        open_question = evidence.answer == ASK
        answer = (given or usual or ASK) if open_question else evidence.answer
        (settled.orders if dated else settled.decimals)[header] = ASK if answer == imports.LEAVE else answer
        if open_question and not (given or usual):
            settled.warnings.append(_unanswered(header, evidence))
    return settled


def _unanswered(header: str, evidence: Evidence) -> str:
    sentence = (
        _(
            "The dates of “{column}” ({sample}) can be read as day/month or month/day, and nothing in the column tells:"
            " those were left empty. Say which it is: --date-order dmy, or the question of the assistant."
        )
        if isinstance(evidence, DateEvidence)
        else _(
            "The numbers of “{column}” ({sample}) can be read in two ways, and nothing in the column tells: those were"
            " left empty. Say which mark is the decimal one: --decimal , or the question of the assistant."
        )
    )
    return sentence.format(column=header, sample=", ".join(value for _row, value in evidence.samples))
