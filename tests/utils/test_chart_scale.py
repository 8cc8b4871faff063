"""From values to places: zero is always there, nothing lies beyond, the numbers of an axis are round and few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils.chart_data import ChartKind, Unit
from crm.utils.chart_scale import exact_scale, round_scale, stacked
from tests.utils.drawn_charts import counted

values = st.lists(
    st.one_of(st.none(), st.integers(-(10**14), 10**14).map(lambda whole: whole / 1000), st.integers(-99, 99)),
    max_size=8,
)


@given(values, st.sampled_from(Unit), st.integers(2, 5))
def test_no_value_lies_beyond_a_scale(some, unit, steps):
    scale = round_scale(some, unit, steps=steps)
    assert all(scale.low <= value <= scale.high for value in some if value is not None)
    assert scale.low <= 0 <= scale.high


@given(values, st.integers(2, 5))
def test_an_axis_has_few_numbers(some, steps):
    assert 2 <= len(round_scale(some, Unit.MONEY, steps=steps).ticks()) <= steps + 5


@given(values)
def test_what_is_counted_has_whole_numbers_beside_it(some):
    assert all(tick == round(tick) for tick in round_scale(some, Unit.COUNT).ticks())


@pytest.mark.parametrize(
    "most, ticks",
    [(112.5, [0, 25, 50, 75, 100, 125]), (5, [0, 1, 2, 3, 4, 5]), (60, [0, 20, 40, 60]), (1, [0, 1]), (0, [0, 1])],
)
def test_the_numbers_of_an_axis_are_round(most, ticks):
    assert round_scale([most], Unit.COUNT).ticks() == ticks


def test_a_scale_of_bars_that_say_their_values_wastes_nothing():
    scale = exact_scale([3, -2, None])
    assert (scale.low, scale.high) == (-2, 3)


def test_nothing_at_all_still_has_a_scale():
    assert exact_scale([None, 0]).share(0) == 0


def test_a_share_goes_from_low_to_high():
    scale = exact_scale([-5, 5])
    assert [scale.share(value) for value in (-5, 0, 5)] == [0, 0.5, 1]


def test_parts_of_a_stack_stand_on_each_other():
    chart = counted(ChartKind.STACKED, (3, None), (4, 2))
    assert list(stacked(chart, (0, 1))) == [(0, 0, (0, 3)), (1, 0, (3, 7)), (1, 1, (0, 2))]


def test_parts_below_zero_hang_from_it():
    chart = counted(ChartKind.STACKED, (3,), (-4,), (-1,), (2,))
    assert [ends for *_place, ends in stacked(chart, range(4))] == [(0, 3), (0, -4), (-4, -5), (3, 5)]
