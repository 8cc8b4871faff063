"""The cells and lines of a report as a file shows them: words for values, how a line stands out. No file formats."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, Money, ReportColumn, ReportLine, ReportResult
from crm.utils import dates, money
from crm.utils.i18n import _

_DECIMALS = 2  # of a number that was worked out, as an average


def shown(cell: object, column: ReportColumn) -> str:
    """A cell as people read it: money with its currency, days and numbers by the language; "" for None."""
    if cell is None:
        return ""
    if isinstance(cell, Money):
        return money.show(cell.minor, cell.currency)
    if isinstance(cell, int | float):
        if column.field.kind == Kind.YES_NO and not column.is_measure:
            return _("Yes") if cell else _("No")
        return money.show_number(round(cell, _DECIMALS) if isinstance(cell, float) else cell)
    text = str(cell)
    if column.field.kind == Kind.DATE:
        return dates.show_day(text)
    return dates.show_moment(text) if column.field.kind == Kind.MOMENT else text


def made(result: ReportResult) -> tuple[str, str]:
    """The fact that tells when a report is written, and by whom where that is known."""
    now = dates.show_moment(dates.now())
    return _("Made"), _("{moment}, by {name}").format(moment=now, name=result.made_by) if result.made_by else now


def lowest_level(result: ReportResult) -> int:
    """The level of groups that are the plain lines of a report without records; -1 where records are listed."""
    if any(line.kind == RECORD for line in result.lines):
        return -1
    return max((line.level for line in result.lines if line.kind in (GROUP, SUBTOTAL)), default=-1)


def look(line: ReportLine, lowest: int) -> str:
    """How a line stands out: RECORD for a plain one, GROUP, SUBTOTAL, TOTAL. `lowest` is that of `lowest_level`."""
    if line.kind in (GROUP, SUBTOTAL) and line.level == lowest and has_values(line):
        return RECORD
    return line.kind


def has_values(line: ReportLine) -> bool:
    """Whether a line says more than what it is called: cells behind the first filled one."""
    return sum(cell not in (None, "") for cell in line.cells) > 1


def heading(line: ReportLine) -> str:
    """What a line without values is called."""
    return next((str(cell) for cell in line.cells if cell not in (None, "")), "")


__all__ = ["GROUP", "RECORD", "SUBTOTAL", "TOTAL", "has_values", "heading", "look", "lowest_level", "made", "shown"]
