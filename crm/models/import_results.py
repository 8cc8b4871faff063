"""What an import answers: progress, what became of each row, and the result that accounts for all of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as empty
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True)
class RowError:
    """One value that was not taken, or one row: where it stands, what it says, why. `row` counts as spreadsheets do."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class ImportProgress:
    """How far an import is. `total` is None when the rows are not counted yet; `fraction` goes from 0.0 to 1.0."""

    rows: int
    total: int | None
    fraction: float
    seconds: float
    finishing: bool = False


@dataclass(frozen=True)
class FieldChange:
    """A field before and after, as shown to a person; `old` is "" in a record that is new."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowOutcome:
    """What became of one row, and of which record (0 for none, or for one that only a dry run made).

    A dry run also tells the `changes` and the row's `cells` in the order of the file.
    """

    row: int
    outcome: Outcome
    record_id: int = 0
    name: str = ""
    changes: tuple[FieldChange, ...] = ()
    cells: tuple[str, ...] = ()


class Outcomes(Protocol):
    """The outcomes of all rows, in the order of the file; those of a large file stand on the disk."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int) -> RowOutcome: ...

    def places(self, outcome: str = "", *, with_errors: bool = False) -> array[int]:
        """Where the rows of an outcome stand, or of all; `with_errors` leaves only those with something refused."""

    def row_errors(self, row: int) -> list[RowError]:
        """What was refused in a row, by its number."""


@dataclass(frozen=True)
class FieldFill:
    """How many values a mapped column has, and how many of them arrived in a record."""

    header: str
    field: str
    label: str
    in_file: int
    taken: int


@dataclass(frozen=True)
class ImportResult:
    """What became of every row: rows == created + updated + unchanged + skipped + failed, always.

    `side_created` counts what came into being beside the records ("tags", "companies"). `operation` is what undo takes
    back; None when nothing was written. `left_open` names the kinds of questions that nobody answered ("date_order",
    "decimal", "owners", "companies"). After a cancelled import everything is 0.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    errors: Sequence[RowError] = ()
    side_created: dict[str, int] = empty(default_factory=dict)
    warnings: Sequence[str] = ()
    operation: int | None = None
    dry_run: bool = False
    cancelled: bool = False
    seconds: float = 0.0
    fill: tuple[FieldFill, ...] = ()
    left_open: tuple[str, ...] = ()
    outcomes: Outcomes | None = empty(default=None, compare=False, repr=False)

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data, without the outcomes of single rows."""
        plain = {name: value for name, value in vars(self).items() if name != "outcomes"}
        plain["errors"] = [asdict(error) for error in self.errors]
        plain["fill"] = [asdict(one) for one in self.fill]
        return plain | {"warnings": list(self.warnings)}
