"""Suggested probabilities, against plain Python over the history of every closed deal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.analysis.suggested_probability import wilson
from crm.models.figures import CLOSED_AT_ONCE, SUGGESTION_FLOOR, SUGGESTIONS, Scope
from tests.controllers.analysis.world import STAGES, Deal, a_world, few, scope_of, scopes, some_deals


def reached(deal: Deal) -> int:
    return STAGES if deal.end == "won" else max(deal.path)


@few
@given(deals=some_deals(), drawn=scopes())
def test_every_stage_is_what_counting_gives(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, (*drawn[:2], max(drawn[2], 0), drawn[3]))
        closed = world.closed(scope)
        seen = [one for one in closed if one.is_followed]
        figure = session.analysis.suggestions(scope)
        for place, part in enumerate(figure.parts):
            ours = [one for one in seen if reached(one) >= place]
            assert (part.closed, part.won) == (len(ours), sum(one.end == "won" for one in ours))
            assert (part.probability is None) == (len(ours) < SUGGESTION_FLOOR)
            assert set(session.analysis.ids(SUGGESTIONS, scope, part=part.key)) == {one.id for one in ours}
        unseen = {one.id for one in closed if not one.is_followed}
        assert {one.key: one.count for one in figure.left_out} == ({CLOSED_AT_ONCE: len(unseen)} if unseen else {})
        assert set(session.analysis.ids(SUGGESTIONS, scope, left_out=CLOSED_AT_ONCE)) == unseen


def first(session, won, lost):
    with a_world(session, [Deal(end="won")] * won + [Deal(end="lost")] * lost) as world:
        return session.analysis.suggestions(Scope(pipeline_id=world.pipelines[0])).parts[0]


def test_nine_closed_deals_are_too_few_to_say(session):
    found = first(session, 9, 0)
    assert (found.closed, found.probability, found.low, found.high) == (9, None, None, None)


def test_ten_closed_deals_suggest_with_a_wide_interval(session):
    found = first(session, 5, 5)
    assert (found.probability, found.low, found.high) == (50, 23, 77)


def test_ten_won_deals_do_not_promise_every_one(session):
    found = first(session, 10, 0)
    assert (found.probability, found.low, found.high) == (100, 72, 100)


def test_what_is_suggested_changes_nothing(session):
    with a_world(session, [Deal(end="won")] * 12) as world:
        session.analysis.suggestions(Scope(pipeline_id=world.pipelines[0]))
        assert [session.pipelines.stage(one).probability for one in world.stages[0]] == [0, 20, 40]


def test_wilson_is_the_interval_of_the_books():
    assert wilson(8, 10) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


@given(st.integers(1, 10**6).flatmap(lambda closed: st.tuples(st.integers(0, closed), st.just(closed))))
def test_an_interval_holds_its_share(drawn):
    won, closed = drawn
    low, high = wilson(won, closed)
    assert 0 <= low <= won / closed + 1e-12
    assert won / closed - 1e-12 <= high <= 1
