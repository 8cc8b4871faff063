"""Tests of crm/controllers/reporting/conversion.py: the report says what the analysis says."""

from __future__ import annotations

import json

from hypothesis import given

from crm.models.dashboards import Filters
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE, Scope
from crm.models.periods import EVER, OWN
from crm.models.reports import MONTHLY_CONVERSION, TOTAL, Definition, Money
from tests.controllers.analysis.world import Deal, a_world, few, scope_of, scopes, some_deals


def asked(scope=None):
    """The report of a scope."""
    scope = scope or Scope()
    days = OWN if scope.since or scope.until else EVER
    filters = Filters(days, scope.since, scope.until, scope.pipeline_id, scope.owner_id)
    return Definition("opportunities", filters=filters, period_field="closed_on", figure=MONTHLY_CONVERSION)


@few
@given(some_deals(), scopes())
def test_months_come_to_what_was_won_and_lost_in_them(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        result = session.reports.preview(asked(scope))
        for line in result.lines:
            month = "" if line.kind == TOTAL else json.loads(line.key)[0]
            won, lost = ([one for one in world.closed(scope, end) if one.closed_on.startswith(month)] for end in ENDS)
            worth = [Money(sum(one.worth() or 0 for one in some), "EUR") for some in (won, lost)]
            assert (*line.cells[1:4], *line.cells[5:7]) == (len(won) + len(lost), len(won), len(lost), *worth)


ENDS = ("won", "lost")


@few
@given(some_deals(), scopes())
def test_the_whole_is_the_win_rate_of_the_analysis(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        figure, result = session.analysis.win_rates(scope), session.reports.preview(asked(scope))
        share = figure.parts[0].by_count
        assert result.lines[-1].cells[4] == (None if share is None else round(share * 100, 1))
        assert result.left_out == figure.left_out


def test_fewer_than_five_are_too_few_to_say(session):
    with a_world(session, [Deal(end="won")] * 4):
        assert session.reports.preview(asked()).lines[0].cells[4] is None


def test_the_deals_behind(session):
    deals = [Deal(end="won", value=None), Deal(end="lost", currency="CLP"), Deal()]
    with a_world(session, deals) as world:
        won, lost, _open = (one.id for one in world.deals)
        expected = {"": [won, lost], WITHOUT_VALUE: [won], WITHOUT_RATE: [lost]}
        assert {key: list(session.reports.records(asked(), left_out=key).ids) for key in expected} == expected
        parts = session.reports.preview(asked()).chart_parts
        assert [list(session.reports.records(asked(), one[0]).ids) for one in parts] == [[won], [lost]]
