"""A report in words: the cells of its result as texts, what it is about, what it leaves out. No widgets, no rows."""

from __future__ import annotations

from crm.models.fields import Kind
from crm.models.figures import LeftOut
from crm.models.reports import GROUP, TOTAL, Money, Report, ReportColumn, ReportLine, ReportResult
from crm.utils import dates, money, phones
from crm.utils.i18n import _, ngettext, translate

_PLACES = 2  # decimals of an average
_COUNTED = {
    "opportunities": lambda count: ngettext("{count} opportunity", "{count} opportunities", count),
    "activities": lambda count: ngettext("{count} activity", "{count} activities", count),
    "interactions": lambda count: ngettext("{count} interaction", "{count} interactions", count),
    "contacts": lambda count: ngettext("{count} contact", "{count} contacts", count),
}


def cell(value: object, column: ReportColumn, *, region: str = "ES") -> str:
    """One value as a person reads it; `region` says how phones are shown."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return money.show(value.minor, value.currency)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return money.show_number(round(value, _PLACES) if isinstance(value, float) else value)
    if column.field.kind is Kind.DATE:
        return dates.show_day(str(value))
    if column.field.kind is Kind.MOMENT:
        return dates.show_moment(str(value))
    return phones.show(str(value), region=region) if column.field.kind is Kind.PHONE else str(value)


def title_of(result: ReportResult, line: int) -> str:
    """What the records behind a line are called: the report and the groups the line stands in."""
    one = result.lines[line]
    if one.kind == TOTAL:
        return result.title
    path = [_name(result, one)]
    if one.level:
        above = (each for each in reversed(result.lines[:line]) if each.kind == GROUP and each.level < one.level)
        path = [_name(result, each) for each in (next(above, None),) if each is not None] + path
    return " · ".join([result.title, *(part for part in path if part)])


def _name(result: ReportResult, line: ReportLine) -> str:
    first = line.cells[: 1 + line.level]
    return next((cell(value, column) for value, column in zip(first, result.columns, strict=False) if value), "")


def facts(result: ReportResult) -> str:
    """What stands under the title: period, filters, notes, in one line."""
    told = [_("{label}: {text}").format(label=label, text=text) for label, text in result.facts]
    return "   ·   ".join(told)


def counted(result: ReportResult) -> str:
    """How many records the report is about."""
    words = _COUNTED[result.entity](result.records)
    return words.format(count=money.show_number(result.records))


def left_out(one: LeftOut) -> str:
    """What a figure leaves out: "3 · no exchange rate for their day"."""
    return f"{money.show_number(one.count)} · {one.reason}"


def name_of(report: Report) -> str:
    """What a report is called; ready-made ones in the language in use."""
    return translate(report.name) if report.ready_made else report.name
