"""Which zone a calendar file means: IANA names, the names of Windows, definitions inside the file. Reads only."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from crm.files.calendar_lines import Block
from crm.utils import dates, zones

_INSIDE = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z_+\-/0-9]+")
_OFFSET = re.compile(r"(?:UTC|GMT)\s*(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")
_UTC_NAMES = frozenset(("utc", "z", "gmt", "etc/utc", "etc/gmt", "greenwich mean time", "coordinated universal time"))
_SAMPLES = 24  # months at which two zones must agree to be the same


class Zones:
    """The zones of one file, by the names it gives them; `definitions` are its VTIMEZONE blocks by their TZID."""

    def __init__(self, definitions: Mapping[str, Block]) -> None:
        self._definitions = definitions
        self._known: dict[tuple[str, int], tzinfo | None] = {}

    def find(self, name: str, at: datetime) -> tzinfo | None:
        """The zone of this name for a wall time; None when nobody knows it."""
        name = name.strip().strip('"')
        key = (name, at.year)
        if key not in self._known:
            self._known[key] = self._find(name, at)
        return self._known[key]

    def _find(self, name: str, at: datetime) -> tzinfo | None:
        plain = by_name(name)
        if plain:
            return plain
        defined = self._defined(name)
        guessed = _inside(name)
        if defined is None:
            return guessed
        if guessed and _agree(guessed, defined, at=at):
            return guessed
        return _same_as(defined, at) or defined

    def _defined(self, name: str) -> tzinfo | None:
        block = self._definitions.get(name)
        if block is None:
            return None
        from icalendar import Timezone

        try:
            zone: Any = Timezone.from_ical(block.text())
            made: tzinfo = zone.to_tz(lookup_tzid=False)
            made.utcoffset(datetime(2020, 1, 1))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
            return None
        return made


def by_name(name: str) -> ZoneInfo | None:
    """The zone of an IANA name, of one that Windows uses, or of a fixed distance from UTC in whole hours."""
    found = _iana().get(name.lower())
    if not found and name.lower() in _UTC_NAMES:
        return ZoneInfo("UTC")
    found = found or _iana().get(_windows().get(name.lower(), "").lower())
    return ZoneInfo(found) if found else _fixed(name)


def here() -> str:
    """The IANA name of this computer's zone, "" when the system does not tell."""
    return zones.here() or _of_windows()


def _of_windows() -> str:
    """The zone that Windows keeps in its registry; what it shows as the name is translated and of no use."""
    if sys.platform != "win32":
        return ""
    import winreg

    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation") as key:
        return _windows().get(str(winreg.QueryValueEx(key, "TimeZoneKeyName")[0]).lower(), "")


def in_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """A wall time in its zone; in this computer's without one."""
    return wall.replace(tzinfo=zone) if zone else wall


def to_moment(when: datetime) -> str:
    """A moment as it is kept: in UTC."""
    return dates.now(lambda: when if when.tzinfo else when.astimezone())


def _fixed(name: str) -> ZoneInfo | None:
    found = _OFFSET.fullmatch(name.strip())
    if not found or int(found["minutes"] or 0) or int(found["hours"]) > 12:
        return None
    turned = "-" if found["sign"] == "+" else "+"  # Etc/GMT-3 is three hours ahead
    return ZoneInfo(f"Etc/GMT{turned}{int(found['hours'])}")


def _inside(name: str) -> ZoneInfo | None:
    """The IANA name that a longer name ends with ("/mozilla.org/20070129_1/America/New_York")."""
    for found in _INSIDE.finditer(name):
        parts = found[0].split("/")
        for start in range(len(parts)):
            known = _iana().get("/".join(parts[start:]).lower())
            if known and "/" in known:
                return ZoneInfo(known)
    return None


def _same_as(defined: tzinfo, at: datetime) -> ZoneInfo | None:
    """A zone that is as far from UTC as `defined` for two years from `at` on; this computer's own first."""
    for name in _candidates():
        zone = ZoneInfo(name)
        if _agree(zone, defined, at=at):
            return zone
    return None


def _candidates() -> Iterator[str]:
    own = here()
    if own:
        yield own
    seen = {own}
    for name in [*_windows().values(), *sorted(_iana().values())]:
        if name not in seen:
            seen.add(name)
            yield name


def _agree(one: tzinfo, other: tzinfo, *, at: datetime) -> bool:
    for months in range(_SAMPLES):
        try:
            wall = at + timedelta(days=months * 31)
            if wall.replace(tzinfo=one).utcoffset() != wall.replace(tzinfo=other).utcoffset():
                return False
        except (OverflowError, ValueError):
            return False
    return True


@cache
def _iana() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if not name.startswith(("posix", "right"))}


@cache
def _windows() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.lower(): iana for name, iana in WINDOWS_TO_OLSON.items()}


def fixed_utc(when: datetime) -> datetime:
    """The same moment in UTC, for a zone that has no name."""
    return when.astimezone(UTC).replace(tzinfo=ZoneInfo("UTC"))
