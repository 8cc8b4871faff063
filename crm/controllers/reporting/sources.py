"""What reports know of each entity: its fields, and the expression behind each. Which records are wanted is others'.

Every expression is fixed text on the entity's table under its short name; marks stand for the day it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crm.controllers.opportunity_queries import FILTERS, TOUCHED, WEIGHTED
from crm.models import activities, contacts, interactions, opportunities
from crm.models.fields import Choice, Field, Kind
from crm.models.segments import SEGMENTS
from crm.storage.sqlite import joined
from crm.storage.sqlite_figures import days_from
from crm.utils.i18n import N_


@dataclass(frozen=True)
class Several:
    """A field of which a record has several values: it belongs to the group of each.

    `values` is a query for pairs (owner, value) without doubles, `column` the name of its value.
    """

    links: str
    owner: str
    value: str


@dataclass(frozen=True)
class Source:
    """One entity as reports see it.

    `stored` holds the expression of a field's stored value where it is not the column of its name, `shown` that of
    its cell where that is not what is stored, `summed` what of it is added up where records share it, `unpriced` how
    many amounts without a rate it lacks. `currency` and `day` tell what an amount is in and when its rate held.
    `pipeline` is the condition that a record belongs to the pipeline in the mark pipeline.
    """

    entity: str
    table: str
    alias: str
    owner: str
    usual_period: str
    fields: tuple[Field, ...]
    stored: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, Several] = field(default_factory=dict)
    summed: Mapping[str, str] = field(default_factory=dict)
    unpriced: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    day: str = ":today"
    pipeline: str = ""

    def expression(self, name: str) -> str:
        """What is stored in a field of its own."""
        return self.stored.get(name, f"{self.alias}.{name}")


def name_of(alias: str) -> str:
    """The shown name of a contact's row under a short name."""
    full = f"trim({alias}.first_name || ' ' || {alias}.last_name)"
    return (
        f"CASE WHEN {alias}.kind = 'company' THEN {alias}.company WHEN {full} <> '' THEN {full}"
        f" WHEN {alias}.email <> '' THEN {alias}.email WHEN {alias}.phone <> '' THEN {alias}.phone"
        f" WHEN {alias}.mobile_phone <> '' THEN {alias}.mobile_phone ELSE {alias}.company END"
    )


NAME = name_of("k")  # of a contact under this short name


def _contact(link: str) -> str:
    return f"(SELECT {NAME} FROM contacts k WHERE k.id = {link})"


def _of_contact(link: str, column: str) -> str:
    return f"coalesce((SELECT k.{column} FROM contacts k WHERE k.id = {link}), '')"


def _deal(link: str) -> str:
    return f"(SELECT t.title FROM opportunities t WHERE t.id = {link})"


_TEAM = Field("team", Kind.TEXT, N_("Team"), editable=False)


def _team(owner: str) -> str:
    """The team of the user an expression names."""
    return f"coalesce((SELECT u.team FROM users u WHERE u.id = {owner}), '')"


_DEAL_MORE = (
    *(one for one in opportunities.FOLLOWING if one.name in ("mark", "days_in_stage", "idle_days", "weighted")),
    Field("product_id", Kind.PRODUCT, N_("Product"), editable=False),
    Field("cycle_days", Kind.NUMBER, N_("Days until closed"), editable=False),
    _TEAM,
)
_OPPORTUNITIES = Source(
    entity="opportunities",
    table="opportunities o",
    alias="o",
    owner="o.assigned_to",
    usual_period="created_at",
    fields=(*opportunities.FIELDS, *_DEAL_MORE),
    stored={
        "mark": FILTERS["mark"],
        "weighted": WEIGHTED,
        "days_in_stage": days_from("o.stage_since", ":today"),
        "idle_days": days_from(TOUCHED, ":today"),
        "team": _team("o.assigned_to"),
        "cycle_days": f"CASE WHEN o.status <> 'open' THEN {days_from('o.created_at', 'o.closed_on')} END",
    },
    shown={
        "contact_id": _contact("o.contact_id"),
        "company_id": _contact("o.company_id"),
        "tags": (
            f"(SELECT {joined('t.name', ', ')} FROM opportunity_tags x JOIN tags t ON t.id = x.tag_id"
            " WHERE x.opportunity_id = o.id)"
        ),
        "product_id": (
            f"(SELECT {joined('p.name', ', ')} FROM products p WHERE p.id IN (SELECT l.product_id"
            " FROM opportunity_lines l WHERE l.opportunity_id = o.id))"
        ),
    },
    several={
        "tags": Several("SELECT opportunity_id, tag_id FROM opportunity_tags", "opportunity_id", "tag_id"),
        "product_id": Several(
            "SELECT DISTINCT opportunity_id, product_id FROM opportunity_lines WHERE product_id IS NOT NULL",
            "opportunity_id",
            "product_id",
        ),
    },
    currency="o.currency",
    day="CASE WHEN o.closed_on <> '' THEN o.closed_on ELSE :today END",
    pipeline="o.pipeline_id = :pipeline",
)
STATES = (
    Choice(activities.DONE, N_("Finished")),
    Choice(activities.OVERDUE, N_("Overdue")),
    Choice(activities.TODAY, N_("Today")),
    Choice(activities.PLANNED, N_("Planned ones")),
    Choice(activities.NONE, N_("No date")),
)
_STATE = (
    f"CASE WHEN a.completed_at <> '' THEN '{activities.DONE}' WHEN a.due_on = '' THEN '{activities.NONE}'"
    f" WHEN a.due_at <> '' AND a.due_at < :now THEN '{activities.OVERDUE}'"
    f" WHEN a.due_at = '' AND CASE a.ends_on WHEN '' THEN a.due_on ELSE a.ends_on END < :today"
    f" THEN '{activities.OVERDUE}' WHEN a.due_on <= :today THEN '{activities.TODAY}' ELSE '{activities.PLANNED}' END"
)
_ACTIVITIES = Source(
    entity="activities",
    table="activities a",
    alias="a",
    owner="a.assigned_to",
    usual_period="due_on",
    fields=(
        *activities.FIELDS,
        Field("state", Kind.CHOICE, N_("Situation"), choices=STATES, editable=False),
        Field("company", Kind.TEXT, N_("Company"), editable=False),
        _TEAM,
        *(one for one in activities.FOLLOWING if one.name in ("ends_on", "updated_at")),
    ),
    stored={"state": _STATE, "company": _of_contact("a.contact_id", "company"), "team": _team("a.assigned_to")},
    shown={"contact_id": _contact("a.contact_id"), "opportunity_id": _deal("a.opportunity_id")},
    pipeline="a.opportunity_id IN (SELECT id FROM opportunities WHERE pipeline_id = :pipeline)",
)
_INTERACTIONS = Source(
    entity="interactions",
    table="interactions i",
    alias="i",
    owner="i.user_id",
    usual_period="at",
    fields=(
        *interactions.FIELDS,
        Field("contact_id", Kind.CONTACT, N_("Contact")),
        interactions.ABOUT,
        Field("user_id", Kind.USER, N_("Owner")),
        Field("company", Kind.TEXT, N_("Company"), editable=False),
        Field("created_at", Kind.MOMENT, N_("Created"), editable=False),
        _TEAM,
    ),
    stored={"company": _of_contact("i.contact_id", "company"), "team": _team("i.user_id")},
    shown={"contact_id": _contact("i.contact_id"), "opportunity_id": _deal("i.opportunity_id")},
    pipeline="i.opportunity_id IN (SELECT id FROM opportunities WHERE pipeline_id = :pipeline)",
)
_SEGMENTS = (
    Field("segment", Kind.CHOICE, N_("Segment"), choices=SEGMENTS, editable=False),
    Field("won_count", Kind.NUMBER, N_("Purchases"), editable=False),
    Field("won_value", Kind.MONEY, N_("Value of purchases"), editable=False),
    Field("last_won_on", Kind.DATE, N_("Last purchase"), editable=False),
)


def _of_segment(column: str) -> str:
    return f"(SELECT q.{column} FROM contact_segments q WHERE q.id = c.id)"


_CONTACTS = Source(
    entity="contacts",
    table="contacts c",
    alias="c",
    owner="c.assigned_to",
    usual_period="created_at",
    fields=(Field("name", Kind.TEXT, N_("Full name"), editable=False), *contacts.FIELDS, *_SEGMENTS, _TEAM),
    stored={
        "name": name_of("c"),
        "team": _team("c.assigned_to"),
        "segment": f"coalesce({_of_segment('segment')}, '')",
        "won_count": _of_segment("won_count"),
        "won_value": _of_segment("won_value"),
        "last_won_on": f"coalesce({_of_segment('last_won_on')}, '')",
    },
    shown={
        "tags": (
            f"(SELECT {joined('t.name', ', ')} FROM contact_tags x JOIN tags t ON t.id = x.tag_id"
            " WHERE x.contact_id = c.id)"
        ),
    },
    several={"tags": Several("SELECT contact_id, tag_id FROM contact_tags", "contact_id", "tag_id")},
    summed={"won_count": _of_segment("own_count"), "won_value": _of_segment("own_value")},
    unpriced={"won_value": _of_segment("unpriced")},
    currency=":base",
)
SOURCES = {one.entity: one for one in (_OPPORTUNITIES, _ACTIVITIES, _INTERACTIONS, _CONTACTS)}


def with_fields(source: Source, more: tuple[Field, ...]) -> Source:
    """The same with further fields behind its own."""
    known = {one.name for one in more}
    return replace(source, fields=(*(one for one in source.fields if one.name not in known), *more))
