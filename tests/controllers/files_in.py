"""What tests of import and export share: a file of a test's own, one call that brings it in, real files. No test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm.files.sheet import Table
from crm.models.import_results import ImportResult
from crm.models.lists import ListQuery
from crm.session import Session

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"


def real(name: str) -> Path:
    """A real file; the test is skipped where the folder is missing."""
    if not DATA.is_dir():
        pytest.skip("../shared/data is not here")
    return DATA / name


def table(headers: str, *rows: str) -> Table:
    """A table of cells between commas."""
    cells = [row.split(",") for row in rows]
    return Table(headers.split(","), lambda _table: list(enumerate(cells, 2)), count=len(cells))


def bring_in(session: Session, path: Path, entity: str = "contacts", **options: Any) -> ImportResult:
    """Import a file with the mapping the program proposes."""
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source), entity)
    return session.imports.run(source, mapping, **options)


def bring_text(session: Session, folder: Path, text: str, **options: Any) -> ImportResult:
    """Import a file with this text."""
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return bring_in(session, path, **options)


def everyone(session: Session) -> list[dict[str, Any]]:
    """Every contact as a row of the list, by name."""
    return session.contacts.rows(session.contacts.ids(ListQuery()))


def whole(session: Session) -> list[tuple[Any, ...]]:
    """Every contact with all that an export tells of it, in an order of its own."""
    plain = (
        "kind",
        "first_name",
        "last_name",
        "company",
        "job_title",
        "birthday",
        "email",
        "phone",
        "mobile_phone",
        "website",
        "status",
        "owner",
        "source",
        "tax_id",
        "address",
        "postal_code",
        "city",
        "state",
        "country",
        "notes",
        "created_at",
        "external_source",
        "external_id",
    )
    found = []
    for row in everyone(session):
        contact = session.contacts.get(row["id"])
        channels = sorted(
            (one.kind, one.value, one.label, one.is_primary, one.opted_out, one.invalid) for one in contact.channels
        )
        tags = sorted(tag.name for tag in row["tags"])
        found.append((*(row[name] for name in plain), channels, tags, sorted(row["custom"].items())))
    return sorted(found, key=repr)


def counts(result: ImportResult) -> tuple[int, int, int, int, int]:
    """(created, updated, unchanged, skipped, failed), after checking that they account for every row."""
    found = (result.created, result.updated, result.unchanged, result.skipped, result.failed)
    assert sum(found) == result.rows
    return found
