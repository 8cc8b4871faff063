"""When a report is written by itself, where to, and in which form. No SQL, no clock of its own.

Times are on the wall: 08:00 stays 08:00 when clocks change.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from crm.models.fields import Choice, Field, Kind
from crm.models.reports import FORMATS
from crm.utils import day_names, zones
from crm.utils.i18n import N_, _, language

DAY, WORKDAY, WEEK, MONTH = "day", "workday", "week", "month"
EVERY = (
    Choice(DAY, N_("Every day")),
    Choice(WORKDAY, N_("Monday to Friday")),
    Choice(WEEK, N_("Every week")),
    Choice(MONTH, N_("Every month")),
)
_RESTS = (5, 15, 60, 180)  # minutes after the first, second ... failure in a row
_LONGEST_WAIT = 62  # days between two turns of any schedule, and more

SCHEDULE_FIELDS: tuple[Field, ...] = (
    Field("report_id", Kind.NUMBER, N_("Report")),
    Field("ready_made", Kind.TEXT, N_("Report")),
    Field("every", Kind.CHOICE, N_("How often"), required=True, default=WEEK, choices=EVERY),
    Field("on_day", Kind.NUMBER, N_("Day"), required=True, default=0),
    Field("at", Kind.TEXT, N_("Time"), required=True),
    Field("format", Kind.CHOICE, N_("File"), required=True, default="pdf", choices=FORMATS),
    Field("folder", Kind.TEXT, N_("Folder")),
    Field("account_id", Kind.NUMBER, N_("Sender")),
    Field("recipient", Kind.EMAIL, N_("To")),
    Field("active", Kind.YES_NO, N_("In use"), required=True, default=1),
)


@dataclass(frozen=True)
class ReportSchedule:
    """One of a user's. `name` is that of its report, "" when that is gone; it goes to a folder or to a recipient.

    `on_day` is 0 (Monday) to 6 of a week, 1 to 31 of a month. `next_at` and `last_at` are moments, "" for none;
    `problem` is why it was not written the last time, `attempts` how often in a row. `planned` is the rhythm that
    `next_at` was worked out for.
    """

    id: int
    name: str
    every: str
    at: str
    on_day: int = 0
    format: str = "pdf"
    report_id: int | None = None
    ready_made: str = ""
    user_id: int | None = None
    folder: str = ""
    account_id: int | None = None
    recipient: str = ""
    active: bool = True
    next_at: str = ""
    planned: str = ""
    last_at: str = ""
    problem: str = ""
    attempts: int = 0
    version: int = 0

    @property
    def rhythm(self) -> Rhythm:
        """On which days and when."""
        return Rhythm(self.every, self.at, self.on_day)

    def planned_anew(self, moment: str) -> ReportSchedule:
        """The same with its next turn after a moment, where what is kept belongs to other days, another time or
        another use: an undo brings those back, and not the turn."""
        kept = bool(self.next_at) and self.planned == self.rhythm.key if self.active else not self.next_at
        if kept:
            return self
        turn = self.rhythm.next_after(moment) if self.active else ""
        return replace(self, next_at=turn, planned=self.rhythm.key, attempts=0)


@dataclass(frozen=True)
class Outcome:
    """What became of one turn: the file that was written, or the address it goes to; else `problem`, why not."""

    schedule_id: int
    name: str
    path: Path | None = None
    recipient: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Rhythm:
    """How often, on which day and when on the wall ("HH:MM"), in a zone; "" is this computer's."""

    every: str
    at: str
    on_day: int = 0
    zone: str = ""

    @property
    def key(self) -> str:
        """Days and time as one text."""
        return f"{self.every} {self.on_day} {self.at}"

    def next_after(self, moment: str) -> str:
        """The first turn after a moment in UTC; one whose time a clock leaves out comes an hour later, once."""
        first = date.fromisoformat(zones.wall(moment, self.zone)[0])
        for count in range(-1, _LONGEST_WAIT):
            day = first + timedelta(days=count)
            if self._is_turn(day):
                turn = zones.moment(day.isoformat(), self.at, zone=self.zone)
                if turn > moment:
                    return turn
        raise ValueError(self.every)

    def _is_turn(self, day: date) -> bool:
        if self.every == MONTH:
            return day.day == min(self.on_day, monthrange(day.year, day.month)[1])
        if self.every == WEEK:
            return day.weekday() == self.on_day
        return self.every == DAY or day.weekday() < 5


def rest_minutes(attempts: int) -> int:
    """How long to wait after so many failures in a row."""
    return _RESTS[min(max(attempts, 1), len(_RESTS)) - 1]


def rhythm_words(schedule: ReportSchedule) -> str:
    """How often, in words: "Every week on Monday, 08:00"."""
    return _("{days}, {time}").format(days=_days(schedule), time=schedule.at)


def _days(schedule: ReportSchedule) -> str:
    if schedule.every == WEEK:
        weekday = _(day_names.WEEKDAYS[schedule.on_day])
        return _("Every week on {weekday}").format(weekday=weekday.lower() if language() == "es" else weekday)
    if schedule.every == MONTH and schedule.on_day == 31:
        return _("Every month on its last day")
    if schedule.every == MONTH:
        return _("Every month on day {day}").format(day=schedule.on_day)
    return _("Every day") if schedule.every == DAY else _("Monday to Friday")
