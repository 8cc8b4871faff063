"""Upright bars: zero-based, never cut, with their values or an axis; stacks; goals as marks."""

from __future__ import annotations

import pytest

from crm.utils.chart_bars import bar_series
from crm.utils.chart_colors import LIGHT
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from tests.utils.drawn_charts import CARD, counted, drawn, money


def with_goal(kind: ChartKind, won: tuple[float, ...], goal: tuple[float | None, ...]) -> Chart:
    return Chart(kind, tuple("ABC"[: len(won)]), (Series("Won", won, Role.MAIN), Series("Goal", goal, Role.GOAL)))


@pytest.mark.parametrize("values", [(100, 50), (105, 3), (1, 0), (-4, 12), (-4, -12)])
@pytest.mark.parametrize("size", [CARD, (1200, 700)])
def test_heights_are_in_proportion_to_values(values, size):
    sheet = drawn(counted(ChartKind.BARS, values), size)
    heights = [sheet.pick(0, label).box.height for label in (0, 1)]
    assert heights[0] * abs(values[1]) == pytest.approx(heights[1] * abs(values[0]), abs=0.01)


def test_bars_stand_on_zero():
    sheet = drawn(counted(ChartKind.BARS, (3, 12, -5)))
    up, higher, down = (sheet.pick(0, label).box for label in range(3))
    assert up.bottom == pytest.approx(higher.bottom) == pytest.approx(down.top)


def test_the_highest_bar_ends_below_the_top_and_its_value_too():
    sheet = drawn(counted(ChartKind.BARS, (112, 9)))
    assert sheet.pick(0, 0).box.top > 8
    assert all(box.top >= 0 for _words, box in sheet.boxes_of_words())


def test_the_highest_bar_ends_on_or_below_the_last_number_of_an_axis():
    sheet = drawn(money(ChartKind.BARS, *(1_125_000 + at for at in range(20))))
    last = min(box.middle[1] for words, box in sheet.boxes_of_words() if words.startswith("€"))
    assert sheet.pick(0, 19).box.top >= last - 2


def test_bars_say_their_values_where_these_have_room():
    assert {"3", "12"} <= set(drawn(counted(ChartKind.BARS, (3, 12))).words)


def test_many_bars_have_an_axis_instead():
    words = drawn(money(ChartKind.BARS, *(100_000 * at for at in range(1, 21)))).words
    assert "€20k" in words and "€1k" not in words


def test_what_cannot_be_said_is_a_gap_and_zero_is_not():
    picks = drawn(counted(ChartKind.BARS, (3, None, 0))).picks
    assert [pick.label for pick in picks] == [0, 2]


def test_a_bar_of_zero_can_be_picked_in_its_column():
    sheet = drawn(counted(ChartKind.BARS, (3, 0)))
    assert sheet.pick(0, 1).reach.height > 80


def test_series_stand_side_by_side():
    sheet = drawn(counted(ChartKind.BARS, (3, 2), (1, 5)))
    assert sheet.pick(0, 0).box.right <= sheet.pick(1, 0).box.left
    assert sheet.pick(1, 0).box.right < sheet.pick(0, 1).box.left


def test_several_series_are_named():
    assert {"First", "Second"} <= set(drawn(counted(ChartKind.BARS, (3,), (2,))).words)


def test_one_series_needs_no_name():
    assert "First" not in drawn(counted(ChartKind.BARS, (3,))).words


def test_goals_are_marks_not_bars():
    chart = with_goal(ChartKind.BARS, (3, 2), (5, None))
    assert bar_series(chart) == [0]
    mark = drawn(chart).pick(1, 0).box
    assert mark.height < 4 < mark.width


def test_a_goal_above_all_bars_is_not_cut():
    sheet = drawn(with_goal(ChartKind.BARS, (3, 2), (50, 50)))
    assert sheet.pick(1, 0).box.top > 0
    assert sheet.color_at(*sheet.pick(1, 0).box.middle) == LIGHT.text


def test_goals_alone_are_bars():
    chart = Chart(ChartKind.BARS, ("A",), (Series("Goal", (5,), Role.GOAL),))
    assert bar_series(chart) == [0]


def test_parts_of_a_stack_stand_on_each_other():
    sheet = drawn(counted(ChartKind.STACKED, (3, 1), (2, 1)))
    assert sheet.pick(1, 0).box.bottom == pytest.approx(sheet.pick(0, 0).box.top, abs=2)


def test_a_stack_says_its_sum():
    assert "5" in drawn(counted(ChartKind.STACKED, (3, 1), (2, 1))).words


def test_a_stack_of_nothing_known_says_no_sum():
    words = drawn(counted(ChartKind.STACKED, (None, 1), (None, 2))).words
    assert "–" in words


def test_nothing_of_a_stack_cannot_be_picked():
    picks = drawn(counted(ChartKind.STACKED, (3, 0), (None, 1))).picks
    assert [(pick.series, pick.label) for pick in picks] == [(0, 0), (1, 1)]


@pytest.mark.usefixtures("spanish")
def test_amounts_are_written_in_the_language():
    words = drawn(money(ChartKind.BARS, 1234567)).words
    assert "12,3 k€" in [one.replace("\N{NO-BREAK SPACE}", " ") for one in words]


def test_shares_are_written_as_percents():
    chart = Chart(ChartKind.BARS, ("A",), (Series("Rate", (0.62,)),), Unit.SHARE)
    assert "62%" in drawn(chart).words


def test_a_share_stands_in_its_whole():
    few = Chart(ChartKind.BARS, ("A", "B"), (Series("Won", (0.25, None)),), Unit.SHARE)
    all_of_it = Chart(ChartKind.BARS, ("A", "B"), (Series("Won", (1.0, None)),), Unit.SHARE)
    wide, quarter = drawn(all_of_it).pick(0, 0).box.height, drawn(few).pick(0, 0).box.height
    assert quarter == pytest.approx(wide / 4, rel=0.1)
