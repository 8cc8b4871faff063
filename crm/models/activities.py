"""What an activity is: something planned, done once it is completed. What happened is an interaction. No SQL."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_

TYPES = (
    Choice("call", N_("Call")),
    Choice("email", N_("E-mail")),
    Choice("meeting", N_("Meeting")),
    Choice("task", N_("Task")),
)
PRIORITIES = (Choice("low", N_("Low")), Choice("normal", N_("Normal")), Choice("high", N_("High")))
FIELDS: tuple[Field, ...] = (
    Field("type", Kind.CHOICE, N_("Type"), required=True, default="call", choices=TYPES),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("description", Kind.LONG_TEXT, N_("Description")),
    Field("contact_id", Kind.CONTACT, N_("Contact")),
    Field("opportunity_id", Kind.OPPORTUNITY, N_("Opportunity")),
    Field("due_on", Kind.DATE, N_("Due on")),
    Field("due_at", Kind.MOMENT, N_("Due at")),
    Field("duration_minutes", Kind.NUMBER, N_("Minutes")),
    Field("priority", Kind.CHOICE, N_("Priority"), default="normal", choices=PRIORITIES),
    Field("place", Kind.TEXT, N_("Place")),
    Field("assigned_to", Kind.USER, N_("Owner")),
    Field("outcome", Kind.TEXT, N_("Outcome")),
    Field("completed_at", Kind.MOMENT, N_("Completed"), editable=False),
    Field("created_at", Kind.MOMENT, N_("Created"), editable=False),
    Field("external_source", Kind.TEXT, N_("Imported from"), editable=False),
    Field("external_id", Kind.TEXT, N_("External ID"), editable=False),
)


@dataclass(frozen=True)
class Activity:
    """A call, a meeting, a task to do. `due_on` is a day, `due_at` the moment on it, "" without a time."""

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
    priority: str = "normal"
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
