"""Bringing a calendar file into activities: each event once by its UID, as one operation. Reading is crm/files'.

How an event becomes an activity or a series stands in calendar_placing.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from crm.controllers import calendar_series
from crm.controllers.calendar_events import ICS, read_own_uid, rows_with
from crm.controllers.calendar_placing import ACTIVITY, SERIES, Owner, Placing, Target, problem_of
from crm.errors import Invalid
from crm.files.calendar_reading import by_uid
from crm.models.events import CalendarFile, CalendarResult, Event, Skipped, day_of, when_to_text
from crm.storage.changelog import Author, to_json
from crm.storage.database import Database
from crm.storage.sqlite import among
from crm.utils import dates
from crm.utils.i18n import N_, _

LABEL = N_("Import {file}")
Progress = Callable[[int, int], bool]
_CHUNK = 500
_MOST_NOTES = 200


@dataclass(frozen=True)
class Wish:
    """How a file is brought in: what is there already is brought up to date or kept, in earnest or as a trial.

    `progress(done, all)` is called now and then; answering False takes everything back.
    """

    update: bool = True
    dry_run: bool = False
    progress: Progress = lambda _done, _all: True
    name: str = ""  # of the file, as the history tells it


@dataclass(frozen=True)
class _Entry:
    """The events that are one activity or series: under which id they are known, and which UID that belongs to."""

    key: str
    uid: str
    events: tuple[Event, ...]


class _Stopped(Exception):  # noqa: N818 - not an error: it takes the import back
    """Raised when the import is cancelled, or was a trial."""


def run(database: Database, file: CalendarFile, *, author: Author, wish: Wish) -> CalendarResult:
    """Bring the events of a file in as one operation."""
    work = _Import(database, file, owner=Owner(author.user_id, ICS), wish=wish)
    operation = None
    try:
        with database.transaction(author, LABEL, bulk=True, file=wish.name) as operation:
            work.run()
            operation.details |= {key: count for key, count in work.counts.items() if count and key != "unchanged"}
            work.end()
    except _Stopped:
        operation = None
    result = work.result()
    return replace(result, operation=operation.id or None if operation else None)


class _Import:
    """One import under way."""

    def __init__(self, database: Database, file: CalendarFile, *, owner: Owner, wish: Wish) -> None:
        self.counts = {"created": 0, "updated": 0, "unchanged": 0}
        self._database = database
        self._file = file
        self._wish = wish
        self._cancelled = False
        self._skipped: list[Skipped] = list(file.skipped)
        self._notes: dict[str, None] = dict.fromkeys(file.notes)
        self._owner = owner
        self._new: list[dict[str, Any]] = []

    def run(self) -> None:
        """Everything; raises _Stopped when it is cancelled."""
        entries = list(self._entries())
        self._placing = Placing(self._database, self._file.events, owner=self._owner)
        for start in range(0, len(entries), _CHUNK):
            chunk = entries[start : start + _CHUNK]
            if not self._wish.progress(start, len(entries)):
                self._cancelled = True
                raise _Stopped
            known = known_targets(self._database, {entry.key for entry in chunk} | {entry.uid for entry in chunk})
            for entry in chunk:
                self._take(entry, known)
            self._write_new()

    def end(self) -> None:
        """Take a trial back."""
        if self._wish.dry_run:
            raise _Stopped

    def result(self) -> CalendarResult:
        """What became of it all."""
        notes = tuple(self._notes)[:_MOST_NOTES]
        if self._cancelled:
            return CalendarResult(cancelled=True)
        return CalendarResult(
            self.counts["created"],
            self.counts["updated"],
            self.counts["unchanged"],
            tuple(self._skipped),
            notes,
            dry_run=self._wish.dry_run,
        )

    def _entries(self) -> Iterator[_Entry]:
        for uid, group in by_uid(self._file.events).items():
            main = group[0]
            for event in group:
                self._say(event)
            if main.replaces is not None:  # what it belongs to is not in this file
                yield from (_Entry(_part(uid, event.replaces), uid, (event,)) for event in group)
                continue
            if main.cancelled:
                self._skipped.append(Skipped(main.title or uid, _("It was called off.")))
                continue
            yield _Entry(uid, uid, tuple(group))
            for when in main.further:
                yield _Entry(_part(uid, when), "", (replace(main, starts=when, rule="", further=()),))

    def _take(self, entry: _Entry, known: dict[str, Target]) -> None:
        target, main = known.get(entry.key), entry.events[0]
        series = known.get(entry.uid) if target is None and main.replaces is not None else None
        try:
            if series and series.kind == SERIES:
                self._count(calendar_series.replace_single(series.id, entry.events, placing=self._placing))
            elif target is None:
                self._add(entry)
            else:
                self._count(self._wish.update and self._placing.update(target, entry.events)[1])
        except Invalid as problem:
            self._skipped.append(Skipped(main.title or entry.uid or entry.key, problem_of(problem)))

    def _add(self, entry: _Entry) -> None:
        main = entry.events[0]
        if main.cancelled:
            self._skipped.append(Skipped(main.title or entry.key, _("It was called off.")))
            return
        if main.rule:
            _target, notes = self._placing.add(entry.events, external_id=entry.key)
            self._notes |= dict.fromkeys(notes)
        else:
            self._new.append(self._placing.new_values(main, external_id=entry.key))
        self.counts["created"] += 1

    def _write_new(self) -> None:
        if self._new:
            self._placing.add_many(self._new)
        self._new = []

    def _count(self, changed: bool) -> None:
        self.counts["updated" if changed else "unchanged"] += 1

    def _say(self, event: Event) -> None:
        for note in event.notes:
            day = dates.show_day(day_of(event.starts).isoformat()) if event.starts else event.uid
            self._notes[f"{event.title or day}: {note}"] = None


def known_targets(database: Database, keys: set[str]) -> dict[str, Target]:
    """The activities and series that are known by these ids: of earlier imports, of servers, or made in this file."""
    found = _own(database, keys)
    wanted = to_json(sorted(keys))
    for row in database.all(_LINKED, keys=wanted):
        found[row["uid"]] = (
            Target(ACTIVITY, row["activity_id"]) if row["activity_id"] else Target(SERIES, row["series_id"])
        )
    for kind, table in ((ACTIVITY, "activities"), (SERIES, "activity_series")):
        sql = f"SELECT id, external_id FROM {table} WHERE external_source = :ics AND {among('external_id', 'keys')}"
        for row in database.all(sql, ics=ICS, keys=wanted):
            found[row["external_id"]] = Target(kind, row["id"])
    return found


def _own(database: Database, keys: set[str]) -> dict[str, Target]:
    read = {key: own for key in keys if (own := read_own_uid(key))}
    found: dict[str, Target] = {}
    for kind, table in ((ACTIVITY, "activities"), (SERIES, "activity_series")):
        rows = rows_with(database, table, ids=[own[1] for own in read.values() if own[0] == kind]) if read else {}
        for key, (name, row_id, made) in read.items():
            if name == kind and row_id in rows and rows[row_id]["created_at"] == made:
                found[key] = Target(kind, row_id)
    return found


def _part(uid: str, when: Any) -> str:
    return f"{uid}#{when_to_text(when)}"


_LINKED = f"""SELECT uid, activity_id, series_id FROM calendar_links
    WHERE {among("uid", "keys")} AND coalesce(activity_id, series_id) IS NOT NULL"""
