"""What the values of a whole column tell about themselves: which number of a date is the day, which mark the decimals.

Found by reading every row before the import, because the row that tells may be the last one. Decides nothing that the
column does not tell. No SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from crm.files.sheet import Table
from crm.models import imports
from crm.models.fields import Field, Kind
from crm.utils import money
from crm.utils.dates import ASK
from crm.utils.i18n import _

SHOWN = 3
_TELL_EVERY = 1000
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})\b")

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
    """Dates in numbers: how many could be read in two ways, the first of those, and what the others showed.

    `year_last` says that a year of four figures ends one of them; without it the year may as well stand first.
    """

    samples: Samples = field(default_factory=list)
    unclear: int = 0
    year_last: bool = False
    _seen: set[str] = field(default_factory=set)

    def look(self, row: int, cell: str) -> None:
        """Take one value in: a number above 12 is no month."""
        found = _NUMBERS.match(cell)
        if not found:
            return
        first, second = int(found[1]), int(found[2])
        self.year_last = self.year_last or len(found[3]) == 4
        if first > 12 or second > 12:
            self._seen.add("dmy" if first > 12 else "mdy")
        elif first != second:
            self.unclear += 1
            _keep(self.samples, (row, cell))

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
            _keep(self.samples, (row, cell))
        elif mark:
            self._seen.add(mark)

    @property
    def answer(self) -> str:
        """ "." or "," when all values agree, ASK when they tell nothing or contradict each other."""
        return next(iter(self._seen)) if len(self._seen) == 1 else ASK if self.unclear else ""


def _keep(samples: Samples, found: tuple[int, str]) -> None:
    if len(samples) < SHOWN and found[1] not in [value for _row, value in samples]:
        samples.append(found)


def columns(mapping: imports.Mapping, fields: Mapping[str, Field]) -> dict[str, Evidence]:
    """Header -> evidence still to be gathered, for every mapped column of dates and numbers."""
    found: dict[str, Evidence] = {}
    for column in mapping.columns:
        kind = fields[column.field].kind if column.field in fields else None
        if column.combine == imports.JOIN and kind == Kind.MOMENT:
            continue  # the time of day beside a date
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


class Way(NamedTuple):
    """How the dates and numbers of a column are written: see `dates.parse_day` and `money.parse_number`."""

    order: str = ""
    decimal: str = ""


class Ways:
    """How each column is written. The whole file is read for that, and only when the first value asks."""

    def __init__(self, mapping: imports.Mapping, fields: Mapping[str, Field], *, read: Callable[[], Table]) -> None:
        self._columns = {column.header: column for column in mapping.columns}
        self._usual = Way(mapping.date_order, mapping.decimal)
        self._wanted = columns(mapping, fields)
        self._read = read
        self._found: dict[str, Way] = {}
        self.warnings: dict[str, str] = {}  # sentence -> the kind of question that nobody answered

    def of(self, header: str, tell: Callable[[], None]) -> Way:
        """The way of a column; `tell` is called while the file is read and may raise."""
        if self._wanted and not self._found:
            for name, evidence in gather(self._read(), self._wanted, tell=tell).items():
                self._found[name] = self._settle(name, evidence)
        return self._found.get(header, Way())

    def _settle(self, header: str, evidence: Evidence) -> Way:
        """What a column tells, and where it leaves that open what was answered; unanswered values are left empty."""
        column, dated = self._columns[header], isinstance(evidence, DateEvidence)
        answer = evidence.answer
        given = column.date_order or self._usual.order if dated else column.decimal or self._usual.decimal
        if isinstance(evidence, DateEvidence) and given == "ymd" and not evidence.year_last:
            answer = given
        if answer == ASK:
            answer = ASK if given in ("", imports.LEAVE) else given
            if not given:
                self.warnings[_unanswered(header, evidence)] = imports.DATE_ORDER if dated else imports.DECIMAL
        return Way(answer, "") if dated else Way("", answer)


def _unanswered(header: str, evidence: Evidence) -> str:
    sentence = (
        _(
            "The dates of “{column}” ({sample}) can be read as day/month or month/day, and nothing in the column tells:"
            " those were left empty."
        )
        if isinstance(evidence, DateEvidence)
        else _(
            "The numbers of “{column}” ({sample}) can be read in two ways, and nothing in the column tells: those were"
            " left empty."
        )
    )
    return sentence.format(column=header, sample=", ".join(value for _row, value in evidence.samples))
