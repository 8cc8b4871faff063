"""The fields that the columns of a file may go to, and what stands against a mapping. Proposes nothing, no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crm.controllers.importing import interaction_headers, opportunity_headers, product_headers
from crm.errors import Invalid
from crm.models.contacts import FIELDS
from crm.models.fields import Field, Kind
from crm.models.imports import (
    ACTIVITIES,
    ALONE,
    COMPANIES,
    INTERACTIONS,
    OPPORTUNITIES,
    PRODUCTS,
    SEVERAL,
    USERS,
    Mapping,
)
from crm.utils.i18n import N_, _

_EXTRA = (
    Field("full_name", Kind.TEXT, N_("Full name"), N_("Name")),
    Field("company_domain", Kind.LINK, N_("Company domain"), N_("Name")),
    Field("company_external_id", Kind.TEXT, N_("ID of the company"), N_("Name")),
    Field("company_tax_id", Kind.TEXT, N_("Tax ID of the company"), N_("Name")),
    Field("owner", Kind.USER, N_("Owner"), N_("Sales")),
)
_NEVER = frozenset(("assigned_to", "last_interaction_at", "updated_at"))
_LINKS = frozenset(("company_external_id", "company_tax_id"))
# What only people have.
PERSONS = frozenset(("first_name", "last_name", "full_name", "job_title", "mobile_phone", "birthday"))
_BESIDE = N_("Company in the same row")
_NOT_BESIDE = _LINKS | frozenset(("kind", "company_domain", "created_at", "full_name", "external_source"))


_SIMPLE = {PRODUCTS: product_headers.product_targets, USERS: product_headers.user_targets}


def targets(entity: str, custom: Sequence[Field] = ()) -> list[Field]:
    """The fields a column of a file of `entity` may go to, custom ones behind its own.

    In a file of people the company of each may stand in the same row: its fields are called "companies.<name>".
    """
    if entity in (INTERACTIONS, ACTIVITIES):
        return interaction_headers.targets()
    if entity == OPPORTUNITIES:
        return opportunity_headers.targets(custom)
    if entity in _SIMPLE:
        return list(_SIMPLE[entity]())
    known = [field for field in FIELDS if field.name not in _NEVER] + list(_EXTRA)
    if entity == COMPANIES:
        return [field for field in known if field.name not in PERSONS | _LINKS] + list(custom)
    beside = [field for field in known if field.name not in PERSONS | _NOT_BESIDE]
    companies = [replace(one, name=f"{COMPANIES}.{one.name}", section=_BESIDE) for one in beside]
    return [*known, *custom, *companies, *_further()]


def _further() -> list[Field]:
    """The fields of an opportunity, an activity and an interaction that stand beside a person in one row."""
    parts = (
        (OPPORTUNITIES, N_("Opportunity in the same row"), opportunity_headers.targets(), opportunity_headers.BESIDE),
        (ACTIVITIES, N_("Activity in the same row"), interaction_headers.targets(), interaction_headers.PLANNED_BESIDE),
        (INTERACTIONS, N_("Interaction in the same row"), interaction_headers.targets(), interaction_headers.BESIDE),
    )
    return [
        replace(one, name=f"{entity}.{one.name}", section=section)
        for entity, section, fields, names in parts
        for one in fields
        if one.name in names
    ]


def check(mapping: Mapping, custom: Sequence[Field] = ()) -> None:
    """Invalid, beside each header, for unknown fields and for two columns on one field that are not combined."""
    known = {field.name for field in targets(mapping.entity, custom)}
    problems: dict[str, str] = {}
    first: dict[str, str] = {}  # field -> the header of the column that fills it by itself
    for column in mapping.columns:
        if not column.field:
            continue
        if column.field not in known:
            problems[column.header] = _("There is no field called {name}. The fields are: {names}.").format(
                name=column.field, names=", ".join(sorted(known))
            )
        elif column.field in first and not takes_several(column.field) and column.combine == ALONE:
            problems[column.header] = _("“{first}” goes to this field already. Leave one of the two out or join them.")
            problems[column.header] = problems[column.header].format(first=first[column.field])
        if column.combine == ALONE:
            first.setdefault(column.field, column.header)
    if problems:
        raise Invalid(problems)


def takes_several(field: str) -> bool:
    """Whether any number of columns may fill a field."""
    return field.rpartition(".")[2] in SEVERAL and not field.startswith("custom.")
