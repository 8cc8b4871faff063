"""What an activity is: something planned, done once it is completed. What happened is an interaction. No SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_, _, ngettext

TYPES = (
    Choice("call", N_("Call")),
    Choice("email", N_("E-mail")),
    Choice("meeting", N_("Meeting")),
    Choice("task", N_("Task")),
)
TASK, MEETING = "task", "meeting"  # a task is no contact with a customer; a meeting took place when it was planned
NORMAL = "normal"
PRIORITIES = (Choice("low", N_("Low")), Choice(NORMAL, N_("Normal")), Choice("high", N_("High")))
DAY = 1440  # minutes; what lasts whole days and has no time is kept as so many of them
LONGEST = 366 * DAY  # minutes
OVERDUE, TODAY, PLANNED, NONE, DONE = "overdue", "today", "planned", "none", "done"
# The quick ranges of a list. All but the last are of what is open; the weeks are those of the calendar.
RANGES = (
    Choice("overdue", N_("Overdue")),
    Choice("today", N_("Today")),
    Choice("tomorrow", N_("Tomorrow")),
    Choice("week", N_("This week")),
    Choice("next_week", N_("Next week")),
    Choice("no_date", N_("No date")),
    Choice("open", N_("To do")),
    Choice("done", N_("Finished")),
)
FIELDS: tuple[Field, ...] = (
    Field("type", Kind.CHOICE, N_("Type"), required=True, default="call", choices=TYPES),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("description", Kind.LONG_TEXT, N_("Description")),
    Field("contact_id", Kind.CONTACT, N_("Contact")),
    Field("opportunity_id", Kind.OPPORTUNITY, N_("Opportunity")),
    Field("due_on", Kind.DATE, N_("Due on")),
    Field("due_at", Kind.MOMENT, N_("Due at")),
    Field("duration_minutes", Kind.NUMBER, N_("Minutes")),
    Field("priority", Kind.CHOICE, N_("Priority"), default=NORMAL, choices=PRIORITIES),
    Field("place", Kind.TEXT, N_("Place")),
    Field("assigned_to", Kind.USER, N_("Owner")),
    Field("outcome", Kind.TEXT, N_("Outcome")),
    Field("completed_at", Kind.MOMENT, N_("Completed"), editable=False),
    Field("created_at", Kind.MOMENT, N_("Created"), editable=False),
    Field("external_source", Kind.TEXT, N_("Imported from"), editable=False),
    Field("external_id", Kind.TEXT, N_("External ID"), editable=False),
)
# What activities are filtered by beside their fields.
FOLLOWING: tuple[Field, ...] = (
    Field("when", Kind.CHOICE, N_("When"), choices=RANGES, editable=False),
    Field("ends_on", Kind.DATE, N_("Ends on"), editable=False),
    Field("series_id", Kind.NUMBER, N_("Series"), editable=False),
    Field("updated_at", Kind.MOMENT, N_("Changed"), editable=False),
)


@dataclass(frozen=True)
class Activity:
    """A call, a meeting, a task to do. `due_on` is a day, `due_at` the moment on it, "" without a time.

    `ends_on` is the last day it touches. `reminders` is a JSON list of minutes before it. `series_day` is the day its
    series gave it, `apart` tells that it was changed alone since.
    """

    id: int
    type: str
    version: int
    subject: str = ""
    description: str = ""
    contact_id: int | None = None
    opportunity_id: int | None = None
    due_on: str = ""
    due_at: str = ""
    duration_minutes: int | None = None
    assigned_to: int | None = None
    completed_at: str = ""
    outcome: str = ""
    external_source: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""
    priority: str = NORMAL
    place: str = ""
    ends_on: str = ""
    reminders: str = "[]"
    series_id: int | None = None
    series_day: str = ""
    apart: int = 0
    sort_subject: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return not self.completed_at


@dataclass(frozen=True)
class Completion:
    """What completing did: how many activities, what was logged, and where nothing is planned any more.

    `next_missing` are open deals without an open activity, `contacts_missing` contacts without one, of activities
    that belong to no deal.
    """

    count: int
    interaction_ids: tuple[int, ...] = ()
    next_missing: tuple[int, ...] = ()
    contacts_missing: tuple[int, ...] = ()


def when_of(row: Mapping[str, Any], *, now: str, today: str) -> str:
    """Where a row of an activity stands: OVERDUE, TODAY, PLANNED, NONE without a day, or DONE.

    What has a time is overdue from then on, what has none when its last day is over.
    """
    if row["completed_at"]:
        return DONE
    if not row["due_on"]:
        return NONE
    late = row["due_at"] < now if row["due_at"] else (row["ends_on"] or row["due_on"]) < today
    return OVERDUE if late else TODAY if row["due_on"] <= today else PLANNED


def show_reminder(minutes: int) -> str:
    """How long before an activity to speak of it, in words: "15 minutes before", "1 day before"."""
    if minutes == 0:
        return _("when it begins")
    if minutes % (7 * DAY) == 0:
        return ngettext("{count} week before", "{count} weeks before", minutes // (7 * DAY)).format(
            count=minutes // (7 * DAY)
        )
    if minutes % DAY == 0:
        return ngettext("{count} day before", "{count} days before", minutes // DAY).format(count=minutes // DAY)
    if minutes % 60 == 0:
        return ngettext("{count} hour before", "{count} hours before", minutes // 60).format(count=minutes // 60)
    return ngettext("{count} minute before", "{count} minutes before", minutes).format(count=minutes)
