"""Saving one contact, with its log and its search index, beside a raw insert that waits for the disk the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from benchmarks import raw
from benchmarks.data import People
from benchmarks.figures import Figure, Line, side_by_side
from benchmarks.files import Files, remove
from crm.app import open_database, sign_in
from crm.storage.changelog import Door

_FORM = ("first_name", "last_name", "company", "job_title", "email", "phone", "city", "country", "notes", "status")
_RUNS = 150


def measure(files: Files, count: int) -> Iterator[Line]:
    """Add and change one contact in a file of `count`, and undo one change."""
    path = files.copy(count)
    session = sign_in(open_database(path, create=False), Door.WINDOW)
    people = ({name: row[name] for name in _FORM} for row in People(seed=99).rows(100_000))
    plain = raw.connect(files.empty())
    plain.execute(f"CREATE TABLE contacts (id INTEGER PRIMARY KEY, {', '.join(_FORM)})")
    statement = f"INSERT INTO contacts ({', '.join(_FORM)}) VALUES ({', '.join('?' * len(_FORM))})"
    values = tuple(next(people).values())

    ours, floor = side_by_side(
        lambda: session.contacts.add(next(people)), lambda: plain.execute(statement, values), runs=_RUNS
    )
    yield Figure(f"add one contact to {count:,}", ours, floor, ratio=5)
    ids, notes = cycle(range(1, count, 37)), cycle(("llamar mañana", "llamar el lunes"))
    ours, floor = side_by_side(
        lambda: session.contacts.change(next(ids), {"job_title": next(notes), "notes": next(notes)}),
        lambda: plain.execute("UPDATE contacts SET job_title = job_title || 'x' WHERE id = 1"),
        runs=_RUNS,
    )
    yield Figure(f"change one contact of {count:,}", ours, floor, ratio=5)
    ours, floor = side_by_side(
        lambda: session.interactions.add(next(ids), {"type": "call", "subject": "Llamada"}),
        lambda: plain.execute(statement, values),
        runs=_RUNS,
    )
    yield Figure(f"log one call in {count:,}", ours, floor, ratio=5)
    session.database.close()
    plain.close()
    remove(path)
