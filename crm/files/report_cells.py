"""The cells and lines of a report as a file shows them: words for values, how a line stands out. No file formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crm.models.fields import Kind
from crm.models.reports import (
    GROUP,
    RECORD,
    SUBTOTAL,
    TOTAL,
    Money,
    ReportColumn,
    ReportLine,
    ReportResult,
    total_words,
)
from crm.utils import dates, i18n, money, phones
from crm.utils.i18n import _

_GROUPED = "by "  # how the key of a grouping's column begins
_DECIMALS = 2  # of a number that was worked out, as an average


def shown(cell: object, column: ReportColumn) -> str:
    """A cell as people read it: money with its currency, days and numbers by the language; a figure that cannot be
    said is a dash, an empty field nothing."""
    if cell is None:
        return "–" if column.is_measure else ""
    if isinstance(cell, Money):
        return money.show(cell.minor, cell.currency)
    if isinstance(cell, int | float):
        if column.field.kind == Kind.YES_NO and not column.is_measure:
            return _("Yes") if cell else _("No")
        return money.show_number(round(cell, _DECIMALS) if isinstance(cell, float) else cell)
    text = str(cell)
    if column.field.kind == Kind.PHONE:
        return phones.show(text, region=i18n.country())
    if column.field.kind == Kind.DATE:
        return dates.show_day(text)
    return dates.show_moment(text) if column.field.kind == Kind.MOMENT else text


def made(result: ReportResult) -> tuple[str, str]:
    """The fact that tells when a report is written, and by whom where that is known."""
    now = dates.show_moment(dates.now())
    return _("Made"), _("{moment}, by {name}").format(moment=now, name=result.made_by) if result.made_by else now


def grouping_count(result: ReportResult) -> int:
    """How many columns at the left are those of groupings."""
    return sum(column.key.startswith(_GROUPED) for column in result.columns)


def lists_records(result: ReportResult) -> bool:
    """Whether a report lists records, not only what groups come to."""
    return any(line.kind == RECORD for line in result.lines)


def lowest_level(result: ReportResult) -> int:
    """The level of groups that are the plain lines of a report without records; -1 where records are listed."""
    if lists_records(result):
        return -1
    return max((line.level for line in result.lines if line.kind in (GROUP, SUBTOTAL)), default=-1)


def look(line: ReportLine, lowest: int) -> str:
    """How a line stands out: RECORD for a plain one, GROUP, SUBTOTAL, TOTAL. `lowest` is that of `lowest_level`."""
    return RECORD if line.kind == SUBTOTAL and line.level == lowest else line.kind


def label(line: ReportLine, columns: Sequence[ReportColumn]) -> str:
    """What a group or a total is called."""
    named = zip(line.cells, columns, strict=False)
    return next((shown(cell, column) for cell, column in named if cell not in (None, "")), "")


def filled(result: ReportResult) -> Iterator[tuple[ReportLine, tuple[object, ...]]]:
    """Each line with its cells, the labels of the groups that a plain line stands in filled in."""
    count, lowest = grouping_count(result), lowest_level(result)
    inside: list[object] = [None] * count
    for line in result.lines:
        if line.kind == GROUP and line.level < count:
            inside[line.level :] = [line.cells[line.level], *[None] * (count - line.level - 1)]
        if look(line, lowest) == RECORD:
            above = inside if line.kind == RECORD else inside[: line.level]
            yield line, (*above, *line.cells[len(above) :])
        else:
            yield line, line.cells


def with_totals_named(result: ReportResult) -> ReportResult:
    """The same, each sum below the lines of its group called a total: its name alone is that of the heading above."""
    lowest = lowest_level(result)
    lines = tuple(_named(line, result.columns) if look(line, lowest) == SUBTOTAL else line for line in result.lines)
    return replace(result, lines=lines)


def _named(line: ReportLine, columns: Sequence[ReportColumn]) -> ReportLine:
    at = line.level
    cells = (*line.cells[:at], total_words(shown(line.cells[at], columns[at])), *line.cells[at + 1 :])
    return replace(line, cells=cells)


def without_groupings(result: ReportResult) -> ReportResult:
    """A report that lists records without the columns of its groupings, its headings and totals named in the first one
    left; as it is where a sum stands there."""
    count = grouping_count(result)
    totals = [line for line in result.lines if line.kind in (SUBTOTAL, TOTAL)]
    if not count or not lists_records(result) or any(line.cells[count] is not None for line in totals):
        return result
    lines = tuple(replace(line, cells=_moved(line, result.columns, count=count)) for line in result.lines)
    return replace(result, columns=result.columns[count:], lines=lines)


def _moved(line: ReportLine, columns: Sequence[ReportColumn], *, count: int) -> tuple[object, ...]:
    if line.kind == RECORD:
        return line.cells[count:]
    return (label(line, columns[:count]), *line.cells[count + 1 :])
