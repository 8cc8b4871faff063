"""Files of other records than people and companies: told by their headers alone, and where their columns go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crm.controllers.exporting.layouts import LAYOUTS
from crm.controllers.importing import interaction_headers, opportunity_headers, product_headers
from crm.controllers.importing.header_book import HeaderBook
from crm.files.sheet import Table
from crm.models.fields import Field
from crm.models.imports import ACTIVITIES, INTERACTIONS, OPPORTUNITIES, PRODUCTS, USERS, Mapping

BOOKS: dict[str, HeaderBook] = {
    OPPORTUNITIES: opportunity_headers.BOOK,
    INTERACTIONS: interaction_headers.BOOK,
    ACTIVITIES: interaction_headers.BOOK,
    PRODUCTS: product_headers.PRODUCTS_BOOK,
    USERS: product_headers.USERS_BOOK,
}
_HOLDS = {
    OPPORTUNITIES: opportunity_headers.holds_opportunities,
    INTERACTIONS: interaction_headers.holds_interactions,
    ACTIVITIES: interaction_headers.holds_activities,
    PRODUCTS: product_headers.holds_products,
    USERS: product_headers.holds_users,
}
# What stands before the headers of records beside a person: "Deal - Title", "Activity - Subject".
_BESIDE = {
    OPPORTUNITIES: re.compile(r"\s*(?:deal|negocio|trato|oportunidad|opportunity)\s*[-:/]\s*(.+)", re.IGNORECASE),
    ACTIVITIES: re.compile(r"\s*(?:activity|actividad|task|tarea)\s*[-:/]\s*(.+)", re.IGNORECASE),
    INTERACTIONS: re.compile(r"\s*(?:note|nota)\s*[-:/]\s*(.+)", re.IGNORECASE),
}


def told_by_headers(table: Table) -> str:
    """The entity that a file holds; "" for people or companies."""
    own = [entity for entity in LAYOUTS if _is_own(table, entity)]
    return next(iter(own), "") or next((entity for entity, holds in _HOLDS.items() if holds(table)), "")


def propose(table: Table, entity: str, *, custom: Sequence[Field] = ()) -> Mapping:
    """The mapping of a file of other records than people and companies."""
    needed = [one.name for one in LAYOUTS[entity].fields] if entity in LAYOUTS else []
    if needed and BOOKS[entity].wrote(table.headers, needed, custom=custom):
        return BOOKS[entity].propose_own(table.headers, entity, custom=custom)
    return BOOKS[entity].propose(table.headers, entity, custom=custom)


def beside(header: str) -> str:
    """The field "opportunities.title" that a header means in a file of people; "" for none."""
    for entity, named in _BESIDE.items():
        found = named.match(header)
        field = BOOKS[entity].field_of(found[1]) if found else ""
        if field:
            return f"{entity}.{field}"
    return ""


def _is_own(table: Table, entity: str) -> bool:
    """Whether this program wrote the file, with all columns of the entity."""
    return BOOKS[entity].wrote(table.headers, [one.name for one in LAYOUTS[entity].fields])
