"""Tests of crm/controllers/likeness/grouping.py."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from crm.controllers.likeness.grouping import groups
from crm.models.duplicates import Likeness, Pair


def pair(one, other, score=90):
    return Pair(one, other, Likeness(score, ()))


def never(_one, _other, *, joined):
    return not joined


def test_pairs_that_hang_together_are_one_group():
    (group,) = groups([pair(1, 2, 98), pair(2, 3, 90), pair(1, 3, 86)], never)
    assert (group.ids, group.score) == ((1, 2, 3), 90)
    assert [one.likeness.score for one in group.pairs] == [98, 90, 86]


def test_the_best_group_comes_first():
    assert [group.ids for group in groups([pair(5, 6, 90), pair(1, 2, 88), pair(3, 4, 99)], never)] == [
        (3, 4), (5, 6), (1, 2),
    ]  # fmt: skip


def test_two_different_people_are_never_joined_through_a_third():
    apart = groups([pair(1, 2, 95), pair(2, 3, 90)], lambda one, other, **_joined: {one, other} == {1, 3})
    assert [group.ids for group in apart] == [(1, 2)]


def test_whether_they_are_different_is_asked_with_the_score_that_joins_them():
    asked = []
    groups([pair(1, 2, 91)], lambda *ids, joined: bool(asked.append((*ids, joined))))
    assert asked == [(1, 2, 91)]


@given(some.sets(some.tuples(some.integers(1, 9), some.integers(10, 18)), max_size=20))
@settings(max_examples=50)
def test_everybody_is_in_one_group_at_most(pairs):
    made = groups([pair(one, other) for one, other in pairs], lambda one, other, **_joined: (one + other) % 5 == 0)
    everybody = [one for group in made for one in group.ids]
    assert len(everybody) == len(set(everybody))
    assert all((one + other) % 5 for group in made for one in group.ids for other in group.ids if one < 10 <= other)
