"""What an import is told (a mapping of columns to fields) and what it answers (progress, result). No SQL, no files."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from dataclasses import field as empty
from typing import Any

from crm.models.fields import Choice
from crm.utils.i18n import N_

CONTACTS, COMPANIES = "contacts", "companies"
ENTITIES = (Choice(CONTACTS, N_("Contacts")), Choice(COMPANIES, N_("Companies")))
FILL, UPDATE, SKIP, CREATE = "fill", "update", "skip", "create"
ON_MATCH = (
    Choice(FILL, N_("Fill empty fields only")),
    Choice(UPDATE, N_("Replace with what the file says")),
    Choice(SKIP, N_("Leave them as they are")),
    Choice(CREATE, N_("Add them again as new")),
)
MATCH_ON = ("external_id", "email", "phone", "domain", "tax_id", "name")
# Fields of which a record has several: any number of columns may fill them.
SEVERAL = frozenset(("email", "phone", "mobile_phone", "website", "tags"))
ADDRESS = frozenset(("address", "postal_code", "city", "state", "country"))
ALONE, JOIN, ELSE = "", "join", "else"


@dataclass(frozen=True)
class Column:
    """One column of a file and the field it goes to; "" means that it is left out.

    `label` is the label of the addresses or numbers it holds, `label_from` the header of a column that names it row by
    row. `combine` says what happens when an earlier column fills the same field: ALONE refuses, JOIN appends the text,
    ELSE is used only in rows where the earlier ones are empty (of an address: where the whole earlier address is).
    """

    header: str
    field: str = ""
    label: str = ""
    label_from: str = ""
    combine: str = ALONE


@dataclass(frozen=True)
class Mapping:
    """How the columns of a file become records of `entity`.

    `source` names where external ids come from: ids of two sources are never compared. `values` maps a field's
    folded words to stored values, over the words the program knows. `date_order` ("dmy", "mdy", "ymd") and `decimal`
    ("." or ",") say how to read what could be read in two ways. With `exact`, texts are taken letter for letter,
    outer spaces included. `notes` are sentences about what was decided.
    """

    entity: str
    columns: tuple[Column, ...]
    source: str = ""
    match: tuple[str, ...] = MATCH_ON
    values: Dictionary[str, Dictionary[str, str]] = empty(default_factory=dict)
    date_order: str = ""
    decimal: str = ""
    exact: bool = False
    notes: tuple[str, ...] = ()

    @property
    def ignored(self) -> list[str]:
        """The headers of the columns that are left out."""
        used = {column.label_from for column in self.columns if column.field}
        return [column.header for column in self.columns if not column.field and column.header not in used]

    @property
    def fields(self) -> dict[str, str]:
        """Header -> field, of the columns that are taken."""
        return {column.header: column.field for column in self.columns if column.field}

    def with_column(self, column: Column) -> Mapping:
        """The mapping with this column in the place of the one of the same header."""
        return replace(self, columns=tuple(column if old.header == column.header else old for old in self.columns))

    def with_field(self, header: str, field: str) -> Mapping:
        """The mapping with a column sent to another field, "" to leave it out."""
        return self.with_column(Column(header, field))


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
class ImportResult:
    """What became of every row: rows == created + updated + unchanged + skipped + failed, always.

    `side_created` counts what came into being beside the records ("tags"). `operation` is what undo takes back; None
    when nothing was written. After a cancelled import everything is 0.
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

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return asdict(self) | {"errors": [asdict(error) for error in self.errors], "warnings": list(self.warnings)}
