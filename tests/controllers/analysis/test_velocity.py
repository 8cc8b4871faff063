"""Velocity and its ingredients, against plain Python."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from crm.models.figures import FLOOR, VELOCITY, WITHOUT_RATE
from tests.controllers.analysis.world import Deal, a_world, few, scope_of, scopes, some_deals


def cycle(deal: Deal) -> int:
    return max(0, (date.fromisoformat(deal.closed_on) - date.fromisoformat(deal.created_on)).days)


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_ingredient_is_what_counting_gives(session, zone, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        found = session.analysis.velocity(scope).parts[0]
        won, lost = world.closed(scope, "won"), world.closed(scope, "lost")
        opened = [one for one in world.of(scope) if one.end == "open"]
        priced = [one.worth() for one in won if one.worth() is not None]
        assert (found.open, found.won, found.lost) == (len(opened), len(won), len(lost))
        assert (found.cycle_days is None) == (len(won) < FLOOR)
        if found.cycle_days is not None:
            assert found.cycle_days == pytest.approx(sum(map(cycle, won)) / len(won)), zone
        assert (found.average_value is None) == (len(priced) < FLOOR)
        if found.average_value is not None:
            assert found.average_value == pytest.approx(sum(priced) / len(priced), abs=1, rel=1e-9)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_it_are_told(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        won = {one.id for one in world.closed(scope, "won")}
        opened = {one.id for one in world.of(scope) if one.end == "open"}
        ids = session.analysis.ids
        assert set(ids(VELOCITY, scope, part="won")) == won
        assert set(ids(VELOCITY, scope, part="open")) == opened
        assert set(ids(VELOCITY, scope)) == won | opened
        unpriced = {one.id for one in world.closed(scope, "won") if one.value is not None and one.worth() is None}
        assert set(ids(VELOCITY, scope, left_out=WITHOUT_RATE)) == unpriced


def test_velocity_is_the_product_of_its_ingredients(session):
    created, closed = "2026-01-01T12:00:00Z", "2026-01-11"
    won = [Deal(end="won", value=1000, created=created, closed_on=closed)] * 5
    with a_world(session, [*won, *[Deal(end="lost")] * 5, *[Deal()] * 8]):
        assert session.analysis.velocity().parts[0].per_day == 8 * 1000 // 2 // 10


def test_a_deal_entered_after_it_was_won_took_no_time(session):
    late = [Deal(end="won", created="2026-03-01T12:00:00Z", closed_on="2026-01-31")] * 5
    with a_world(session, late):
        assert session.analysis.velocity().parts[0].cycle_days == 0


def test_too_few_won_deals_give_no_velocity(session):
    with a_world(session, [Deal(end="won")] * 4):
        assert session.analysis.velocity().parts[0].per_day is None
