"""Lying bars: names, values, stacks, goals, more rows than there is room for."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from tests.utils.drawn_charts import counted, drawn

LONG = "Construcciones y Reformas Hernández e Hijos Sociedad Limitada"


def test_lengths_are_in_proportion_to_values():
    sheet = drawn(counted(ChartKind.ROWS, (100, 25)))
    assert sheet.pick(0, 0).box.width == pytest.approx(4 * sheet.pick(0, 1).box.width)


def test_the_first_label_is_on_top():
    sheet = drawn(counted(ChartKind.ROWS, (1, 2, 3)))
    tops = [sheet.pick(0, label).box.top for label in range(3)]
    assert tops == sorted(tops)


def test_rows_say_their_values_behind_the_bar():
    sheet = drawn(counted(ChartKind.ROWS, (100, 25)))
    value = dict(sheet.boxes_of_words())["100"]
    assert value.left > sheet.pick(0, 0).box.right
    assert value.right <= sheet.size[0]


def test_a_long_name_is_cut_and_never_reaches_the_bar():
    sheet = drawn(counted(ChartKind.ROWS, (100, 25), labels=(LONG, "Acme")))
    words, box = sheet.boxes_of_words()[0]
    assert words.endswith("…")
    assert box.right < sheet.pick(0, 0).box.left


def test_names_begin_at_the_same_edge():
    boxes = dict(drawn(counted(ChartKind.ROWS, (3, 2), labels=("Nu", "Acme Iberia"))).boxes_of_words())
    assert boxes["Nu"].left == pytest.approx(boxes["Acme Iberia"].left, abs=2)


def test_rows_without_room_are_counted():
    sheet = drawn(counted(ChartKind.ROWS, tuple(range(60)), labels=tuple(f"Customer {at}" for at in range(60))))
    assert f"and {60 - len(sheet.picks)} more" in sheet.words


def test_what_cannot_be_said_is_a_dash_without_a_bar():
    sheet = drawn(counted(ChartKind.ROWS, (3, None)))
    assert "–" in sheet.words
    assert [pick.label for pick in sheet.picks] == [0]


def test_below_zero_bars_go_to_the_left():
    sheet = drawn(counted(ChartKind.ROWS, (-5, 8)))
    assert sheet.pick(0, 0).box.right == pytest.approx(sheet.pick(0, 1).box.left)


def test_all_of_a_row_can_be_picked():
    assert drawn(counted(ChartKind.ROWS, (100, 1))).pick(0, 1).reach.width == pytest.approx(300, abs=1)


def test_series_stand_below_each_other_in_a_row():
    sheet = drawn(counted(ChartKind.ROWS, (3, 2), (1, 5)))
    assert sheet.pick(0, 0).box.bottom <= sheet.pick(1, 0).box.top
    assert sheet.pick(1, 0).box.bottom < sheet.pick(0, 1).box.top


def test_a_goal_is_a_mark_across_its_row():
    chart = Chart(ChartKind.ROWS, ("A",), (Series("Won", (3,)), Series("Goal", (5,), Role.GOAL)))
    sheet = drawn(chart)
    mark, bar = sheet.pick(1, 0).box, sheet.pick(0, 0).box
    assert mark.width < 4 and mark.height > bar.height
    assert mark.left > bar.right


def test_parts_of_a_stack_stand_behind_each_other():
    sheet = drawn(counted(ChartKind.STACKED_ROWS, (3, 1), (2, 1)))
    assert sheet.pick(0, 0).box.right == pytest.approx(sheet.pick(1, 0).box.left, abs=2)


def test_a_stack_says_its_sum_and_its_wide_parts():
    assert {"30", "20", "50"} <= set(drawn(counted(ChartKind.STACKED_ROWS, (30, 1), (20, 1))).words)


def test_a_stack_of_which_nothing_can_be_said_says_so():
    assert "–" in drawn(counted(ChartKind.STACKED_ROWS, (3, None), (2, None))).words


def test_a_share_stands_in_its_whole():
    few = Chart(ChartKind.ROWS, ("A", "B"), (Series("Won", (0.25, None)),), Unit.SHARE)
    all_of_it = Chart(ChartKind.ROWS, ("A", "B"), (Series("Won", (1.0, None)),), Unit.SHARE)
    wide, quarter = drawn(all_of_it).pick(0, 0).box.width, drawn(few).pick(0, 0).box.width
    assert quarter == pytest.approx(wide / 4, rel=0.1)


def test_what_a_long_name_says_in_brackets_stays():
    sheet = drawn(counted(ChartKind.ROWS, (100, 25), labels=(f"{LONG} (4 of 12)", "Acme (1 of 3)")))
    assert sheet.words[0].endswith("… (4 of 12)")
