"""What tests of importing deals share: one call that brings a text in, and the deals as rows. No test stands here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm.models.import_results import ImportResult
from crm.session import Session


def bring(session: Session, path: Path, *, create: Iterable[str] = (), **options: Any) -> ImportResult:
    """Import a file as proposed afresh, creating what is named.

    `words` says what (field, word) stands for, `rules` what the columns of a field do to what is there already.
    """
    source = session.imports.detect(path)
    mapping = session.imports.propose_afresh(session.imports.open(source), options.pop("entity", ""))
    mapping = replace(mapping, create_missing=mapping.create_missing | frozenset(create))
    for (field, word), value in options.pop("words", {}).items():
        mapping = mapping.with_value(field, word, value=value)
    rules = options.pop("rules", {})
    columns = tuple(replace(one, rule=rules.get(one.field, "")) for one in mapping.columns)
    return session.imports.run(source, replace(mapping, columns=columns), **options)


def bring_text(session: Session, folder: Path, text: str, **options: Any) -> ImportResult:
    """Import a file with this text."""
    path = folder / "deals.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return bring(session, path, **options)


def deals(session: Session, *names: str) -> list[Any]:
    """Every deal by id: one value of it, or several as a tuple."""
    rows = session.database.all("SELECT * FROM opportunities ORDER BY id")
    return [row[names[0]] if len(names) == 1 else tuple(row[name] for name in names) for row in rows]


def stage_names(session: Session) -> list[str]:
    """The name of each deal's stage, by the deal's id."""
    rows = session.database.all("SELECT s.name FROM opportunities o JOIN stages s ON s.id = o.stage_id ORDER BY o.id")
    return [row["name"] for row in rows]
