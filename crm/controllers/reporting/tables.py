"""A definition bound to a file: the fields there are, the records it is about, the marks of its SQL. No figures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.controllers.access import Context
from crm.controllers.activity_lists import ActivityLists
from crm.controllers.analysis.asking import day_after, start_of
from crm.controllers.analysis.prices import Prices
from crm.controllers.conditions import Selection
from crm.controllers.contact_lists import ContactLists
from crm.controllers.custom_fields import CustomFields
from crm.controllers.interaction_types import with_own_types
from crm.controllers.opportunity_lists import OpportunityLists
from crm.controllers.reporting import interactions
from crm.controllers.reporting.interactions import InteractionConditions
from crm.controllers.reporting.sources import SOURCES, Source, with_fields
from crm.controllers.view_filters import ViewFilters
from crm.errors import Invalid
from crm.models import periods
from crm.models.fields import Field, Kind
from crm.models.figures import NOBODY
from crm.models.lists import ListQuery
from crm.models.periods import Period
from crm.models.reports import Definition
from crm.storage.database import Database
from crm.storage.sqlite import json_field
from crm.utils import dates
from crm.utils.i18n import _

_WHOLE_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.YES_NO)


def source_of(context: Context, entity: str) -> Source:
    """An entity with the fields and types the business added. Invalid when reports know no such entity."""
    if entity not in SOURCES:
        raise Invalid({"entity": _("There are no reports about {entity}.").format(entity=entity)})
    source = SOURCES[entity]
    if entity in ("contacts", "opportunities"):
        return with_fields(source, tuple(one.as_field() for one in CustomFields(context).all(entity)))
    types = with_own_types(source.fields, context.database)
    return Source(**{**vars(source), "fields": tuple(types)})


@dataclass(frozen=True)
class Table:
    """What a definition asks for: its records as a condition on the entity's table, and the marks that it needs.

    `period` are the days asked for, about the field `period_field`.
    """

    context: Context
    definition: Definition
    source: Source
    prices: Prices
    today: str
    period: Period
    fields: Mapping[str, Field]
    chosen: Selection
    where: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The file."""
        return self.context.database

    @property
    def period_field(self) -> str:
        """The field the period is about."""
        return self.definition.period_field or self.source.usual_period

    def stored(self, name: str) -> str:
        """The expression of what is stored in a field; its marks are among `values`."""
        known = self.fields[name]
        if name in self.source.several:
            return self.source.shown[name]
        if not known.is_custom:
            return self.source.expression(name)
        kept = json_field(f"{self.source.alias}.custom", _mark(self.fields, name))
        return kept if known.kind in _WHOLE_NUMBERS else f"coalesce({kept}, '')"

    def currency_mark(self, money: Field) -> str:
        """The mark that holds the currency of an own field of money."""
        return f":{_mark(self.fields, money.name)}_currency"

    def shown(self, name: str) -> str:
        """The expression of what stands in a cell."""
        return self.source.shown.get(name) or self.stored(name)


def bound(context: Context, definition: Definition, *, prices: Prices) -> Table:
    """A definition with everything it needs. Invalid names a field that is gone, or a period there is none of."""
    source = source_of(context, definition.entity)
    fields = {one.name: one for one in source.fields}
    _require(context.database, fields, definition=definition)
    chosen = _selection(context, definition)
    today = dates.today()
    asked = _period(definition, today)
    wheres, values = _narrowed(definition, source)
    marks = {"today": today, "now": dates.now(), "base": prices.base}
    own = {_mark(fields, one.name): one.name.removeprefix("custom.") for one in source.fields if one.is_custom}
    own |= {f"{_mark(fields, one.name)}_currency": one.currency for one in source.fields if one.is_custom}
    table = Table(
        context,
        definition,
        source,
        prices,
        today=today,
        period=asked,
        fields=fields,
        chosen=chosen,
        where=" AND ".join(f"({one})" for one in (chosen.where, *wheres)),
        values={**chosen.values, **values, **marks, **own},
    )
    return _within_period(table)


def _mark(fields: Mapping[str, Field], name: str) -> str:
    return f"own_{list(fields).index(name)}"


def _require(database: Database, fields: Mapping[str, Field], *, definition: Definition) -> None:
    """Refuse what names a field that is gone."""
    named = (
        *definition.columns,
        *(one.field for one in definition.groupings),
        *(one.field for one in definition.measures if one.field),
        *((definition.period_field,) if definition.period_field else ()),
        *(one.field for one in definition.query.conditions if one.field.startswith("custom.")),
        *((definition.query.sort,) if definition.query.sort.startswith("custom.") else ()),
    )
    gone = list(dict.fromkeys(name for name in named if name not in fields))
    if gone:
        raise Invalid({gone[0]: _gone(database, gone)})


def _gone(database: Database, names: Iterable[str]) -> str:
    """The sentence about fields that are gone, by the names they last had."""
    rows = database.all(
        "SELECT before FROM changes WHERE entity = 'custom_fields' AND action = 'remove' ORDER BY id DESC"
    )
    labels: dict[str, str] = {}
    for row in rows:
        picture = json.loads(row["before"])
        labels.setdefault(f"custom.{picture['key']}", picture["label"])
    said = ", ".join(labels.get(name, name) for name in names)
    return _("This report needs a field that is gone: {fields}. Edit the report and take it out.").format(fields=said)


def _selection(context: Context, definition: Definition) -> Selection:
    query = definition.query
    if definition.entity == "contacts":
        if not query.sort and query.text:  # the best first makes no sense in a table
            query = ListQuery(query.text, query.conditions, "name", query.descending)
        return ContactLists(context, CustomFields(context)).selection(query)
    if definition.entity == "opportunities":
        return OpportunityLists(context, CustomFields(context)).selection(query)
    if definition.entity == "activities":
        return ActivityLists(context).selection(query)
    parts = InteractionConditions({one.name: one for one in source_of(context, definition.entity).fields})
    ViewFilters(context).on(parts)
    return interactions.select(query, parts)


def _period(definition: Definition, today: str) -> Period:
    filters = definition.filters
    try:
        return periods.period(filters.period, today, since=filters.since, until=filters.until)
    except ValueError as error:
        raise Invalid({"period": _("There is no such period.")}) from error


def _narrowed(definition: Definition, source: Source) -> tuple[list[str], dict[str, Any]]:
    """The conditions of pipeline and owner, and the marks of all filters of the page."""
    filters, wheres, values = definition.filters, [], dict[str, Any]()
    if filters.pipeline_id is not None and source.pipeline:
        wheres.append(source.pipeline)
        values["pipeline"] = filters.pipeline_id
    if filters.owner_id == NOBODY:
        wheres.append(f"{source.owner} IS NULL")
    elif filters.owner_id is not None:
        wheres.append(f"{source.owner} = :owner")
        values["owner"] = filters.owner_id
    return wheres, values


def _within_period(table: Table) -> Table:
    """The same within its period."""
    if not (table.period.since or table.period.until):
        return table
    known = table.fields.get(table.period_field)
    if known is None or known.kind not in (Kind.DATE, Kind.MOMENT):
        raise Invalid({"period_field": _("A period can only be about a date.")})
    where, values = span(table.stored(known.name), known, days=(table.period.since, table.period.until))
    return Table(**{**vars(table), "where": f"{table.where} AND {where}", "values": {**table.values, **values}})


def span(column: str, field: Field, *, days: tuple[str, str], mark: str = "period") -> tuple[str, dict[str, str]]:
    """The condition that a day or moment lies on the local days from the first to the last, "" for an open end."""
    since, until = days
    is_moment = field.kind == Kind.MOMENT
    wheres, values = [f"{column} <> ''"], {}
    if since:
        wheres.append(f"{column} >= :{mark}_since")
        values[f"{mark}_since"] = start_of(since) if is_moment else since
    behind = day_after(until)
    if behind:
        wheres.append(f"{column} < :{mark}_behind")
        values[f"{mark}_behind"] = start_of(behind) if is_moment else behind
    return " AND ".join(wheres), values
