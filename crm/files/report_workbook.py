"""A report as an XLSX workbook: real numbers, days and money, bold totals, and the chart as Excel draws it itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from crm.errors import Invalid
from crm.files.replacing import replacing
from crm.files.report_cells import filled, label, look, lowest_level, made, shown, with_totals_named
from crm.files.report_workbook_chart import add_chart
from crm.files.report_workbook_formats import WHOLE, money_format
from crm.files.workbook_writing import escape_text
from crm.models.fields import Kind
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, Money, ReportColumn, ReportLine, ReportResult
from crm.utils import dates, money
from crm.utils.i18n import _
from crm.utils.money import show_number

_MOST_LINES = 1_000_000  # a sheet has 1,048,576 rows
_LONGEST_TEXT = 32_767
_FIRST_YEAR = 1900  # where the calendar of spreadsheets begins
_DAY, _MOMENT = "mm-dd-yy", "m/d/yy h:mm"  # the forms that each spreadsheet shows as its own country writes days
_PARTS = "#,##0.00"
_NARROW, _WIDE = 10, 60
_SAMPLE = 300
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_BOLD = Font(bold=True)
_HEADING = Font(bold=True, size=16)
_QUIET = Font(color="FF5C6773")
_HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF4")
_RULES = {
    SUBTOTAL: Border(top=Side(style="thin", color="FFC5CCD3")),
    TOTAL: Border(top=Side(style="medium", color="FF1F2933")),
}
_BELOW = Border(bottom=Side(style="thin", color="FF1F2933"))


@dataclass(frozen=True)
class _Look:
    """How a cell looks."""

    font: Font | None = None
    border: Border | None = None
    fill: PatternFill | None = None


_PLAIN = _Look()


def write_workbook(result: ReportResult, path: Path) -> None:
    """Write a report as a workbook: its table on the first sheet, its chart with the cells it stands on on a second.

    Texts stay texts, whatever they look like. Invalid for more lines than a sheet holds, Unavailable when the file
    cannot be written; the old file is kept then.
    """
    if len(result.lines) > _MOST_LINES:
        raise Invalid({"file": _("A spreadsheet holds a million lines at most. Nothing was written: save it as CSV.")})
    with replacing(path) as file:
        book = Workbook(write_only=True)
        book.properties.title = escape_text(result.title)
        book.properties.creator = escape_text(result.made_by) or "Cartera"
        _fill(book.create_sheet(_sheet_name(result.title)), with_totals_named(result))
        if result.chart is not None and not result.chart.is_empty:
            add_chart(book, result.chart, title=_sheet_name(_("Chart")))
        book.save(file)


def _sheet_name(title: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:31].strip() or "1"


def _fill(sheet: Any, result: ReportResult) -> None:
    facts = [*result.facts, made(result)]
    head = len(facts) + 3
    _set_up(sheet, result, head=head)
    sheet.append([_text(sheet, result.title, look=_Look(_HEADING))])
    for name, text in facts:
        sheet.append([_text(sheet, name, look=_Look(_QUIET)), _text(sheet, text)])
    sheet.append([])
    looks = _Look(_BOLD, _BELOW, _HEAD_FILL)
    sheet.append([_text(sheet, column.label, look=looks, right=column.is_number) for column in result.columns])
    for cells in _lines(sheet, result):
        sheet.append(cells)
    sheet.append([])
    for one in result.left_out:
        sheet.append([_text(sheet, f"{show_number(one.count)} · {one.reason}", look=_Look(_QUIET))])
    for note in result.notes:
        sheet.append([_text(sheet, note, look=_Look(_QUIET))])


def _set_up(sheet: Any, result: ReportResult, *, head: int) -> None:
    """What a sheet is told before its rows: widths, what stays in view, filters, how it prints."""
    for place, wide in enumerate(_widths(result), 1):
        sheet.column_dimensions[get_column_letter(place)].width = wide
    sheet.freeze_panes = f"A{head + 1}"
    last = get_column_letter(max(1, len(result.columns)))
    plain = sum(line.kind != TOTAL for line in result.lines)
    if result.columns and plain:
        sheet.auto_filter.ref = f"A{head}:{last}{head + plain}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape" if sum(_widths(result)) > 95 else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _widths(result: ReportResult) -> list[int]:
    widths = []
    for place, column in enumerate(result.columns):
        seen = [shown(line.cells[place], column) for line in (*result.lines[:_SAMPLE], *result.lines[-5:])]
        longest = max((len(line) for text in [column.label, *seen] for line in text.split("\n")), default=0)
        widths.append(min(_WIDE, max(_NARROW, longest + 3)))
    return widths


def _lines(sheet: Any, result: ReportResult) -> Iterator[list[Any]]:
    lowest = lowest_level(result)
    for line, cells in filled(result):
        kind = look(line, lowest)
        looks = _PLAIN if kind == RECORD else _Look(_BOLD, _RULES.get(kind))
        if kind == GROUP:
            yield _heading(sheet, line, columns=result.columns)
        else:
            pairs = zip(cells, result.columns, strict=True)
            yield [_cell(sheet, cell, column=column, look=looks) for cell, column in pairs]


def _heading(sheet: Any, line: ReportLine, *, columns: Sequence[ReportColumn]) -> list[Any]:
    return [*[None] * line.level, _text(sheet, label(line, columns), look=_Look(_BOLD))]


def _cell(sheet: Any, cell: object, *, column: ReportColumn, look: _Look) -> Any:
    if cell is None or cell == "":
        return _styled(WriteOnlyCell(sheet), look) if look.border else None
    if isinstance(cell, Money):
        amount = Decimal(cell.minor).scaleb(-money.decimals(cell.currency))
        return _number(sheet, amount, shape=money_format(cell.currency), look=look)
    if isinstance(cell, int | float) and not (column.field.kind == Kind.YES_NO and not column.is_measure):
        return _number(sheet, cell, shape=WHOLE if isinstance(cell, int) else _PARTS, look=look)
    when = _when(str(cell), column.field.kind)
    if when is not None:
        return _number(sheet, when, shape=_MOMENT if isinstance(when, datetime.datetime) else _DAY, look=look)
    return _text(sheet, shown(cell, column), look=look, right=column.is_number)


def _when(text: str, kind: Kind) -> datetime.date | None:
    """A day or a moment in local time as a spreadsheet keeps it; None for what is none, or before its calendar."""
    try:
        if kind == Kind.DATE:
            day = datetime.date.fromisoformat(text)
            return day if day.year > _FIRST_YEAR else None
        if kind == Kind.MOMENT:
            here = dates.to_local(text).replace(tzinfo=None)
            return here if here.year > _FIRST_YEAR else None
    except ValueError:
        return None
    return None


def _number(sheet: Any, value: Any, *, shape: str, look: _Look) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = shape
    return _styled(cell, look)


def _text(sheet: Any, text: str, *, look: _Look = _PLAIN, right: bool = False) -> Any:
    """A cell of text, letter for letter: never a formula."""
    cell = WriteOnlyCell(sheet, escape_text(text)[:_LONGEST_TEXT])
    cell.data_type = "s"
    cell.number_format = "@"
    if right:
        cell.alignment = Alignment(horizontal="right")
    return _styled(cell, look)


def _styled(cell: Any, look: _Look) -> Any:
    for name in ("font", "border", "fill"):
        if (value := getattr(look, name)) is not None:
            setattr(cell, name, value)
    return cell
