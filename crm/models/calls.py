"""What a call is while it lasts: with whom, about what, and how calls usually end. No SQL, no clocks, no screens."""

from __future__ import annotations

from dataclasses import dataclass

from crm.models.fields import Choice
from crm.utils.i18n import N_

ANSWERED = "answered"
OUTCOMES = (
    Choice(ANSWERED, N_("Answered")),
    Choice("no_answer", N_("No answer")),
    Choice("busy", N_("Busy")),
    Choice("voicemail", N_("Voicemail")),
)


@dataclass(frozen=True)
class Callee:
    """Who is called: the name, and the phone as it is kept, "" without one."""

    contact_id: int
    name: str
    phone: str = ""


@dataclass(frozen=True)
class CallSubject:
    """What a call is about: an opportunity, and the planned activity it may be, by its id and its words."""

    opportunity_id: int | None = None
    activity_id: int | None = None
    planned: str = ""
