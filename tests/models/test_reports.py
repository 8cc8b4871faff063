"""A report's definition as it is kept, and its measures by name."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.reports import Aggregate, Definition, Grouping, Measure, ReportColumn
from crm.utils.chart_data import ChartKind

WHOLE = Definition(
    "opportunities",
    ("title", "value"),
    ListQuery(conditions=(Condition("status", Operator.ANY, ("won",)),), sort="value", descending=True),
    Filters("own", "2026-01-01", "2026-06-30", 2, 0),
    "closed_on",
    (Grouping("closed_on", "month"), Grouping("assigned_to")),
    (Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")),
    "sum:value",
    descending=True,
    chart=ChartKind.STACKED,
)


@pytest.mark.parametrize("definition", [WHOLE, Definition("contacts")])
def test_a_definition_comes_back_as_it_was_kept(definition):
    assert Definition.from_plain(definition.to_plain()) == definition


def test_what_no_version_kept_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        Definition.from_plain({"entity": "contacts", "chart": "sideways"})


def test_a_measure_is_named_by_how_and_what():
    assert [one.key for one in WHOLE.measures] == ["count", "sum:value"]


def test_two_definitions_share_no_default():
    assert Definition("contacts").filters == Filters("ever")


@pytest.mark.parametrize(
    ("kind", "is_measure", "right"), [(Kind.MONEY, False, True), (Kind.TEXT, False, False), (Kind.TEXT, True, True)]
)
def test_numbers_stand_at_the_right(kind, is_measure, right):
    assert ReportColumn("a", "A", Field("a", kind, "A"), is_measure).is_number is right
