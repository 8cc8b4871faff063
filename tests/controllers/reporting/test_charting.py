"""Tests of crm/controllers/reporting/charting.py: few labels, few series, the others together."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.utils.chart_data import ChartKind, Unit
from tests.controllers.analysis.world import Deal, a_world, few, some_deals

COUNT = Measure(Aggregate.COUNT)


def drawn(session, *groupings, kind=ChartKind.BARS, measures=(COUNT,)):
    """The result with its chart, and its definition."""
    definition = Definition("opportunities", groupings=groupings, measures=measures, chart=kind)
    return session.reports.preview(definition), definition


@few
@given(some_deals())
def test_every_value_counts_its_own_records(session, deals):
    with a_world(session, deals):
        result, definition = drawn(session, Grouping("created_at", "month"), Grouping("assigned_to"))
        for series, parts in zip(result.chart.series, result.chart_parts, strict=True):
            found = [len(session.reports.records(definition, part).ids) for part in parts]
            assert found == [value or 0 for value in series.values]


def test_many_names_are_the_largest_and_the_others(session):
    deals = [Deal(source=f"Fuente {number:02}") for number in range(20)] + [Deal(source="Web")] * 5
    with a_world(session, deals):
        result, _definition = drawn(session, Grouping("source"))
        assert (len(result.chart.labels), result.chart.labels[-1]) == (12, "Others")
        assert "Web" in result.chart.labels
        assert sum(result.chart.series[0].values) == 25
        assert (result.chart_keys[-1], result.chart_parts[0][-1]) == ("", "")


def test_many_series_are_the_largest_and_the_others(session):
    with a_world(session, [Deal(source=f"Fuente {number}") for number in range(9)]):
        result, _definition = drawn(session, Grouping("status"), Grouping("source"))
        assert len(result.chart.series) == 6
        assert result.chart.series[-1].values == (4,)


def test_a_donut_has_one_series(session):
    with a_world(session, [Deal(owner=1), Deal(owner=2)]):
        result, _definition = drawn(session, Grouping("status"), Grouping("assigned_to"), kind=ChartKind.DONUT)
        assert [one.values for one in result.chart.series] == [(2,)]


def test_money_is_drawn_in_the_currency_of_the_business(session):
    with a_world(session, [Deal(value=5)]):
        result, _definition = drawn(session, Grouping("status"), measures=(Measure(Aggregate.SUM, "value"),))
        assert (result.chart.unit, result.chart.currency) == (Unit.MONEY, "EUR")


@pytest.mark.parametrize(
    ("field", "unit"), [("probability", Unit.NUMBER), ("cycle_days", Unit.DAYS), ("days_in_stage", Unit.DAYS)]
)
def test_numbers_and_days_are_told_apart(session, field, unit):
    result, _definition = drawn(session, Grouping("status"), measures=(Measure(Aggregate.AVERAGE, field),))
    assert result.chart.unit == unit


def test_dates_are_not_drawn(session):
    result, _definition = drawn(session, Grouping("status"), measures=(Measure(Aggregate.MOST, "closed_on"),))
    assert result.chart is None
