"""VTIMEZONE of a zone as files carry it: with the rules of its summer time, which Office 365 wants to see. Writes only.

Where the rules are irregular (they follow the moon, or a government) every change of the next years stands by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_YEARS = 12  # how far changes are looked at
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Change:
    """One change of the clock: its wall time before it, and the distance from UTC before and after."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def kind(self) -> tuple[int, int, int, bool]:
        """What a rule of every year would keep: the weekday, the time of day, the way it goes."""
        return self.wall.weekday(), self.wall.hour, self.wall.minute, self.summer


@lru_cache(maxsize=64)
def vtimezone(name: str, year: int) -> tuple[str, ...]:
    """The lines of a zone for events from `year` on."""
    zone = ZoneInfo(name)
    changes = list(_changes(zone, first=year - 1))
    lines = [f"TZID:{name}"]
    if not changes:
        now = datetime(year, 1, 1, tzinfo=zone)
        offset = now.utcoffset() or timedelta()
        lines += _part(_Change(datetime(1970, 1, 1), offset, offset, now.tzname() or name, False), rule="")
    else:
        for same, rule in _rules(changes):
            for change in same[:1] if rule else same:
                lines += _part(change, rule=rule)
    return "BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE"


def _changes(zone: ZoneInfo, *, first: int) -> Iterator[_Change]:
    day = datetime(first, 1, 1, tzinfo=UTC)
    end = datetime(first + _YEARS, 1, 1, tzinfo=UTC)
    while day < end:
        after = day + timedelta(days=1)
        if day.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield _change(zone, day, after=after)
        day = after


def _change(zone: ZoneInfo, low: datetime, *, after: datetime) -> _Change:
    """The change that lies between two moments, to the minute."""
    before, high = low.astimezone(zone).utcoffset() or timedelta(), after
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=int((high - low).total_seconds() // 120))
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    there = high.astimezone(zone)
    wall = (high + before).replace(tzinfo=None)
    return _Change(wall, before, there.utcoffset() or timedelta(), there.tzname() or "", bool(there.dst()))


def _rules(changes: Sequence[_Change]) -> Iterator[tuple[list[_Change], str]]:
    """Changes that are alike every year, with their rule; the rest without one."""
    both = [[one for one in changes if one.summer is summer] for summer in (True, False)]
    rules = [_rule(group) for group in both]
    regular = all(rules) and {len(group) for group in both} == {_YEARS}
    for group, rule in zip(both, rules, strict=True):
        if group:
            yield group, rule if regular else ""


def _rule(group: Sequence[_Change]) -> str:
    if len({(one.kind, one.wall.month) for one in group}) != 1:
        return ""
    months = f"FREQ=YEARLY;BYMONTH={group[0].wall.month};BYDAY="
    places = {(one.wall.day - 1) // 7 + 1 for one in group}
    day = _DAYS[group[0].wall.weekday()]
    if len(places) == 1 and places != {5}:
        return f"{months}{places.pop()}{day}"
    if all((one.wall + timedelta(days=7)).month != one.wall.month for one in group):
        return f"{months}-1{day}"
    return ""


def _part(change: _Change, *, rule: str) -> list[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{change.wall:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"TZNAME:{change.name}",
    ]
    return [*lines, *([f"RRULE:{rule}"] if rule else []), f"END:{kind}"]


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
