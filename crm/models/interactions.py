"""What an interaction is: something that happened with a customer. Activities, which are planned, are another thing."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Choice, Field, Kind
from crm.utils.i18n import N_

NOTE = "note"
NOT_OF_NOTES = ("outcome", "duration_minutes")  # a note is written, it does not happen
TYPES = (
    Choice("call", N_("Call")),
    Choice("email", N_("E-mail")),
    Choice("meeting", N_("Meeting")),
    Choice(NOTE, N_("Note")),
)
FIELDS: tuple[Field, ...] = (
    Field("type", Kind.CHOICE, N_("Type"), required=True, default="call", choices=TYPES),
    Field("subject", Kind.TEXT, N_("Subject")),
    Field("body", Kind.LONG_TEXT, N_("What was said")),
    Field("at", Kind.MOMENT, N_("When"), required=True),
    Field("duration_minutes", Kind.NUMBER, N_("Minutes")),
    Field("outcome", Kind.TEXT, N_("Outcome")),
    Field("next_step", Kind.TEXT, N_("Next step")),
)
ABOUT = Field("opportunity_id", Kind.OPPORTUNITY, N_("Opportunity"))  # chosen where it was logged, not typed


@dataclass(frozen=True)
class Interaction:
    """A call, an e-mail, a meeting or a note. A note is the user's own and no contact with the customer."""

    id: int
    contact_id: int
    type: str
    at: str
    version: int
    subject: str = ""
    body: str = ""
    duration_minutes: int | None = None
    outcome: str = ""
    next_step: str = ""
    user_id: int | None = None
    created_at: str = ""
    updated_at: str = ""
    external_source: str = ""
    external_id: str = ""
    opportunity_id: int | None = None
    activity_id: int | None = None
