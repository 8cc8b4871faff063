"""Win rates, against plain Python over every closed deal."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.models.figures import (
    BY_OWNER,
    BY_PRODUCT,
    BY_SOURCE,
    WIN_RATE,
    WITHOUT_RATE,
    WITHOUT_VALUE,
    Scope,
)
from tests.controllers.analysis.world import Deal, World, a_world, few, scope_of, scopes, some_deals

EVERY = pytest.mark.parametrize("by", [WIN_RATE, BY_OWNER, BY_SOURCE, BY_PRODUCT])


def groups_of(world: World, deal: Deal, by: str) -> set[str]:
    if by == BY_OWNER:
        return {str(world.users[deal.owner])}
    if by == BY_SOURCE:
        return {deal.source}
    return {str(world.products[one]) for one in deal.products} or {"0"} if by == BY_PRODUCT else {""}


@EVERY
@few
@given(deals=some_deals(), drawn=scopes())
def test_every_group_is_what_counting_gives(session, by, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        closed = world.closed(scope)
        parts = session.analysis.win_rates(scope, by=by).parts
        groups = {group for one in closed for group in groups_of(world, one, by)} | ({""} if by == WIN_RATE else set())
        assert {one.key for one in parts} == groups
        for part in parts:
            ours = [one for one in closed if part.key in groups_of(world, one, by)]
            for end, count, worth in (("won", part.won, part.won_worth), ("lost", part.lost, part.lost_worth)):
                known = [one for one in ours if one.end == end]
                assert count == len(known)
                assert worth.value == sum(one.worth() or 0 for one in known)
                assert worth.count == sum(one.worth() is not None for one in known)
                assert worth.unpriced == sum(one.value is not None and one.worth() is None for one in known)


@EVERY
@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_each_group_are_told(session, by, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        closed = world.closed(scope)
        assert set(session.analysis.ids(by, scope)) == {one.id for one in closed}
        for part in session.analysis.win_rates(scope, by=by).parts:
            found = set(session.analysis.ids(by, scope, part=part.key))
            assert found == {one.id for one in closed if part.key in groups_of(world, one, by)}


@EVERY
@few
@given(deals=some_deals(), drawn=scopes())
def test_what_is_left_out_is_counted_once_and_named(session, by, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        closed = world.closed(scope)
        valueless = {one.id for one in closed if one.value is None}
        unpriced = {one.id for one in closed if one.value is not None and one.worth() is None}
        told = {one.key: one.count for one in session.analysis.win_rates(scope, by=by).left_out}
        assert told == {key: len(ids) for key, ids in ((WITHOUT_VALUE, valueless), (WITHOUT_RATE, unpriced)) if ids}
        assert set(session.analysis.ids(by, scope, left_out=WITHOUT_RATE)) == unpriced


def rates(session, deals):
    with a_world(session, deals):
        return session.analysis.win_rates(Scope()).parts[0]


def test_four_closed_deals_are_too_few_to_say(session):
    found = rates(session, [Deal(end="won")] * 4)
    assert (found.won, found.by_count, found.by_value) == (4, None, None)


def test_five_closed_deals_are_enough(session):
    found = rates(session, [Deal(end="won", value=300), *[Deal(end="lost", value=25)] * 4])
    assert (found.by_count, found.by_value) == (pytest.approx(1 / 5), pytest.approx(3 / 4))


def test_open_deals_are_not_in_it(session):
    assert rates(session, [Deal()] * 6).won == 0


def test_groups_have_their_names(session):
    with a_world(session, [Deal(end="won", owner=1, products=(1,)), Deal(end="lost")]):
        owners, products = (session.analysis.win_rates(by=by).parts for by in (BY_OWNER, BY_PRODUCT))
        assert {one.name for one in owners} == {"Berta", ""}
        assert {one.name for one in products} == {"Trigo", ""}
