"""Activities and series as events of a calendar file: the way out. The way in is calendar_placing.py's. Only reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm.controllers.calendar_people import customers
from crm.controllers.interaction_types import with_own_types
from crm.files.calendar_zones import here
from crm.models.activities import DAY, FIELDS
from crm.models.events import Event, When
from crm.models.series import Series
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import Row, among, in_order_of
from crm.utils import recurrence, zones
from crm.utils.i18n import translate

ICS = "ics"  # the external source of what came in a calendar file
TASK = "task"
_OWN = re.compile(r"(activity|series)-(\d+)-(\d{8}T\d{6}Z)@cartera")
_CHUNK = 500


def own_uid(kind: str, row_id: int, *, created_at: str) -> str:
    """The UID of something that began here: the same at every writing, another one in another file."""
    return f"{kind}-{row_id}-{re.sub('[-:]', '', created_at)}@cartera"


def read_own_uid(uid: str) -> tuple[str, int, str] | None:
    """The kind, id and time of making that `own_uid` wrote; None for another program's."""
    found = _OWN.fullmatch(uid)
    if not found:
        return None
    made = datetime.strptime(found[3], "%Y%m%dT%H%M%SZ")
    return found[1], int(found[2]), made.isoformat() + "Z"


class Outgoing:
    """Makes events of activities; what all of them need is read once. `uids` are those that servers know them by."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._types = {one.value: translate(one.label) for one in with_own_types(FIELDS, database)[0].choices}

    def activities(self, ids: Sequence[int]) -> Iterator[Event]:
        """An event for each of these activities, those of a series each by itself, in the order asked."""
        for start in range(0, len(ids), _CHUNK):
            chunk = list(ids[start : start + _CHUNK])
            yield from self.rows(self.database.all(_IN_ORDER, ids=to_json(chunk)))

    def rows(self, rows: Sequence[Row]) -> Iterator[Event]:
        """As `activities`, of rows of the table."""
        people = customers(self.database, (row["contact_id"] for row in rows))
        for row in rows:
            shown = self._types.get(row["type"], row["type"])
            guest = people.get(row["contact_id"])
            yield Event(
                uid=_uid(row, "activity"),
                starts=starts_of(row),
                title=row["subject"],
                shown_as=" · ".join(filter(None, (shown, guest.name if guest else ""))),
                minutes=_minutes(row["duration_minutes"], all_day=bool(row["due_on"]) and not row["due_at"]),
                description=row["description"].strip(),
                place=row["place"],
                todo=row["type"] == TASK or not row["due_on"],
                type=row["type"],
                contact=guest,
                priority=row["priority"],
                completed_at=row["completed_at"],
                outcome=row["outcome"],
                reminders=tuple(json.loads(row["reminders"])),
                changed_at=row["updated_at"],
            )

    def series(self, series_id: int) -> list[Event]:
        """The events of a series: what repeats, then each occurrence that differs. [] when there is none."""
        row = self.database.one("SELECT * FROM activity_series WHERE id = :id", id=series_id)
        if row is None:
            return []
        series = Series(**row)
        main = self._main(series, row)
        apart = self.database.all(_APART, id=series_id)
        return [main, *(_replacing(event, series, day=row["series_day"], uid=main.uid) for event, row in
                        zip(self.rows(apart), apart, strict=True))]  # fmt: skip

    def everything(self) -> Iterator[Event]:
        """Every activity of the file with a date or without, series as what they are."""
        alone = self.database.ids("SELECT id FROM activities WHERE series_id IS NULL ORDER BY due_on, due_at, id")
        yield from self.activities(alone)
        for series_id in self.database.ids("SELECT id FROM activity_series ORDER BY id"):
            yield from self.series(series_id)

    def _main(self, series: Series, row: Row) -> Event:
        first = recurrence.next_days(series.rule, series.starts_on, first=series.starts_on, most=1)
        starts = place_in(series, first[0] if first else series.starts_on)
        like = {**row, "due_on": series.starts_on, "due_at": "", "completed_at": "", "outcome": ""}
        event = next(self.rows([like]))
        out = tuple(place_in(series, day) for day in sorted(series.days_out))
        return _changed(event, uid=_uid(row, "series"), starts=starts, rule=_until_in_utc(series), excluded=out,
                        minutes=_minutes(series.duration_minutes, all_day=not series.starts_at))  # fmt: skip


def place_in(series: Series, day: str) -> When:
    """When the occurrence of a day of a series begins, in its zone."""
    if not series.starts_at:
        return date.fromisoformat(day)
    wall = datetime.combine(date.fromisoformat(day), time.fromisoformat(series.starts_at))
    name = series.zone if zones.named(series.zone) else here()
    return wall.replace(tzinfo=ZoneInfo(name) if name else None)


def starts_of(row: Row) -> When | None:
    """When an activity begins: its moment in UTC, its day, or None."""
    if row["due_at"]:
        return datetime.fromisoformat(row["due_at"]).astimezone(UTC)
    return date.fromisoformat(row["due_on"]) if row["due_on"] else None


def _replacing(event: Event, series: Series, *, day: str, uid: str) -> Event:
    """The event of one occurrence of a series; it is in the series' zone, and of the kind the series is."""
    origin = place_in(series, day)
    starts = event.starts
    if isinstance(starts, datetime) and isinstance(origin, datetime):
        starts = starts.astimezone(origin.tzinfo)
    return _changed(event, uid=uid, replaces=origin, starts=starts, todo=series.type == TASK)


def _changed(event: Event, **values: object) -> Event:
    from dataclasses import replace

    return replace(event, **values)  # type: ignore[arg-type]


def _until_in_utc(series: Series) -> str:
    """The rule as other programs want it: of timed events the end is a moment in UTC."""
    rule = recurrence.parse(series.rule)
    if not rule.until or not series.starts_at:
        return str(rule)
    last = place_in(series, rule.until)
    moment = (last if isinstance(last, datetime) else datetime.combine(last, time())).astimezone(UTC)
    return str(rule).replace(f"UNTIL={rule.until.replace('-', '')}", f"UNTIL={moment:%Y%m%dT%H%M%SZ}")


def _uid(row: Row, kind: str) -> str:
    if row["external_source"] == ICS and row["external_id"]:
        return str(row["external_id"])
    return own_uid(kind, row["id"], created_at=row["created_at"])


def _minutes(minutes: int | None, *, all_day: bool) -> int | None:
    if not all_day or minutes is None:
        return minutes
    days = -(-minutes // DAY)
    return days * DAY if days > 1 else None


def last_moment(event: Event) -> datetime | None:
    """When an event of one time is over, in UTC; None without a date."""
    starts = event.starts
    if starts is None:
        return None
    if isinstance(starts, datetime):
        begins = starts.astimezone(UTC)
        return begins + timedelta(minutes=event.minutes or 0)
    days = max(1, -(-(event.minutes or 0) // DAY))
    return datetime.combine(starts + timedelta(days=days), time()).astimezone(UTC)


def rows_with(database: Database, table: str, *, ids: Iterable[int]) -> dict[int, Row]:
    """Rows of a table by their id."""
    wanted = to_json(sorted(set(ids)))
    return {row["id"]: row for row in database.all(f"SELECT * FROM {table} WHERE {among('id', 'ids')}", ids=wanted)}


_IN_ORDER = f"SELECT a.* FROM {in_order_of('ids')} JOIN activities a ON a.id = wanted.id ORDER BY wanted.place"
_APART = """SELECT * FROM activities WHERE series_id = :id AND (apart = 1 OR completed_at <> '')
    ORDER BY series_day"""
