"""Which columns exports of opportunities, activities and products have, and where each comes from. Runs no SQL.

Headers are those the import recognises as this program's own, so that what goes out comes in again unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crm.controllers.importing import interaction_headers, opportunity_headers
from crm.controllers.importing.product_headers import product_targets
from crm.models import activities, opportunities
from crm.models.fields import Field, Kind
from crm.models.imports import ACTIVITIES, OPPORTUNITIES, PRODUCTS
from crm.storage.sqlite import joined
from crm.utils.i18n import N_

TAGS, LINES = "tags", "lines"


@dataclass(frozen=True)
class Layout:
    """One entity as a table. `fields` are its columns in their order, `sources` their expressions by name.

    The table has an `alias`, by which the `joins` behind it know it.

    `alone` names columns that only an export of chosen ones has, by field; the values of `computed` ones come from a
    list's rows. `renamed` tells what a list calls columns that are called otherwise here.
    """

    entity: str
    table: str
    alias: str
    joins: str
    fields: tuple[Field, ...]
    sources: Mapping[str, str]
    currency: str = "''"
    custom: str = ""
    renamed: Mapping[str, str] = field(default_factory=dict)
    alone: tuple[Field, ...] = ()
    computed: tuple[Field, ...] = ()

    def columns(self, chosen: Sequence[str] | None, custom: Sequence[Field]) -> list[Field]:
        """The fields of an export: those chosen by name, or every one that tells something of its own."""
        if chosen is None:
            return [*self.fields, *custom]
        known = {one.name: one for one in (*self.fields, *self.alone, *self.computed, *custom)}
        names = dict.fromkeys(self.renamed.get(name, name) for name in chosen)
        return [known[name] for name in names if name in known]

    def source(self, name: str) -> str:
        """The expression of a column."""
        return self.sources.get(name, f"{self.alias}.{name}")


def _among(fields: Sequence[Field], names: str) -> tuple[Field, ...]:
    known = {one.name: one for one in fields}
    return tuple(known[name] for name in names.split())


_PERSON = "CASE WHEN c.kind = 'person' THEN trim(c.first_name || ' ' || c.last_name) ELSE '' END"
_PHONE = "CASE WHEN c.phone <> '' THEN c.phone ELSE coalesce(c.mobile_phone, '') END"
_PEOPLE = {
    "contact_name": f"coalesce({_PERSON}, '')",
    "contact_email": "CASE WHEN c.kind = 'person' THEN c.email ELSE '' END",
    "contact_phone": f"CASE WHEN c.kind = 'person' THEN {_PHONE} ELSE '' END",
    "owner": "coalesce(u.name, '')",
}
# The names of what is attached: a column of files that have any, and none that an import reads.
DOCUMENTS = Field("documents", Kind.TEXT, N_("Documents"), editable=False)
_DEAL_NAMES = (
    "title contact_name contact_email contact_phone company pipeline stage status value currency probability"
    " expected_close closed_on owner lines value_from_lines loss_reason loss_note source tags description"
    " snoozed_until stage_since created_at external_source external_id"
)
_DEALS = Layout(
    OPPORTUNITIES,
    "opportunities",
    "o",
    " JOIN pipelines p ON p.id = o.pipeline_id JOIN stages s ON s.id = o.stage_id"
    " LEFT JOIN contacts c ON c.id = o.contact_id LEFT JOIN contacts m ON m.id = o.company_id"
    " LEFT JOIN users u ON u.id = o.assigned_to LEFT JOIN loss_reasons l ON l.id = o.loss_reason_id",
    _among(opportunity_headers.targets(), _DEAL_NAMES),
    _PEOPLE
    | {
        "company": "coalesce(m.company, '')",
        "pipeline": "p.name",
        "stage": "s.name",
        "loss_reason": "coalesce(l.name, '')",
        LINES: "''",
        TAGS: "''",
        "documents": f"coalesce((SELECT {joined('d.name', '; ')} FROM documents d WHERE d.opportunity_id = o.id), '')",
    },
    currency="o.currency",
    custom="o.custom",
    renamed={
        "contact_id": "contact_name",
        "contact": "contact_name",
        "company_id": "company",
        "pipeline_id": "pipeline",
        "stage_id": "stage",
        "assigned_to": "owner",
        "loss_reason_id": "loss_reason",
        "product_id": LINES,
        "next_activity": "mark",
        "name": "title",
    },
    alone=(*_among(opportunities.FIELDS, "updated_at"), DOCUMENTS),
    computed=opportunities.FOLLOWING,
)
_ACTIVITY_NAMES = (
    "type subject body contact_name contact_email contact_phone company opportunity opportunity_external_id due"
    " duration_minutes priority place owner outcome completed_at created_at external_source external_id"
)
_ACTIVITIES = Layout(
    ACTIVITIES,
    "activities",
    "a",
    " LEFT JOIN contacts c ON c.id = a.contact_id LEFT JOIN opportunities o ON o.id = a.opportunity_id"
    " LEFT JOIN users u ON u.id = a.assigned_to",
    _among(interaction_headers.targets(), _ACTIVITY_NAMES),
    _PEOPLE
    | {
        "body": "a.description",
        "company": "CASE WHEN c.kind = 'company' THEN c.company ELSE '' END",
        "opportunity": "coalesce(o.title, '')",
        "opportunity_external_id": "coalesce(o.external_id, '')",
        "due": "CASE WHEN a.due_at <> '' THEN a.due_at ELSE a.due_on END",
    },
    renamed={
        "description": "body",
        "due_on": "due",
        "due_at": "due",
        "contact_id": "contact_name",
        "contact": "contact_name",
        "opportunity_id": "opportunity",
        "assigned_to": "owner",
    },
    alone=_among(activities.FOLLOWING, "ends_on updated_at"),
)
_PRODUCTS = Layout(PRODUCTS, "products", "x", "", tuple(product_targets()), {}, currency="x.currency")
LAYOUTS = {one.entity: one for one in (_DEALS, _ACTIVITIES, _PRODUCTS)}
# Words of stored values that are shown translated, by column.
WORDS = frozenset(("pipeline", "stage", "loss_reason"))
