"""Calendars that are only read: what stands at their address or in their folder, and keeping it. No expanding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crm.errors import Invalid, Unavailable
from crm.files.calendar_expanding import last_day, local_days
from crm.files.calendar_reading import by_uid, read_bytes, read_file
from crm.models.calendars import FOLDER, LONGEST_PAUSE, OutsideCalendar, Reading
from crm.models.events import Event, day_of, to_plain
from crm.network import addresses, passwords
from crm.network.passwords import Passwords
from crm.storage import bookkeeping
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.utils import dates
from crm.utils.i18n import _

_MOST_FILES = 5000
_FIRST_PAUSE = 5  # minutes after the first failure; twice as long after each further one


@dataclass(frozen=True)
class Content:
    """What a calendar holds now: its events, None when it is as it was, and how to tell that the next time."""

    events: tuple[Event, ...] | None
    known: dict[str, str]
    skipped: tuple[str, ...] = ()
    name: str = ""


def load(calendar: OutsideCalendar, secrets: Passwords | None, *, patience: addresses.Patience) -> Content:
    """Read an address or a folder; for outside any transaction. Unavailable with one sentence."""
    known = {name: str(value) for name, value in calendar.known.items()}
    if calendar.kind == FOLDER:
        return _folder(Path(calendar.address), known)
    access = access_of(calendar, secrets)
    fetched = addresses.fetch(calendar.address, known, access=access, patience=patience)
    if fetched.content is None:
        return Content(None, fetched.known)
    host = addresses.host_of(calendar.address)
    read = read_bytes(fetched.content)
    if read is None:
        sentence = _("{host} did not send a calendar but something else, perhaps a page to sign in.")
        raise Unavailable(sentence.format(host=host))
    if not read.whole:
        raise Unavailable(_("{host} broke off in the middle.").format(host=host))
    skipped = tuple(f"{one.name}: {one.reason}" for one in read.skipped)
    return Content(read.events, fetched.known, skipped, read.name)


def access_of(calendar: OutsideCalendar, secrets: Passwords | None) -> addresses.Access:
    """The login of a calendar with its password. Unavailable when the password has to be asked for."""
    if not calendar.login:
        return addresses.Access()
    password = secrets.get(password_place(calendar)) if secrets else None
    if password is None:
        sentence = _("The password of {login} is not known. Give it in the calendar's settings.")
        raise Unavailable(sentence.format(login=calendar.login))
    return addresses.Access(calendar.login, password)


def password_place(calendar: OutsideCalendar) -> str:
    """Under which name the password of a calendar is kept."""
    return passwords.place("calendar", login=calendar.login, host=addresses.host_of(calendar.address))


def keep(database: Database, calendar: OutsideCalendar, *, content: Content) -> Reading:
    """Keep what was read, inside a running write; a calendar that did not change leaves no trace in the history."""
    count = int(database.value("SELECT count(*) FROM calendar_events WHERE calendar_id = :id", id=calendar.id))
    noted = _well(calendar)
    if content.events is None:
        bookkeeping.note(database, "calendars", row_id=calendar.id, values=noted)
        return Reading(count, unchanged=True)
    reading = _replace(database, calendar.id, content=content)
    token = to_json(content.known) if content.known else ""
    if reading.unchanged:
        bookkeeping.note(database, "calendars", row_id=calendar.id, values={**noted, "token": token})
    else:
        database.update("calendars", calendar.id, {**noted, "token": token})
    return reading


def note_success(database: Database, calendar: OutsideCalendar) -> None:
    """Remember that a calendar was read; for inside a running write."""
    bookkeeping.note(database, "calendars", row_id=calendar.id, values=_well(calendar))


def _well(calendar: OutsideCalendar) -> dict[str, Any]:
    return {"read_at": dates.now(), "next_read_at": _later(calendar.every_minutes), "failures": 0, "problem": ""}


def note_failure(database: Database, calendar: OutsideCalendar, *, problem: str) -> None:
    """Remember why a calendar could not be read; it rests longer each time, four hours at most."""
    failures = calendar.failures + 1
    pause = min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    noted = {"next_read_at": _later(pause), "failures": failures, "problem": problem}
    bookkeeping.note(database, "calendars", row_id=calendar.id, values=noted)


def _later(minutes: int) -> str:
    return dates.now(lambda: dates.utc_clock() + timedelta(minutes=minutes))


def _folder(folder: Path, known: dict[str, str]) -> Content:
    try:
        files = sorted(_calendar_files(folder))
        mark = to_json([(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files])
    except OSError as error:
        sentence = _("The folder {folder} cannot be read ({reason}).")
        raise Unavailable(sentence.format(folder=folder, reason=error.strerror or error)) from error
    if known.get("files") == mark:
        return Content(None, known)
    events: list[Event] = []
    skipped: list[str] = []
    for file in files:
        try:
            read = read_file(file)
        except (Invalid, Unavailable) as error:
            skipped.append(str(error))
            continue
        events += read.events
        skipped += [f"{file.name}: {one.name}: {one.reason}" for one in read.skipped]
    return Content(tuple(events), {"files": mark}, tuple(skipped), folder.name)


def _calendar_files(folder: Path) -> Iterator[Path]:
    for count, path in enumerate(folder.iterdir()):
        if count >= _MOST_FILES:
            return
        if path.suffix.lower() == ".ics" and path.is_file():
            yield path


def _replace(database: Database, calendar_id: int, *, content: Content) -> Reading:
    wanted = {uid: _row(calendar_id, uid, group=group) for uid, group in by_uid(content.events or ()).items()}
    there = {row["uid"]: row for row in database.all(_OF_CALENDAR, id=calendar_id)}
    gone = [row["id"] for uid, row in there.items() if uid not in wanted]
    new = [row for uid, row in wanted.items() if uid not in there]
    other = {uid: row for uid, row in wanted.items() if uid in there and there[uid]["source"] != row["source"]}
    bookkeeping.forget(database, "calendar_events", ids=[*gone, *(there[uid]["id"] for uid in other)])
    bookkeeping.derive(database, "calendar_events", rows=[*new, *other.values()])
    unchanged = not (gone or new or other)
    return Reading(len(wanted), len(new), len(other), len(gone), content.skipped, unchanged)


def _row(calendar_id: int, uid: str, *, group: Sequence[Event]) -> dict[str, Any]:
    shown = [event for event in group if not event.cancelled or event.replaces is not None]
    return {
        "calendar_id": calendar_id,
        "uid": uid,
        "first_on": _first_day(shown),
        "last_on": last_day(shown) if shown else "0001-01-01",
        "source": to_json([to_plain(event) for event in shown]),
        "version": 0,
    }


def _first_day(events: Iterable[Event]) -> str:
    """The first day that events of one UID may touch, a day early where another zone may bring it so."""
    days: list[date] = []
    for event in events:
        span = local_days(event)
        days += [span[0]] if span else []
        days += [day_of(when) for when in event.further]
    return (min(days) - timedelta(days=1)).isoformat() if days and min(days) > date.min else "0001-01-01"


_OF_CALENDAR = "SELECT id, uid, source FROM calendar_events WHERE calendar_id = :id"
