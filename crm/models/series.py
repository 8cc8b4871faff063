"""What a series is: a rule and what each activity of it is. Each activity it has brought is an ordinary one. No SQL."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from crm.models.fields import Choice
from crm.utils.i18n import N_

AHEAD = 400  # days for which the activities of a series are made
NEXT = 2  # and always so many from today on, however far apart
ENDED = "9999-12-31"  # made until then: nothing is left to be made


class Scope(StrEnum):
    """Which activities of a series a change is for."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


SCOPES = (
    Choice(Scope.THIS, N_("Only this one")),
    Choice(Scope.FOLLOWING, N_("This one and those that follow")),
    Choice(Scope.ALL, N_("All of the series")),
)

# What each activity has from its series, beside its day and time.
CONTENT = (
    "type", "subject", "description", "contact_id", "opportunity_id", "duration_minutes", "priority", "place",
    "reminders", "assigned_to",
)  # fmt: skip


@dataclass(frozen=True)
class Series:
    """A rule (an RRULE) from a day on, at a wall time ("HH:MM", "" all day) in a zone ("" this computer's).

    `excluded` is a JSON list of days taken out by hand; `made_until` the last day whose activity was made.
    """

    id: int
    rule: str
    starts_on: str
    type: str
    version: int
    starts_at: str = ""
    zone: str = ""
    excluded: str = "[]"
    made_until: str = ""
    subject: str = ""
    description: str = ""
    contact_id: int | None = None
    opportunity_id: int | None = None
    duration_minutes: int | None = None
    priority: str = "normal"
    place: str = ""
    reminders: str = "[]"
    assigned_to: int | None = None
    external_source: str = ""
    external_id: str = ""
    created_at: str = ""
    updated_at: str = ""

    @property
    def days_out(self) -> frozenset[str]:
        """The days that were taken out."""
        return frozenset(json.loads(self.excluded))
