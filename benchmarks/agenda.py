"""A file with many activities, built once: years of work done, weeks of work planned, some of it late. No measuring."""

from __future__ import annotations

import hashlib
import random
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.data import FIRST, LAST, People, Values
from benchmarks.files import ROOT, Files, remove
from crm.app import open_database, sign_in
from crm.controllers.activity_values import last_day, sort_subject
from crm.controllers.contact_rows import sort_name
from crm.controllers.opportunity_values import sort_title
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import dates, ranks

COUNT = 500_000
_OPEN, _CONTACTS, _DEALS, _YEARS, _CHUNK = 0.1, 50_000, 50_000, 5, 25_000
_VERBS = (
    "Llamar a",
    "Enviar propuesta a",
    "Reunión con",
    "Visitar a",
    "Preparar muestras para",
    "Follow up",
    "Cobrar a",
)
_TYPES = ("call", "email", "meeting", "meeting", "task", "call", "task")
_PLACES = ("", "", "", "Oficina", "Feria de Valencia", "Zoom", "Almacén")
_SHAPES = ("database/schema.sql", "benchmarks/data.py", "benchmarks/agenda.py")


def path(files: Files) -> Path:
    """A file with COUNT activities, one in ten of them open, as of today; do not write to it."""
    shapes = b"".join((ROOT / name).read_bytes() for name in _SHAPES)
    mark = f"{dates.today()}-{hashlib.sha256(shapes).hexdigest()[:10]}"
    built = files.folder / f"activities-{COUNT}-{mark}.db"
    if not built.exists():
        for old in files.folder.glob(f"activities-{COUNT}-*"):
            old.unlink()
        print(f"building {COUNT:,} activities in {files.folder} ...", flush=True)
        unfinished = files.folder / "unfinished-activities.db"
        remove(unfinished)
        _build(unfinished)
        unfinished.rename(built)
    return built


def session(files: Files) -> Session:
    """A session on that file."""
    return sign_in(open_database(path(files), create=False), Door.CLI)


def _build(unfinished: Path) -> None:
    opened = sign_in(open_database(unfinished), Door.IMPORT)
    with opened.database.transaction(Author(opened.user.id, Door.IMPORT), "Benchmark data", bulk=True):
        _Builder(opened).fill()
    opened.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    opened.database.close()


class _Builder:
    """Draws activities and writes them through the program's own bulk writer."""

    def __init__(self, opened: Session) -> None:
        self._database = opened.database
        self._dice = random.Random(7)
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._owners = [opened.user.id, *(opened.users.add(f"Vendedor {number}") for number in range(1, 10))]
        self._stage = opened.pipelines.default().stages[0]

    def fill(self) -> None:
        """Contacts, a deal for each, and what was and is to be done with them."""
        people = ({**one, "kind": "person", "company": ""} for one in People(seed=9).rows(_CONTACTS, of=_CONTACTS))
        contacts = self._database.insert_many("contacts", [{**one, "sort_name": sort_name(one)} for one in people])
        deals = self._database.insert_many("opportunities", [self._deal(contacts, one) for one in range(_DEALS)])
        activities = (self._activity(contacts, deals) for _ in range(COUNT))
        while chunk := list(islice(activities, _CHUNK)):
            self._database.insert_many("activities", chunk)

    def _deal(self, contacts: range, number: int) -> Values:
        title = f"{self._dice.choice(LAST)} {number}"
        at = dates.now()
        place = {"pipeline_id": self._stage.pipeline_id, "stage_id": self._stage.id, "status": "open"}
        told = {"title": title, "sort_title": sort_title(title), "contact_id": self._dice.choice(contacts)}
        return (
            place
            | told
            | {"probability": 10, "stage_since": at, "rank": ranks.between("", "") + f"{number:06d}", "currency": "EUR"}
        )

    def _activity(self, contacts: range, deals: range) -> Values:
        dice, kind = self._dice, self._dice.randrange(len(_VERBS))
        open_ = dice.random() < _OPEN
        days = dice.randint(-20, 100) if open_ else -dice.randint(1, 365 * _YEARS)
        start = self._now + timedelta(days=days, minutes=15 * dice.randint(-20, 20))
        timed, dated = dice.random() < 0.6, dice.random() < 0.9 or not open_
        minutes = dice.choice((15, 30, 60)) if timed else 2880 if dice.random() < 0.02 else None
        due_at = _kept(start) if timed and dated else ""
        due_on = dates.to_local(_kept(start)).date().isoformat() if dated else ""
        subject = f"{_VERBS[kind]} {dice.choice(FIRST)} {dice.choice(LAST)}"
        return {
            "type": _TYPES[kind],
            "subject": subject,
            "sort_subject": sort_subject(subject),
            "contact_id": dice.choice(contacts),
            "opportunity_id": dice.choice(deals) if dice.random() < 0.5 else None,
            "due_on": due_on,
            "due_at": due_at,
            "duration_minutes": minutes,
            "ends_on": last_day(due_on, due_at, minutes=minutes),
            "priority": dice.choice(("low", "normal", "normal", "high")),
            "place": dice.choice(_PLACES),
            "assigned_to": dice.choice(self._owners),
            "completed_at": "" if open_ else _kept(min(start, self._now)),
            "created_at": _kept(min(start, self._now) - timedelta(days=dice.randint(0, 30))),
        }


def _kept(moment: datetime) -> str:
    return dates.now(lambda: moment)
