"""How a file comes to the current schema: a new one from schema.sql, an older one step by step after a backup.

A step and its record are one transaction. A file from a newer version of the program is refused untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crm.errors import CrmError, Unavailable
from crm.storage.backup import backup
from crm.storage.database import Database
from crm.storage.sqlite import statements
from crm.utils import dates
from crm.utils.i18n import _

_FILLING = re.compile(r"(?:\s*--[^\n]*\n)*\s*UPDATE\b", re.IGNORECASE).match
_OURS = {"migrations", "operations", "changes", "contacts"}
FOLDER = Path(__file__).resolve().parents[2] / "database"


@dataclass(frozen=True)
class Step:
    """One numbered migration: its number, its name and its statements."""

    number: int
    name: str
    sql: str


def steps(folder: Path = FOLDER) -> list[Step]:
    """All migrations in order, read from NNNN_name.sql."""
    found = []
    for path in sorted((folder / "migrations").glob("[0-9]*_*.sql")):
        number, _separator, name = path.stem.partition("_")
        found.append(Step(int(number), name, path.read_text(encoding="utf-8")))
    return found


def prepare(database: Database, *, folder: Path = FOLDER, backups: Path | None = None) -> list[Step]:
    """Bring the file to the current schema and return the steps it took; a new file is created whole.

    Unavailable when the file is another program's or comes from a newer Cartera; it is left untouched then.
    """
    known = steps(folder)
    tables = database.engine.tables(database.connection)
    if not tables:
        _create(database, known, schema=(folder / "schema.sql").read_text(encoding="utf-8"))
        return []
    if not set(tables) >= _OURS:
        raise Unavailable(
            _("{file} is a database of another program. It was left untouched; choose a Cartera file.").format(
                file=database.path
            )
        )
    done = database.value("SELECT coalesce(max(number), 0) FROM migrations")
    newest = known[-1].number if known else 0
    if done > newest:
        raise Unavailable(
            _("{file} was made by a newer Cartera. It was left untouched; update the program to open it.").format(
                file=database.path
            )
        )
    pending = [step for step in known if step.number > done]
    if pending:
        backup(database, (backups or database.path.parent) / _backup_name(database.path))
        for step in pending:
            _apply(database, step)
    return pending


def _backup_name(path: Path) -> str:
    stamp = dates.now().replace(":", "").replace("-", "")
    return f"{path.stem}-before-update-{stamp}.db"


def _create(database: Database, known: list[Step], *, schema: str) -> None:
    database.execute("BEGIN IMMEDIATE")
    with _whole(database):
        database.engine.sign(database.connection)
        if database.engine.tables(database.connection):
            return
        for statement in statements(schema):
            database.execute(statement)
        for step in known:
            _record(database, step)


def _apply(database: Database, step: Step) -> None:
    database.engine.enforce_links(database.connection, on=False)
    try:
        database.execute("BEGIN IMMEDIATE")
        with _whole(database):
            _take(database, step)
    except CrmError as error:
        raise Unavailable(
            _("The update step {name} did not work: {reason} The file is as it was before this step.").format(
                name=f"{step.number:04} {step.name}", reason=error
            )
        ) from error
    finally:
        database.engine.enforce_links(database.connection, on=True)


def _take(database: Database, step: Step) -> None:
    if database.value("SELECT 1 FROM migrations WHERE number = :number", number=step.number):
        return  # another process took it meanwhile
    broken_before = database.engine.broken_links(database.connection)
    for statement in statements(step.sql):
        database.execute(statement)
    _record(database, step)
    if database.engine.broken_links(database.connection) > broken_before:
        raise Unavailable(_("It would break links between records."))


@contextmanager
def _whole(database: Database) -> Iterator[None]:
    """Commit the open transaction at the end of the block, or roll it back when the block fails."""
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.connection.in_transaction:
            database.execute("ROLLBACK")
        raise


def work_out(database: Database, *, since: int) -> None:
    """Fill the columns that follow from others, as the steps after `since` did, in rows that came without them.

    Inside the caller's transaction. A step's other statements shape tables, which have their shape already.
    """
    for step in steps():
        if step.number > since:
            for statement in statements(step.sql):
                if _FILLING(statement):
                    database.execute(statement)


def _record(database: Database, step: Step) -> None:
    database.execute(
        "INSERT INTO migrations (number, name, applied_at) VALUES (:number, :name, :at)",
        {"number": step.number, "name": step.name, "at": dates.now()},
    )
