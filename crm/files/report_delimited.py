"""A report as CSV: every line a row, for programs. Totals are left out, because whoever adds up would count twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from crm.files.report_cells import filled, lists_records, look, lowest_level
from crm.files.writing import write_csv
from crm.models.fields import Kind
from crm.models.reports import RECORD, Money, ReportColumn, ReportResult
from crm.utils import dates, money
from crm.utils.i18n import _


def write_delimited(result: ReportResult, path: Path) -> None:
    """Write the plain lines of a report as CSV, the groups they stand in as their first columns.

    Delimiter and decimal mark follow the language as in every export; amounts are plain numbers, their currency in a
    column of its own. Headings, subtotals, totals and the chart are left out. Raises Unavailable as `write_csv` does.
    """
    columns = [
        place for place, column in enumerate(result.columns) if not (lists_records(result) and column.is_measure)
    ]
    moneyed = [place for place in columns if _has_money(result, place)]
    headers = []
    for place in columns:
        headers.append(result.columns[place].label)
        if place in moneyed:
            headers.append(_("{column} (currency)").format(column=result.columns[place].label))
    write_csv(path, headers, rows=_rows(result, columns, moneyed=moneyed))


def _has_money(result: ReportResult, place: int) -> bool:
    return any(isinstance(line.cells[place], Money) for line in result.lines)


def _rows(result: ReportResult, columns: list[int], *, moneyed: list[int]) -> Iterator[list[object]]:
    lowest = lowest_level(result)
    for line, cells in filled(result):
        if look(line, lowest) != RECORD:
            continue
        row: list[object] = []
        for place in columns:
            cell = cells[place]
            row.append(_plain(cell, result.columns[place]))
            if place in moneyed:
                row.append(cell.currency if isinstance(cell, Money) else "")
        yield row


def _plain(cell: object, column: ReportColumn) -> object:
    if isinstance(cell, Money):
        return Decimal(cell.minor).scaleb(-money.decimals(cell.currency))
    if isinstance(cell, str) and column.field.kind == Kind.MOMENT and cell:
        return dates.to_local(cell).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, int) and column.field.kind == Kind.YES_NO and not column.is_measure:
        return _("Yes") if cell else _("No")
    return "" if cell is None else cell
