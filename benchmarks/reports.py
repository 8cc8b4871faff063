"""Reports: grouped over many records beside their SQL, and written to files beside what the libraries alone need."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks import agenda, deals, raw
from benchmarks.figures import Figure, Line, side_by_side
from benchmarks.files import Files
from crm.files import report_writing
from crm.models.dashboards import Filters
from crm.models.periods import DAYS_365, EVER
from crm.models.reports import RECORD, Aggregate, Definition, Grouping, Measure, ReportResult
from crm.session import Session
from crm.utils.chart_data import ChartKind
from crm.utils.text import fold

_COUNT, _VALUE, _MINUTES = (
    Measure(Aggregate.COUNT),
    Measure(Aggregate.SUM, "value"),
    Measure(Aggregate.SUM, "duration_minutes"),
)
_WRITTEN = (1_000, 5_000)  # lines of a file
_YEAR, _EVER = Filters(DAYS_365), Filters(EVER)
_DEALS = {
    "by month and owner, sum, 365 days": Definition(
        "opportunities", (), filters=_YEAR, period_field="closed_on", measures=(_COUNT, _VALUE),
        groupings=(Grouping("closed_on", "month"), Grouping("assigned_to")), chart=ChartKind.STACKED,
    ),
    "by stage and owner, sum, all time": Definition(
        "opportunities", (), filters=_EVER, measures=(_COUNT, _VALUE),
        groupings=(Grouping("stage_id"), Grouping("assigned_to")),
    ),
}  # fmt: skip
_ACTIVITIES = {
    "by owner and type, sum, 365 days": Definition(
        "activities", (), filters=_YEAR, period_field="completed_at", measures=(_COUNT, _MINUTES),
        groupings=(Grouping("assigned_to"), Grouping("type")), chart=ChartKind.STACKED_ROWS,
    ),
    "by week, all time": Definition(
        "activities", (), filters=_EVER, measures=(_COUNT,), groupings=(Grouping("due_on", "week"),),
    ),
}  # fmt: skip
_LISTED = Definition(
    "opportunities", ("title", "stage_id", "value", "expected_close", "assigned_to", "created_at"), filters=_EVER
)


def measure(files: Files) -> Iterator[Line]:
    """The four kinds of work: totals over deals, over activities, and a list of records as PDF and as XLSX."""
    session = deals.session(files)
    yield from _grouped(session, deals.path(files), size=f"{deals.COUNT:,} deals", definitions=_DEALS)
    listed = session.reports.preview(_LISTED, "Oportunidades")
    session.database.close()
    yield from _files(listed, files.folder)
    session = agenda.session(files)
    yield from _grouped(session, agenda.path(files), size=f"{agenda.COUNT:,} activities", definitions=_ACTIVITIES)
    session.database.close()


def _grouped(session: Session, path: Path, *, size: str, definitions: dict[str, Definition]) -> Iterator[Line]:
    """Each report beside the statements it sends, asked on a plain connection."""
    plain = _plain(path)
    for name, definition in definitions.items():
        work = partial(session.reports.preview, definition)
        floor = raw.again(plain, raw.recorded(session, work))
        yield Figure(f"{size}: {name}", *side_by_side(work, floor, runs=5))
    plain.close()


def _plain(path: Path) -> sqlite3.Connection:
    plain = raw.connect(path)
    plain.create_function("fold", 1, lambda value: fold(str(value)) if value is not None else "", deterministic=True)
    return plain


def _files(listed: ReportResult, folder: Path) -> Iterator[Line]:
    """The same cells written by the program and, as plain text without a look, by the library."""
    records = [line for line in listed.lines if line.kind == RECORD]
    floors: dict[str, Callable[[Sequence[Sequence[str]], Path], None]] = {"pdf": _plain_pdf, "xlsx": _plain_workbook}
    for count in _WRITTEN:
        lines = tuple((records * (count // len(records) + 1))[:count])
        result = replace(listed, lines=lines, records=count, notes=())
        cells = [["" if cell is None else str(cell) for cell in line.cells] for line in lines]
        for ending, plain in floors.items():
            ours = partial(report_writing.write, result, folder / f"scratch-ours.{ending}")
            floor = partial(plain, cells, folder / f"scratch-plain.{ending}")
            name = f"report of {count:,} records as {ending.upper()}"
            yield Figure(name, *side_by_side(ours, floor, runs=3), note=f"{len(listed.columns)} columns")


def _plain_pdf(cells: Sequence[Sequence[str]], path: Path) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate

    SimpleDocTemplate(str(path), pagesize=landscape(A4)).build([LongTable([list(row) for row in cells])])


def _plain_workbook(cells: Sequence[Sequence[str]], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells:
        sheet.append(list(row))
    book.save(path)
