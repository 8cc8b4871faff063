"""A report while it is built: what its parts may be, what changes with what, what is still wrong. Plain data only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm.controllers import activity_queries, contact_queries, opportunity_queries
from crm.controllers.reporting import interactions
from crm.controllers.reporting.sources import SOURCES
from crm.models.fields import Choice, Field, Kind
from crm.models.lists import ListQuery
from crm.models.reports import (
    DATE_UNITS,
    Aggregate,
    Definition,
    Grouping,
    Measure,
    aggregates,
    is_dated,
    is_groupable,
)
from crm.utils.chart_data import ChartKind
from crm.utils.i18n import N_, _, translate

NO_CHART = ""
BY_GROUPS = ""  # the order of groups by themselves
MOST_MEASURES = 6
NAME, LISTED, GROUPS, FIGURES, PERIOD, FILTERS = "name", "columns", "groups", "figures", "period", "filters"
AGGREGATES = (
    Choice(Aggregate.COUNT.value, N_("Number")),
    Choice(Aggregate.SUM.value, N_("Sum")),
    Choice(Aggregate.AVERAGE.value, N_("Average")),
    Choice(Aggregate.LEAST.value, N_("Least")),
    Choice(Aggregate.MOST.value, N_("Most")),
)
CHARTS = (
    Choice(NO_CHART, N_("No chart")),
    Choice(ChartKind.BARS.value, N_("Bars")),
    Choice(ChartKind.ROWS.value, N_("Lying bars")),
    Choice(ChartKind.STACKED.value, N_("Stacked bars")),
    Choice(ChartKind.STACKED_ROWS.value, N_("Stacked lying bars")),
    Choice(ChartKind.LINE.value, N_("Line")),
    Choice(ChartKind.DONUT.value, N_("Ring")),
    Choice(ChartKind.FUNNEL.value, N_("Funnel")),
)
SORTS = {
    "contacts": contact_queries.SORTS,
    "opportunities": opportunity_queries.SORTS,
    "activities": activity_queries.SORTS,
    "interactions": interactions.SORTS,
}
_COLUMNS = {
    "opportunities": ("title", "contact_id", "company_id", "value", "stage_id", "expected_close", "assigned_to"),
    "activities": ("due_on", "type", "subject", "contact_id", "assigned_to", "outcome"),
    "interactions": ("at", "type", "subject", "contact_id", "user_id"),
    "contacts": ("name", "company", "email", "phone", "city", "status"),
}
_ORDERS = {"opportunities": "expected_close", "activities": "due_on", "interactions": "at", "contacts": "name"}
_WHOLES = (Aggregate.COUNT, Aggregate.SUM)
_FIRST_UNIT = "month"

Fields = Sequence[Field]


def fresh(entity: str, fields: Fields) -> Definition:
    """What a new report about an entity begins with: its usual columns, and their number."""
    known = {one.name for one in fields}
    columns = tuple(name for name in _COLUMNS[entity] if name in known)
    query = ListQuery(sort=_ORDERS[entity])
    return Definition(entity, columns, query, measures=(Measure(Aggregate.COUNT),))


def fitted(definition: Definition, fields: Fields) -> tuple[Definition, tuple[str, ...]]:
    """A kept report as far as its fields are still there, and the names of those that are gone."""
    known = {one.name: one for one in fields}
    named = (
        *definition.columns,
        *(one.field for one in definition.groupings),
        *(one.field for one in definition.measures if one.field),
        *((definition.period_field,) if definition.period_field else ()),
    )
    gone = tuple(dict.fromkeys(name for name in named if name not in known))
    if gone:
        definition = replace(
            definition,
            columns=tuple(one for one in definition.columns if one in known),
            groupings=tuple(one for one in definition.groupings if one.field in known),
            measures=tuple(one for one in definition.measures if not one.field or one.field in known),
            period_field=definition.period_field if definition.period_field in known else "",
        )
    return settled(definition, fields), gone


def settled(definition: Definition, fields: Fields) -> Definition:
    """The same without an order and a chart that no longer fit what is grouped and counted."""
    sorts = [one.value for one in sort_choices(definition, fields)]
    if definition.groupings:
        sort = definition.sort if definition.sort in sorts else BY_GROUPS
        definition = replace(definition, sort=sort)
    elif definition.sort:
        definition = replace(definition, sort="", descending=False)
    kinds = [one.value for one in chart_choices(definition, fields)]
    if definition.chart and definition.chart.value not in kinds:
        definition = replace(definition, chart=None)
    return definition


# ---- what may be chosen


def group_choices(fields: Fields, *, but: str = "") -> list[Choice]:
    """The fields records can be put together by."""
    return [Choice(one.name, one.label) for one in _by_label(fields) if is_groupable(one) and one.name != but]


def grouping(name: str, fields: Fields, *, unit: str = "") -> Grouping:
    """Grouping by a field; days by month unless told."""
    known = _known(fields)[name]
    return Grouping(name, (unit or _FIRST_UNIT) if is_dated(known) else "")


def unit_choices(name: str, fields: Fields) -> tuple[Choice, ...]:
    """How the days of a field are put together; () for what is no day."""
    known = _known(fields).get(name)
    return DATE_UNITS if known and is_dated(known) else ()


def period_choices(fields: Fields) -> list[Choice]:
    """The days a period can be about."""
    return [Choice(one.name, one.label) for one in _by_label(fields) if is_dated(one)]


def period_grouped(definition: Definition) -> str:
    """The first day the records are put together by; "" where there is none."""
    return next((one.field for one in definition.groupings if one.unit), "")


def period_field(definition: Definition) -> str:
    """The field the period is about."""
    return definition.period_field or SOURCES[definition.entity].usual_period


def measured_choices(how: str, fields: Fields) -> list[Choice]:
    """The fields a figure can be of; "" where it counts records."""
    of_records = [Choice("", N_("of records"))] if how == Aggregate.COUNT else []
    suited = [one for one in _by_label(fields) if how != Aggregate.COUNT and Aggregate(how) in aggregates(one)]
    return [*of_records, *(Choice(one.name, one.label) for one in suited)]


def measure(how: str, name: str, *, fields: Fields) -> Measure:
    """A figure; of another field where this one does not suit it."""
    offered, known = [one.value for one in measured_choices(how, fields)], _known(fields)
    money = (one for one in offered if one and known[one].kind is Kind.MONEY)
    return Measure(Aggregate(how), name if name in offered else next(money, next(iter(offered), "")))


def sort_choices(definition: Definition, fields: Fields) -> list[Choice]:
    """What the report can be ordered by: groups by themselves or a figure, records by a field."""
    known = _known(fields)
    if not definition.groupings:
        sorts = SORTS[definition.entity]
        fitting = [one for one in _by_label(fields) if one.name in sorts or one.is_custom]
        return [Choice(one.name, one.label) for one in fitting]
    by_measure = [
        Choice(one.key, measure_words(one, known)) for one in definition.measures if not one.field or one.field in known
    ]
    return [Choice(BY_GROUPS, N_("the groups themselves")), *by_measure]


def chart_choices(definition: Definition, fields: Fields) -> list[Choice]:
    """The kinds of chart that fit: none without a group and a figure that can be drawn."""
    known = _known(fields)
    drawn = next((one for one in definition.measures if _can_draw(one, known)), None)
    if not definition.groupings or drawn is None:
        return [CHARTS[0]]
    first = known.get(definition.groupings[0].field)
    in_time = bool(definition.groupings[0].unit)
    several = len(definition.groupings) > 1
    fitting = {NO_CHART, ChartKind.BARS.value}
    fitting |= {ChartKind.LINE.value} if in_time else {ChartKind.ROWS.value}
    if several and drawn.how in _WHOLES:
        fitting |= {ChartKind.STACKED.value} | (set() if in_time else {ChartKind.STACKED_ROWS.value})
    if not several and not in_time and drawn.how in _WHOLES:
        fitting.add(ChartKind.DONUT.value)
    if not several and first is not None and first.kind is Kind.STAGE:
        fitting.add(ChartKind.FUNNEL.value)
    return [one for one in CHARTS if one.value in fitting]


def usual_chart(definition: Definition, fields: Fields) -> ChartKind | None:
    """The chart that suits what is grouped: a course over time is upright, names lie."""
    kinds = [one.value for one in chart_choices(definition, fields)]
    wanted = ChartKind.STACKED if len(definition.groupings) > 1 else ChartKind.BARS
    if definition.groupings and not definition.groupings[0].unit:
        wanted = ChartKind.STACKED_ROWS if len(definition.groupings) > 1 else ChartKind.ROWS
    return next((ChartKind(one) for one in (wanted.value, ChartKind.BARS.value) if one in kinds), None)


def measure_words(one: Measure, known: Mapping[str, Field]) -> str:
    """A figure as a person reads it: "Number", "Sum: Value"."""
    how = next(_(choice.label) for choice in AGGREGATES if choice.value == one.how)
    if not one.field:
        return how
    label = translate(known[one.field].label) if one.field in known else one.field
    return _("{how}: {field}").format(how=how, field=label)


# ---- what is wrong


def problems(definition: Definition, name: str) -> dict[str, str]:
    """A sentence for each part that is not right yet."""
    wrong = {}
    if not name.strip():
        wrong[NAME] = _("Give the report a name.")
    if not definition.columns and not definition.groupings and not definition.measures:
        wrong[LISTED] = _("Choose at least one column, a group or a figure.")
    elif not definition.columns and not definition.measures:
        wrong[FIGURES] = _("Without records the groups need a figure: what shall be counted?")
    keys = [one.key for one in definition.measures]
    if len(set(keys)) < len(keys):
        wrong[FIGURES] = _("The same figure stands here twice.")
    fields = [one.field for one in definition.groupings]
    if len(set(fields)) < len(fields) and len({(one.field, one.unit) for one in definition.groupings}) < len(fields):
        wrong[GROUPS] = _("Both groups are the same.")
    return wrong


def _can_draw(one: Measure, known: Mapping[str, Field]) -> bool:
    if one.how == Aggregate.COUNT:
        return True
    return one.field in known and known[one.field].kind in (Kind.NUMBER, Kind.MONEY)


def _known(fields: Fields) -> dict[str, Field]:
    return {one.name: one for one in fields}


def _by_label(fields: Fields) -> list[Field]:
    return sorted(fields, key=lambda one: translate(one.label).casefold())
