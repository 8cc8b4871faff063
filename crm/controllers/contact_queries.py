"""The SQL of contact lists: which rows, in which order, a page at a time. Made of fixed column expressions only."""

from __future__ import annotations

from collections.abc import Mapping

from crm.controllers.conditions import Conditions, Narrowing, Selection, Subject
from crm.models.fields import Field
from crm.models.lists import ListQuery
from crm.storage.sqlite import folded

# Field -> the expressions a list is sorted by; the contact's id always follows, so that no two rows are equal.
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("c.sort_name",),
    "company": ("s.company", "s.name"),
    "city": ("s.city", "s.name"),
    "country": ("s.country", "s.name"),
    "job_title": ("s.job_title", "s.name"),
    "source": ("s.source", "s.name"),
    "email": ("s.mail", "s.name"),
    "created_at": ("c.created_at",),
    "updated_at": ("c.updated_at",),
    "last_interaction_at": ("c.last_interaction_at",),
    "kind": ("c.kind", "c.sort_name"),
    "status": ("c.status", "c.sort_name"),
    # No index serves these: such a list is sorted when it is asked for.
    "phone": ("c.phone", "c.sort_name"),
    "mobile_phone": ("c.mobile_phone", "c.sort_name"),
    "website": ("c.website", "c.sort_name"),
    # By the day of the year, from January; those that are not known come last.
    # As customers rise: those who never bought first.
    "segment": (
        "coalesce((SELECT CASE g.segment WHEN 'frequent' THEN 4 WHEN 'occasional' THEN 3 WHEN 'at_risk' THEN 2"
        " ELSE 1 END FROM contact_segments g WHERE g.id = c.id), 0)",
        "c.sort_name",
    ),
    "birthday": ("CASE WHEN c.birthday = '' THEN '99' ELSE substr(c.birthday, 6) END", "c.sort_name"),
    "state": (folded("c.state"), "c.sort_name"),
    "address": (folded("c.address"), "c.sort_name"),
    "postal_code": ("c.postal_code", "c.sort_name"),
    "tax_id": ("c.tax_id", "c.sort_name"),
    "external_source": ("c.external_source", "c.sort_name"),
    "external_id": ("c.external_id", "c.sort_name"),
    "notes": ("c.notes", "c.sort_name"),
    "first_name": (folded("c.first_name"), "c.sort_name"),
    "last_name": (folded("c.last_name"), "c.sort_name"),
    "assigned_to": (folded("(SELECT name FROM users u WHERE u.id = c.assigned_to)"), "c.sort_name"),
    "tags": (
        "coalesce((SELECT min(t.folded) FROM contact_tags ct JOIN tags t ON t.id = ct.tag_id"
        " WHERE ct.contact_id = c.id), '')",
        "c.sort_name",
    ),
}
FILTERS: dict[str, str] = {
    "kind": "c.kind",
    "status": "c.status",
    "assigned_to": "c.assigned_to",
    "first_name": "c.first_name",
    "last_name": "c.last_name",
    "company": "c.company",
    "company_id": "c.company_id",
    "job_title": "c.job_title",
    "birthday": "c.birthday",
    "email": "c.email",
    "phone": "c.phone",
    "mobile_phone": "c.mobile_phone",
    "website": "c.website",
    "address": "c.address",
    "city": "c.city",
    "state": "c.state",
    "country": "c.country",
    "postal_code": "c.postal_code",
    "tax_id": "c.tax_id",
    "source": "c.source",
    "notes": "c.notes",
    "external_source": "c.external_source",
    "external_id": "c.external_id",
    "created_at": "c.created_at",
    "updated_at": "c.updated_at",
    "last_interaction_at": "c.last_interaction_at",
}
CONTACTS = Subject(
    entity="contacts",
    alias="c",
    filters=FILTERS,
    sorts=SORTS,
    usual="name",
    name="c.sort_name",
    tags="SELECT 1 FROM contact_tags x WHERE x.contact_id = c.id",
    folded={
        f"c.{name}": f"(SELECT f.{name} FROM contact_search f WHERE f.id = c.id)"
        for name in ("company", "city", "country", "job_title", "source")
    },
    beside={"interactions": "SELECT contact_id FROM interactions WHERE id IN"},
    segments="SELECT 1 FROM contact_segments g WHERE g.id = c.id",
)


class ContactConditions(Conditions):
    """The conditions and order of one query of contacts."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__(CONTACTS, fields)


def select(query: ListQuery, parts: ContactConditions, *, within: Narrowing | None = None) -> Selection:
    """The SQL for a query's conditions and order; `within`, a condition on c.id with its marks, stands for its text.

    Invalid names an unknown field.
    """
    where = parts.where(query, within)
    keys = parts.order(query.sort)
    in_search = keys[0].startswith("s.")
    tables = "contact_search s JOIN contacts c ON c.id = s.id" if in_search else "contacts c"
    every_key = (*keys, "s.id" if in_search else "c.id")
    return Selection(tables, where, every_key, "DESC" if query.descending else "ASC", parts.values)
