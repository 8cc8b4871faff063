"""Ranks: there is always one more between two, they stay short, and a list moved by hand keeps its order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.utils.ranks import between, spread

PLACES = some.lists(some.integers(min_value=0, max_value=10_000), min_size=1, max_size=120)


def put_in(places: list[int]) -> list[str]:
    """Ranks made one by one, each at one place of the list so far."""
    ranks: list[str] = []
    for place in places:
        at = place % (len(ranks) + 1)
        before, after = ["", *ranks][at], [*ranks, ""][at]
        ranks.insert(at, between(before, after))
    return ranks


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_a_rank_lies_strictly_between_its_neighbours(places):
    ranks = put_in(places)
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("place", [0, 1, -1])
def test_always_at_the_same_place_ranks_stay_strictly_ordered(place):
    ranks: list[str] = []
    for _time in range(400):
        at = max(0, min(len(ranks), place if place >= 0 else len(ranks)))
        ranks.insert(at, between(["", *ranks][at], [*ranks, ""][at]))
    assert ranks == sorted(set(ranks))


def test_ten_thousand_new_ones_on_top_cost_four_letters_each():
    first = ""
    for _time in range(10_000):
        first = between("", first)
    assert len(first) <= 4


def test_the_ends_of_the_whole_numbers_are_no_ends():
    smallest, largest = "A" + "0" * 26, "z" * 27
    assert between("", between("", smallest + "V")) < smallest + "V"
    assert between(largest, "") > largest


def test_ranks_in_the_wrong_order_are_refused():
    for before, after in (("a1", "a0"), ("a0", "a0")):
        with pytest.raises(ValueError, match="not in front of"):
            between(before, after)


@settings(max_examples=40, deadline=None)
@given(some.integers(min_value=0, max_value=300), PLACES)
def test_many_at_once_stand_between_two_in_their_order(count, places):
    ranks = ["", *put_in(places), ""]
    at = places[0] % (len(ranks) - 1)
    found = spread(count, ranks[at], after=ranks[at + 1])
    assert len(found) == count
    whole = [one for one in (ranks[at], *found, ranks[at + 1]) if one]
    assert whole == sorted(set(whole))


def test_many_at_once_are_short():
    assert max(map(len, spread(10_000))) <= 4
    assert max(map(len, spread(1000, "a0", after="a1"))) <= 4
