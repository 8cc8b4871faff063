"""Entries that overlap share their place: no two cover each other, none is lost."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.views.widgets.calendar_packing import Share, lanes, side_by_side

SPANS = st.lists(st.tuples(st.integers(0, 1400), st.integers(5, 200)), max_size=25).map(
    lambda pairs: sorted((start, start + length) for start, length in pairs)
)


def test_one_alone_has_the_whole_width():
    assert side_by_side([(60, 120)]) == [Share(0, 1, 1)]


def test_two_at_the_same_time_have_half_each():
    assert side_by_side([(60, 120), (60, 120)]) == [Share(0, 1, 2), Share(1, 1, 2)]


def test_one_after_the_other_need_not_share():
    assert side_by_side([(60, 120), (120, 180)]) == [Share(0, 1, 1), Share(0, 1, 1)]


def test_what_has_nobody_beside_it_takes_the_room():
    # three in a chain: the third begins when the second is over
    assert side_by_side([(0, 100), (10, 50), (60, 90), (95, 200)])[3] == Share(1, 1, 2)


def test_room_at_the_right_is_used():
    assert side_by_side([(0, 100), (0, 20), (0, 20), (30, 90)])[3] == Share(1, 2, 3)


@given(SPANS)
@settings(max_examples=60, deadline=None)
def test_no_two_cover_each_other(spans):
    for (one, first), (other, second) in combinations(zip(spans, side_by_side(spans), strict=True), 2):
        if one[0] < other[1] and other[0] < one[1]:
            begin, end = first.first / first.columns, (first.first + first.span) / first.columns
            assert end <= second.first / second.columns or (second.first + second.span) / second.columns <= begin


@given(SPANS)
@settings(max_examples=40, deadline=None)
def test_no_two_of_a_row_share_a_day(spans):
    rows = lanes(spans)
    for (one, first), (other, second) in combinations(zip(spans, rows, strict=True), 2):
        assert first != second or one[1] < other[0] or other[1] < one[0]


def test_a_row_is_used_again_when_its_bar_is_over():
    assert lanes([(0, 2), (1, 4), (3, 5)]) == [0, 1, 0]
