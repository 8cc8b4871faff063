"""A report in words: the heads of its columns, and what it was narrowed to. Which records those are is others'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.controllers.reporting.sources import NAME
from crm.controllers.reporting.tables import Table
from crm.models import activities, opportunities, shown
from crm.models.fields import Field, Kind
from crm.models.figures import NOBODY
from crm.models.filters import Condition, Operator
from crm.models.periods import OWN, PERIODS
from crm.models.reports import DATE_UNITS, Aggregate, Grouping, Measure, is_dated
from crm.models.segments import SEGMENTS
from crm.utils import dates
from crm.utils.i18n import N_, _, translate

_PERIODS = {one.value: one.label for one in PERIODS}
_UNITS = {one.value: one.label for one in DATE_UNITS}
_WORDS = {
    Operator.NONE: N_("is none of"), Operator.EMPTY: N_("Not filled in"), Operator.FILLED: N_("Filled in"),
    Operator.BEFORE: N_("before"), Operator.AFTER: N_("after"), Operator.NEVER: N_("never"),
}  # fmt: skip
_NUMBER_WORDS = {Operator.BEFORE: N_("less than"), Operator.AFTER: N_("more than")}
_NAMES = {
    Kind.USER: "SELECT name FROM users WHERE id = :id",
    Kind.PIPELINE: "SELECT name FROM pipelines WHERE id = :id",
    Kind.STAGE: "SELECT name FROM stages WHERE id = :id",
    Kind.LOSS_REASON: "SELECT name FROM loss_reasons WHERE id = :id",
    Kind.PRODUCT: "SELECT name FROM products WHERE id = :id",
    Kind.TAGS: "SELECT name FROM tags WHERE id = :id",
    Kind.CONTACT: f"SELECT {NAME} FROM contacts k WHERE k.id = :id",
    Kind.OPPORTUNITY: "SELECT title FROM opportunities WHERE id = :id",
}
_OF_TEMPLATES = (Kind.PIPELINE, Kind.STAGE, Kind.LOSS_REASON)
# What lists are filtered by and reports do not list.
_FURTHER = {
    "view": Field("view", Kind.NUMBER, N_("View")),
    "segment": Field("segment", Kind.CHOICE, N_("Segment"), choices=SEGMENTS),
} | {one.name: one for one in (*activities.FOLLOWING, *opportunities.FOLLOWING)}


def measure_label(measure: Measure, field: Field) -> str:
    """The head of a measure: "Number", "Sum of Value"."""
    if measure.how == Aggregate.COUNT and not measure.field:
        return _("Number")
    words = {
        Aggregate.COUNT: _("Number with {field}"),
        Aggregate.SUM: _("Sum of {field}"),
        Aggregate.AVERAGE: _("Average of {field}"),
        Aggregate.LEAST: _("First {field}") if is_dated(field) else _("Least {field}"),
        Aggregate.MOST: _("Last {field}") if is_dated(field) else _("Most {field}"),
    }
    return words[measure.how].format(field=translate(field.label))


def grouping_label(grouping: Grouping, field: Field) -> str:
    """The head of a grouping: "Owner", "Closed on (by month)"."""
    label = translate(field.label)
    if not is_dated(field):
        return label
    return _("{field} ({unit})").format(field=label, unit=translate(_UNITS[grouping.unit]))


def facts(table: Table) -> list[tuple[str, str]]:
    """What stands under the title: the period after the day it is about, pipeline, owner, then each condition; only
    what narrows."""
    told = []
    if period := period_words(table):
        about = _("Period") if table.definition.figure else translate(table.fields[table.period_field].label)
        told.append((about, period))
    filters, source = table.definition.filters, table.source
    if filters.pipeline_id is not None and source.pipeline:
        told.append((_("Pipeline"), _name(table, Kind.PIPELINE, row_id=filters.pipeline_id)))
    if filters.owner_id is not None:
        nobody = filters.owner_id == NOBODY
        told.append((_("Owner"), _("Nobody") if nobody else _name(table, Kind.USER, row_id=filters.owner_id)))
    if table.definition.query.text.strip():
        told.append((_("Search"), table.definition.query.text.strip()))
    return told + [_condition(table, one) for one in table.definition.query.conditions]


def period_words(table: Table) -> str:
    """The days asked for: "This month (01/11/2026 to 30/11/2026)"; "" for all."""
    since, until = table.period.since, table.period.until
    if not (since or until):
        return ""
    first, last = dates.show_day(since), dates.show_day(until)
    if first and last:
        days = _("{first} to {last}").format(first=first, last=last)
    else:
        days = _("from {first}").format(first=first) if first else _("until {last}").format(last=last)
    if table.period.key == OWN:
        return days
    return _("{period} ({days})").format(period=translate(_PERIODS[table.period.key]), days=days)


def _condition(table: Table, condition: Condition) -> tuple[str, str]:
    field = _field(table.fields, condition.field)
    values = [_value(table, field, value=one) for one in condition.values]
    label = translate(field.label)
    operator, said = condition.operator, ", ".join(values)
    if operator == Operator.BETWEEN and len(values) == 2:
        return label, _("{low} to {high}").format(low=values[0], high=values[1])
    if operator == Operator.OLDER_THAN_DAYS:
        return label, _("more than {days} days ago or never").format(days=said)
    if operator == Operator.COMES_ROUND:
        return label, _("in the next {days} days").format(days=said)
    if operator in (Operator.ANY, Operator.CONTAINS):
        return label, said
    words = _NUMBER_WORDS.get(operator) if field.kind in (Kind.NUMBER, Kind.MONEY) else None
    return label, f"{translate(words or _WORDS[operator])} {said}".strip()


def _field(fields: Mapping[str, Field], name: str) -> Field:
    """The field a condition is about; lists know some that reports do not."""
    return fields.get(name) or _FURTHER.get(name) or Field(name, Kind.TEXT, name)


def _value(table: Table, field: Field, *, value: object) -> str:
    if value is None:
        return _("Nobody") if field.kind == Kind.USER else _("Not filled in")
    if field.name == "view":
        return str(table.database.value("SELECT name FROM saved_views WHERE id = :id", id=value) or value)
    if field.kind in _NAMES:
        return _name(table, field.kind, row_id=value)
    if field.kind == Kind.CHOICES:
        return next((translate(one.label) for one in field.choices if one.value == value), str(value))
    if field.kind == Kind.MONEY and not field.currency:
        return str(value)
    return shown.show(value, field, region="")


def _name(table: Table, kind: Kind, *, row_id: Any) -> str:
    found = table.database.value(_NAMES[kind], id=row_id)
    if found is None:
        return _("(gone)")
    return translate(str(found)) if kind in _OF_TEMPLATES else str(found)
