"""The SQL of lists of interactions, which only reports ask for: which rows, which order. Fixed expressions only."""

from __future__ import annotations

from collections.abc import Mapping

from crm.controllers.conditions import Conditions, Narrowing, Selection, Subject
from crm.models.fields import Field
from crm.models.lists import ListQuery
from crm.storage.sqlite import contains, folded
from crm.utils import text

_CONTACT = "(SELECT k.sort_name FROM contacts k WHERE k.id = i.contact_id)"
_DEAL = "coalesce((SELECT o.sort_title FROM opportunities o WHERE o.id = i.opportunity_id), '')"
_PLAIN = (
    "type", "subject", "body", "at", "duration_minutes", "outcome", "next_step", "contact_id", "opportunity_id",
    "user_id", "created_at", "updated_at", "external_source", "external_id",
)  # fmt: skip
SORTS: dict[str, tuple[str, ...]] = {
    "at": ("i.at",),
    "subject": (folded("i.subject"), "i.at"),
    "type": ("i.type", "i.at"),
    "contact_id": (_CONTACT, "i.at"),
    "opportunity_id": (_DEAL, "i.at"),
    "user_id": (folded("(SELECT u.name FROM users u WHERE u.id = i.user_id)"), "i.at"),
    "duration_minutes": ("coalesce(i.duration_minutes, -1)", "i.at"),
    "outcome": (folded("i.outcome"), "i.at"),
    "created_at": ("i.created_at",),
    "updated_at": ("i.updated_at",),
}
INTERACTIONS = Subject(
    entity="interactions",
    alias="i",
    filters={name: f"i.{name}" for name in _PLAIN},
    sorts=SORTS,
    usual="at",
    name="i.at",
    tags="",
    segments="SELECT 1 FROM contact_segments g WHERE g.id = i.contact_id",
)


class InteractionConditions(Conditions):
    """The conditions and order of one query of interactions."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__(INTERACTIONS, fields)
        del self.special["tags"]


def select(query: ListQuery, parts: InteractionConditions) -> Selection:
    """The SQL for a query's text, conditions and order. Invalid names an unknown field."""
    words = {f"word{number}": word for number, word in enumerate(text.fold(query.text).split()[:12])}
    holds = [
        f"({contains(folded('i.subject'), mark)} OR {contains(folded('i.body'), mark)} OR {contains(_CONTACT, mark)})"
        for mark in words
    ]
    within: Narrowing | None = (" AND ".join(holds), words) if words else None
    where = parts.where(query, within)
    keys = (*parts.order(query.sort), "i.id")
    return Selection("interactions i", where, keys, "DESC" if query.descending else "ASC", parts.values)
