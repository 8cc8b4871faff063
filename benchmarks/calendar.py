"""The calendar of somebody with 2,000 activities in a month: what it asks, and how fast it is on the screen."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks import raw
from benchmarks.figures import Figure, Line, Skipped, side_by_side
from benchmarks.files import ROOT, Files
from crm.app import open_database, sign_in
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import dates
from crm.views.widgets.calendar_days import month_of, span
from tools.virtual_display import display

COUNT = 2_000
_SIZE = f"{COUNT:,} activities in a month"
_QUERY, _PAINT, _STEP = 60, 100, 8  # milliseconds
_TYPES = ("call", "call", "email", "meeting", "meeting", "task")
_WORDS = ("Llamar por la renovación", "Enviar la oferta", "Visita a la fábrica", "Reunión de seguimiento", "Demo")


def measure(files: Files) -> Iterator[Line]:
    """The question beside the same SQL without the program, then the page in a window of its own."""
    path = files.empty()
    session = sign_in(open_database(path), Door.IMPORT)
    with session.database.transaction(Author(session.user.id, Door.IMPORT), "Benchmark data", bulk=True):
        _fill(session)
    plain = raw.connect(path)
    first, last = (one.isoformat() for one in span("month", date.fromisoformat(dates.today())))

    def ask() -> object:
        return session.calendar.between(first, last)

    ours, theirs = side_by_side(ask, raw.again(plain, raw.recorded(session, ask)))
    yield Figure(f"{_SIZE}: all of them, as items", ours, theirs, limit=_QUERY)
    plain.close()
    session.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    session.database.close()
    yield from _screen(path)


def _fill(session: Session) -> None:
    """Contacts, and activities over the days and working hours of this month, some of them of whole days."""
    dice = random.Random(7)
    people = [session.contacts.add({"first_name": "Ana", "last_name": f"Gil {number}"}) for number in range(100)]
    first, last = month_of(date.fromisoformat(dates.today()))
    for number in range(COUNT):
        day = (first + timedelta(days=dice.randrange((last - first).days + 1))).isoformat()
        values = {"type": dice.choice(_TYPES), "subject": f"{dice.choice(_WORDS)} {number}", "due_on": day}
        if dice.random() < 0.08:
            values["duration_minutes"] = 1440 * dice.choice((1, 1, 2, 4))
        else:
            values["due_at"] = dates.to_moment(f"{day} {dice.randrange(8, 19):02}:{dice.choice((0, 15, 30, 45)):02}")
            values["duration_minutes"] = dice.choice((15, 30, 30, 60, 90))
        session.activities.add(values | {"contact_id": dice.choice(people)})


def _screen(path: Path) -> Iterator[Line]:
    """The calendar in a window of its own process."""
    with display(), tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.calendar_window", str(path), str(Path(folder) / "window.json")]
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    if child.returncode:
        yield Skipped(f"{_SIZE}: calendar on the screen", child.stderr.strip().splitlines()[-1])
        return
    told = json.loads(child.stdout.splitlines()[-1])
    yield Figure(f"{_SIZE}: month, loaded and painted", told["month"], limit=_PAINT, note="1280 x 800, warm")
    yield Figure(f"{_SIZE}: week, loaded and painted", told["week"], limit=_PAINT)
    yield Figure(f"{_SIZE}: agenda, loaded and painted", told["agenda"], limit=_PAINT)
    yield Figure(f"{_SIZE}: first painting", told["first"], note="with the window's page made")
    yield Figure(f"{_SIZE}: drag step, median", told["step"], limit=_STEP, note=f"95 of 100 in {told['slow']:.1f} ms")
    yield Figure(f"{_SIZE}: scroll step, median", told["scroll"])
