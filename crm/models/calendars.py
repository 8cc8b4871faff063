"""What a calendar outside the file is: an address or a folder that is read, a CalDAV calendar kept alike. No SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_

ADDRESS, FOLDER, CALDAV = "address", "folder", "caldav"
KINDS = (
    Choice(ADDRESS, N_("Internet address (.ics)")),
    Choice(FOLDER, N_("Folder of .ics files")),
    Choice(CALDAV, N_("CalDAV server")),
)
PACES = (15, 30, 60, 240, 1440)  # minutes between two readings
LONGEST_PAUSE = 240  # minutes a calendar rests at most after it could not be read
FIELDS: tuple[Field, ...] = (
    Field("name", Kind.TEXT, N_("Name"), required=True),
    Field("kind", Kind.CHOICE, N_("Kind"), required=True, default=ADDRESS, choices=KINDS),
    Field("address", Kind.TEXT, N_("Address"), required=True),
    Field("login", Kind.TEXT, N_("User")),
    Field("color", Kind.TEXT, N_("Color")),
    Field("shown", Kind.YES_NO, N_("Shown"), default=1),
    Field("every_minutes", Kind.NUMBER, N_("Minutes between two readings"), default=60),
)


@dataclass(frozen=True)
class OutsideCalendar:
    """A calendar outside the file. `problem` is why it could not be read the last time, "" when it could."""

    id: int
    name: str
    kind: str
    address: str
    version: int
    user_id: int | None = None
    login: str = ""
    color: str = ""
    shown: int = 1
    every_minutes: int = 60
    read_at: str = ""
    next_read_at: str = ""
    failures: int = 0
    problem: str = ""
    token: str = ""
    position: int = 0

    @property
    def is_kept_alike(self) -> bool:
        """Whether changes go both ways."""
        return self.kind == CALDAV

    @property
    def known(self) -> dict[str, Any]:
        """What the last reading left to tell whether anything changed."""
        return dict(json.loads(self.token)) if self.token else {}


@dataclass(frozen=True)
class Reading:
    """What a reading did: how many events there are, how many came, changed and went, and what was skipped."""

    events: int = 0
    added: int = 0
    changed: int = 0
    removed: int = 0
    skipped: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True)
class SyncReading:
    """What keeping a calendar alike did on each side, and how many conflicts wait for a decision."""

    added_here: int = 0
    changed_here: int = 0
    removed_here: int = 0
    added_there: int = 0
    changed_there: int = 0
    removed_there: int = 0
    conflicts: int = 0
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dispute:
    """One field that both sides changed: its name in content, its label, and the three values in words."""

    name: str
    label: str
    mine: str
    theirs: str
    original: str


@dataclass(frozen=True)
class SyncConflict:
    """An event that both sides changed; `disputes` are the fields somebody has to decide."""

    link_id: int
    calendar_id: int
    calendar: str
    title: str
    at: str
    disputes: tuple[Dispute, ...]
    activity_id: int | None = None
    series_id: int | None = None
