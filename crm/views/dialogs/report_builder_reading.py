"""What building a report must know: the fields of each entity, what they are filtered by, who and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crm.models import interactions
from crm.models.fields import Field, Kind
from crm.models.reports import ENTITIES
from crm.session import Session
from crm.utils.i18n import translate
from crm.views import known as known_things
from crm.views.activities_head import filter_fields as of_activities
from crm.views.pipeline_head import filter_fields as of_opportunities
from crm.views.widgets.editors import Lookup

_OTHER_KINDS = (Kind.CONTACT, Kind.OPPORTUNITY, Kind.PRODUCT)  # too many to tick one by one
_NAMES = frozenset(("kind", "first_name", "last_name"))


@dataclass(frozen=True)
class Parts:
    """By entity: `fields` a report may list, `filters` it may be narrowed by with their `lookups`.

    `pipelines` and `owners` are ids and names.
    """

    fields: Mapping[str, tuple[Field, ...]]
    filters: Mapping[str, tuple[Field, ...]]
    lookups: Mapping[str, Lookup]
    pipelines: tuple[tuple[int, str], ...]
    owners: tuple[tuple[int, str], ...]


def read(session: Session) -> Parts:
    """Read it; for the worker."""
    contacts = known_things.read(session)
    deals = known_things.read_for_opportunities(session)
    activities = known_things.read_for_activities(session)
    filters = {
        "contacts": [field for field in contacts.fields if field.name not in _NAMES],
        "opportunities": of_opportunities(deals),
        "activities": of_activities(activities),
        "interactions": list(interactions.FIELDS),
    }
    known = {"contacts": contacts, "opportunities": deals, "activities": activities, "interactions": activities}
    return Parts(
        {one.value: tuple(session.reports.fields(one.value)) for one in ENTITIES},
        {name: tuple(one for one in fields if one.kind not in _OTHER_KINDS) for name, fields in filters.items()},
        {name: one.lookup(create_tags=False) for name, one in known.items()},
        tuple((one.id, translate(one.name)) for one in deals.pipelines if one.active),
        tuple((one.id, one.name) for one in deals.users if one.active),
    )
