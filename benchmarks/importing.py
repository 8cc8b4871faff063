"""Importing a CSV of 19 columns with every check, and taking it back, beside a reader that checks nothing."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import raw
from benchmarks.children import alone
from benchmarks.figures import Figure, Line, once
from benchmarks.files import Files, remove
from crm.app import open_database, sign_in
from crm.storage.changelog import Door

_TABLES = (("contact_channels", "contact_id"), ("contact_tags", "contact_id"), ("contacts", "id"))
_WORDS, _INFIXES = "name, company, mail, tel, notes", "name, company, mail, tel"


def measure(files: Files) -> Iterator[Line]:
    """100k rows into an empty file and their undo; 10k rows into 100k; the memory both take; a cancel."""
    import crm.controllers.imports  # noqa: F401 - says at once when it is not there yet

    table, small = files.table(100_000), files.table(10_000)
    floor = once(lambda: _bare(table, files.empty()))
    path = files.empty()
    taken, peak, counts = alone(import_all, path, table)
    yield Figure("import 100,000 rows x 19", taken, floor, ratio=10, note=str(counts))
    undone, _peak, kept = alone(undo_last, _copied(path))
    yield Figure("undo of that import", undone, _delete(_copied(path)), ratio=5, note=f"{kept} rows kept")
    _taken, peak_small, _counts = alone(import_all, files.empty(), small)
    growth = peak - peak_small
    yield Figure(
        "import: memory more for 100,000 than for 10,000", growth, limit=150, unit="MiB", note=f"peak {peak:.0f}"
    )
    into, _peak, counts = alone(import_all, files.copy(100_000), small)
    yield Figure("import 10,000 rows into 100,000", into, limit=1000, note=str(counts))
    waited = alone(cancel_late, files.empty(), table)[2]
    yield Figure("cancel of an import", waited, limit=1000)


def import_all(path: Path, table: Path) -> str:
    """Import a table with the mapping the program proposes; what came of it."""
    session = sign_in(open_database(path), Door.IMPORT)
    source = session.imports.detect(table)
    mapping = session.imports.propose(session.imports.open(source), "contacts")
    result = session.imports.run(source, mapping, progress=lambda _progress: True)
    session.database.close()
    return f"{result.created} new, {result.updated} changed, {result.failed} refused"


def undo_last(path: Path) -> int:
    """Take the newest operation back; how many rows it left alone."""
    session = sign_in(open_database(path, create=False), Door.CLI)
    report = session.history.undo()
    session.database.close()
    return len(report.kept)


def cancel_late(path: Path, table: Path) -> float:
    """The milliseconds between saying no, two seconds into an import, and its end."""
    session = sign_in(open_database(path), Door.IMPORT)
    source = session.imports.detect(table)
    mapping = session.imports.propose(session.imports.open(source), "contacts")
    start, said = time.perf_counter(), [0.0]

    def go_on(_progress: Any) -> bool:
        if not said[0] and time.perf_counter() - start > 2:
            said[0] = time.perf_counter()
        return not said[0]

    session.imports.run(source, mapping, progress=go_on)
    waited = (time.perf_counter() - said[0]) * 1000
    session.database.close()
    return waited


def _copied(path: Path) -> Path:
    copy = path.with_name("scratch-copy.db")
    remove(copy)
    shutil.copyfile(path, copy)
    return copy


def _bare(table: Path, path: Path) -> None:
    """The floor of an import: csv.reader and executemany in one transaction."""
    connection = raw.connect(path, synchronous="NORMAL")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        columns = ", ".join(f"c{number}" for number in range(len(next(rows))))
        connection.execute(f"CREATE TABLE contacts (id INTEGER PRIMARY KEY, {columns})")
        connection.execute("BEGIN")
        marks = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(f"INSERT INTO contacts ({columns}) VALUES ({marks})", rows)
        connection.execute("COMMIT")
    connection.close()


def _delete(path: Path) -> float:
    """The floor of an undo: a raw DELETE of all rows the import made, from tables, indexes and both search tables."""
    connection = raw.connect(path)
    last = "(SELECT max(id) FROM operations)"
    created = f"SELECT entity_id FROM changes WHERE operation_id = {last} AND action = 'create' AND entity = "

    def delete() -> None:
        connection.execute("BEGIN")
        people = f"({created}'contacts')"
        for table, columns in (("contact_words", _WORDS), ("contact_infixes", _INFIXES)):
            connection.execute(
                f"INSERT INTO {table} ({table}, rowid, {columns})"
                f" SELECT 'delete', id, {columns} FROM contact_search WHERE id IN {people}"
            )
        connection.execute(f"DELETE FROM contact_search WHERE id IN {people}")
        for table, column in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE {column} IN {people}")
        connection.execute("COMMIT")

    taken = once(delete)
    connection.close()
    return taken
