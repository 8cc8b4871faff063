"""Time zones: this computer's by name, and when it is a wall time somewhere. Days as typed and shown are dates.py's.

A wall time that a clock leaves out in spring is read with the offset before the change, so 02:30 becomes 03:30; one
that comes twice in autumn is the first of both: what RFC 5545 says of calendars, and what `zoneinfo` does by itself.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

_LINK = Path("/etc/localtime")
_INSIDE = "zoneinfo/"


def here() -> str:
    """The IANA name of this computer's zone, "" where it does not tell: "Europe/Madrid"."""
    told = os.environ.get("TZ", "").removeprefix(":")
    if told:
        return told if named(told) else ""
    try:
        target = str(_LINK.resolve(strict=True))
    except OSError:
        return ""
    name = target.rpartition(_INSIDE)[2] if _INSIDE in target else ""
    return name if named(name) else ""


@lru_cache(maxsize=64)
def named(zone: str) -> tzinfo | None:
    """The zone of an IANA name; None for "" and for a name nobody knows."""
    if not zone:
        return None
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None


def moment(day: str, at: str, *, zone: str = "") -> str:
    """The moment, as it is kept, of the wall time "HH:MM" on a day in a zone; "" and unknown zones mean this computer.

    Raises ValueError when the day or the time does not exist.
    """
    typed = datetime.combine(date.fromisoformat(day), time.fromisoformat(at))
    placed = typed.replace(tzinfo=named(zone))
    found = _in_utc(placed)
    if (
        found.astimezone(placed.tzinfo).replace(tzinfo=None) != typed
    ):  # left out in spring; systems differ in what they say
        found = max(found, _in_utc(placed.replace(fold=1)))
    return found.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def wall(kept: str, zone: str = "") -> tuple[str, str]:
    """The day and the wall time ("HH:MM") that a kept moment is in a zone; "" and unknown zones mean this computer.

    Raises ValueError when it is no moment.
    """
    local = datetime.fromisoformat(kept).astimezone(named(zone))
    return local.date().isoformat(), f"{local:%H:%M}"


def _in_utc(moment: datetime) -> datetime:
    """The same in UTC; unchanged where the calendar ends."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment
