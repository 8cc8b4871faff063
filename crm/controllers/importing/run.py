"""One run of an import: rows in, every one of them accounted for. Opens no files, checks no rights, knows no entity."""

from __future__ import annotations

import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.lines import Line
from crm.controllers.importing.outcomes import OutcomeLog
from crm.controllers.importing.showing import Showing
from crm.files.sheet import Row, Table
from crm.models.import_results import ImportProgress, Outcome, RowError
from crm.storage.database import Database
from crm.utils.garbage import seldom_collected

CHUNK = 2000
_TELL_EVERY = 1000
Progress = Callable[[ImportProgress], bool]
IsCompany = Callable[[Sequence[str]], bool]


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user stopped the import; raised inside the transaction, so that nothing is left behind."""


class Part(Protocol):
    """What brings the records of one entity in. Parts stand in the order in which they may point at each other."""

    entity: str

    def read(self, line: Line) -> None:
        """Take the record out of a row, if it holds one."""

    def bring_in(self, lines: Sequence[Line]) -> None:
        """Write what a chunk of rows holds and say in each line what became of it."""

    def finish(self) -> None:
        """Say what can be said only after the last row."""

    @property
    def side_created(self) -> Mapping[str, int]:
        """What came into being beside the records, by table."""


@dataclass(frozen=True)
class Plan:
    """What a run consists of.

    `main` is the entity that the file is about: what became of a row is what became of its main record, other records
    in the row count as created beside it. With `showing` the details of every row are kept. `is_company` makes two
    passes of it: the rows that it calls companies come in before the people who belong to them.
    """

    main: str
    parts: Sequence[Part]
    findings: Findings
    showing: Showing | None = None
    is_company: IsCompany | None = None


class ImportRun:
    """Reads a table chunk by chunk and hands the rows to the parts of its plan. `outcomes` accounts for every row.

    `filled` counts by header the cells that hold something, `lost` those of rows of which nothing was taken.
    """

    def __init__(self, database: Database, table: Table, *, plan: Plan) -> None:
        self.outcomes = OutcomeLog(plan.findings)
        self.filled: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.lost_rows = array("q")
        self._beside: Counter[str] = Counter()
        self._database = database
        self._table = table
        self._plan = plan
        self._started = time.monotonic()
        self._read_rows = 0
        self._passed = 0

    @property
    def errors(self) -> Sequence[RowError]:
        """Everything refused, by row."""
        return self._plan.findings.errors

    @property
    def side_created(self) -> dict[str, int]:
        """What came into being beside the main records, by table."""
        found = Counter(self._beside)
        for part in self._plan.parts:
            found.update(part.side_created)
        return {table: count for table, count in found.items() if count}

    def run(self, progress: Progress) -> None:
        """Bring every row in. Raises Cancelled when `progress` answers False."""
        with seldom_collected():
            for companies in (True, False) if self._plan.is_company else (None,):
                self._pass(self._rows(companies=companies), progress)
        findings = self._plan.findings
        for problem in self._table.problems:
            findings.error(problem.row, problem.reason)
        findings.errors.sort(key=lambda error: error.row)
        for part in self._plan.parts:
            part.finish()
        self._tell(progress, finishing=True)

    def _pass(self, rows: Iterator[Row], progress: Progress) -> None:
        while chunk := list(islice(self._read(rows, progress=progress), CHUNK)):
            self._bring_in(chunk)
            self._database.refresh_search()
            self._tell(progress)
        self._passed += 1

    def _rows(self, *, companies: bool | None) -> Iterator[Row]:
        """The rows of one pass."""
        is_company = self._plan.is_company
        for row in self._table.rows():
            if is_company is None or is_company(row[1]) == companies:
                yield row

    def _read(self, rows: Iterator[Row], *, progress: Progress) -> Iterator[Line]:
        for number, cells in rows:
            self._read_rows += 1
            if self._read_rows % _TELL_EVERY == 0:
                self._tell(progress)
            line = Line(number, cells)
            for part in self._plan.parts:
                part.read(line)
            yield line

    def _bring_in(self, lines: Sequence[Line]) -> None:
        for part in self._plan.parts:
            part.bring_in(lines)
        for header, cells in zip(self._table.headers, zip(*(line.cells for line in lines), strict=True), strict=True):
            self.filled[header] += len(cells) - cells.count("") - sum(map(str.isspace, cells))
        for line in lines:
            self._account(line)

    def _account(self, line: Line) -> None:
        outcome, entity = line.outcome(self._plan.main)
        landed = line.landed.get(entity)
        gone = self._plan.showing is not None and outcome == Outcome.CREATED  # what a trial creates is taken back
        self.outcomes.add(line.number, outcome, record_id=landed.id if landed and not gone else 0)
        if outcome in (Outcome.FAILED, Outcome.SKIPPED):
            cells = zip(self._table.headers, line.cells, strict=True)
            self.lost.update(header for header, cell in cells if cell.strip())
            self.lost_rows.append(line.number)
        for other, ended in line.outcomes.items():
            if other != entity and ended == Outcome.CREATED:
                self._beside[other] += 1
        if self._plan.showing:
            self._explain(line, landed, entity=entity)

    def _explain(self, line: Line, landed: Any, *, entity: str) -> None:
        showing = self._plan.showing
        if showing is None:
            return
        changes = showing.changes(line.before.get(entity, {}), line.after.get(entity, {}))
        self.outcomes.explain(landed.name if landed else "", changes, cells=line.cells)

    def _tell(self, progress: Progress, *, finishing: bool = False) -> None:
        rows, total = self._read_rows, self._table.count
        passes = 2 if self._plan.is_company else 1
        part = rows / total if total else (self._passed + self._table.position()) / passes
        seconds = time.monotonic() - self._started
        if not progress(ImportProgress(rows, total, min(1.0, part), seconds, finishing)):
            raise Cancelled
