"""What a typed phrase was understood as, before it is planned: whom it is with, what about, when. No SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crm.utils.phrases import Phrase


@dataclass(frozen=True)
class Named:
    """A contact or a deal that a phrase may mean: its id and its name."""

    id: int
    name: str


@dataclass(frozen=True)
class Understood:
    """`contact` is whom the phrase names, None when nobody or when it could be several: then they are `candidates`.

    `opportunity` is the one open deal with that contact, None when there are none or several.
    """

    phrase: Phrase
    type: str
    subject: str
    contact: Named | None = None
    candidates: tuple[Named, ...] = ()
    opportunity: Named | None = None

    def with_contact(self, contact: Named | None) -> Understood:
        """The same with another contact, or nobody; its deal is no longer meant."""
        return replace(self, contact=contact, candidates=(), opportunity=None)

    def without_deal(self) -> Understood:
        """The same, about no deal."""
        return replace(self, opportunity=None)

    @property
    def rule(self) -> str:
        """The RRULE it repeats by, "" for once."""
        return self.phrase.rule

    def values(self) -> dict[str, Any]:
        """As the values of an activity."""
        phrase = self.phrase
        when = {"due_at": phrase.due_at} if phrase.due_at else {"due_on": phrase.due_on}
        return {
            "type": self.type,
            "subject": self.subject,
            "priority": phrase.priority,
            "contact_id": self.contact.id if self.contact else None,
            "opportunity_id": self.opportunity.id if self.opportunity else None,
            "duration_minutes": phrase.minutes or None,
            **when,
        }
