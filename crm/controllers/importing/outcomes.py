"""What became of each row, kept small: numbers in memory, the details of a dry run on the disk. Decides nothing."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from crm.controllers.importing.findings import Findings
from crm.files.spool import Spool
from crm.models.import_results import FieldChange, Outcome, RowError, RowOutcome

_ALL = tuple(Outcome)
_NOWHERE = -1
Changes = Sequence[FieldChange]


class OutcomeLog:
    """The outcomes of an import, in the order of the file; a models.import_results.Outcomes."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._rows = array("q")
        self._kinds = array("b")
        self._records = array("q")
        self._places = array("q")
        self._spool: Spool | None = None

    def add(self, row: int, outcome: Outcome, *, record_id: int = 0) -> None:
        """Account for a row."""
        self._rows.append(row)
        self._kinds.append(_ALL.index(outcome))
        self._records.append(record_id)
        self._places.append(_NOWHERE)

    def explain(self, name: str, changes: Changes, *, cells: Sequence[str]) -> None:
        """Keep the details of the row added last."""
        if self._spool is None:
            self._spool = Spool()
        told = [(one.field, one.label, one.old, one.new) for one in changes]
        self._places[-1] = self._spool.add([name, told, list(cells)])

    @property
    def counts(self) -> Counter[str]:
        """How many rows ended in each way; every row is in exactly one of them."""
        found: Counter[str] = Counter({"rows": len(self._rows)})
        for kind, outcome in enumerate(_ALL):
            found[outcome.value] = self._kinds.count(kind)
        return found

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> RowOutcome:
        row, outcome, record_id = self._rows[place], _ALL[self._kinds[place]], self._records[place]
        if self._spool is None or self._places[place] == _NOWHERE:
            return RowOutcome(row, outcome, record_id)
        name, changes, cells = self._spool.read(self._places[place])
        return RowOutcome(row, outcome, record_id, name, tuple(FieldChange(*one) for one in changes), tuple(cells))

    def places(self, outcome: str = "", *, with_errors: bool = False) -> array[int]:
        """Where the rows of an outcome stand, or of all; `with_errors` leaves only those with something refused."""
        wanted = _ALL.index(Outcome(outcome)) if outcome else None
        found = (place for place, kind in enumerate(self._kinds) if wanted is None or kind == wanted)
        if with_errors:
            refused = {error.row for error in self._findings.errors}
            found = (place for place in found if self._rows[place] in refused)
        return array("q", found)

    def row_errors(self, row: int) -> list[RowError]:
        """What was refused in a row, by its number."""
        errors = self._findings.errors
        start = bisect_left(errors, row, key=lambda error: error.row)
        return [error for error in errors[start : start + 1000] if error.row == row]
