"""Tests of crm/controllers/reporting/forecasting.py: the report says what the analysis says."""

from __future__ import annotations

import json

from hypothesis import given

from crm.models.dashboards import Filters
from crm.models.periods import EVER, OWN
from crm.models.reports import FORECAST, TOTAL, Definition, Money
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, few, scope_of, scopes, some_deals


def asked(scope):
    """The report of a scope."""
    days = OWN if scope.since or scope.until else EVER
    filters = Filters(days, scope.since, scope.until, scope.pipeline_id, scope.owner_id)
    return Definition("opportunities", filters=filters, period_field="expected_close", figure=FORECAST)


@few
@given(some_deals(), scopes())
def test_months_are_those_of_the_analysis(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        figure, result = session.analysis.forecast(scope), session.reports.preview(asked(scope))
        found = {json.loads(one.key)[0]: one.cells for one in result.lines if one.kind != TOTAL}
        for part in figure.parts:
            weighted = Money(part.weighted, "EUR")
            assert found.get(part.key, (None, Money(0, "EUR")))[-1] == weighted
        assert result.lines[-1].cells[-1] == Money(sum(one.weighted for one in figure.parts), "EUR")
        assert result.left_out == figure.left_out


@few
@given(some_deals())
def test_the_deals_behind_a_line_are_those_it_counts(session, deals):
    with a_world(session, deals):
        definition = Definition("opportunities", period_field="expected_close", figure=FORECAST)
        for line in session.reports.preview(definition).lines:
            assert len(session.reports.records(definition, line.key).ids) == line.cells[1] + line.cells[4]


def test_a_bar_has_its_own_deals(session):
    with a_world(session, [Deal(end="won", closed_on="2026-01-31"), Deal()]) as world:
        definition = Definition("opportunities", period_field="expected_close", figure=FORECAST)
        won, coming = session.reports.preview(definition).chart_parts
        assert list(session.reports.records(definition, won[0]).ids) == [world.deals[0].id]
        assert list(session.reports.records(definition, coming[-1]).ids) == [world.deals[1].id]


def test_a_month_to_come_without_deals_has_a_line(session):
    with a_world(session, []):
        year = dates.today()[:4]
        filters = Filters(OWN, f"{year}-01-01", f"{year}-12-31")
        result = session.reports.preview(Definition("opportunities", filters=filters, figure=FORECAST))
    assert [one.key for one in result.lines[:-1]] == [f'["{year}-{month:02}"]' for month in range(1, 13)]
