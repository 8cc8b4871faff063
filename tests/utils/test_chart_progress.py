"""Progress: bars against marks on one scale."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from tests.utils.drawn_charts import counted, drawn


def progress(reached: tuple[float | None, ...], wanted: tuple[float | None, ...], unit: Unit = Unit.COUNT):
    series = (Series("Reached", reached), Series("Goal", wanted, Role.GOAL))
    return drawn(Chart(ChartKind.PROGRESS, tuple("ABCDEFGH"[: len(reached)]), series, unit))


def test_what_was_reached_of_what_is_written():
    assert "12 of 20 · 60%" in progress((12,), (20,)).words


def test_beyond_the_goal_is_said():
    assert "30 of 20 · 150%" in progress((30,), (20,)).words


def test_a_goal_that_cannot_be_said_is_left_out():
    assert "12" in progress((12,), (None,)).words


def test_shares_are_written_alone():
    assert "62%" in progress((0.62,), (0.5,), Unit.SHARE).words


def test_a_bar_ends_where_its_value_is():
    sheet = progress((10, 5), (20, 20))
    y = sheet.pick(0, 0).box.middle[1]
    assert sheet.color_at(140, y) == "#2563eb"
    assert sheet.color_at(160, y) == "#e8edf3"


def test_the_mark_stands_at_the_goal():
    sheet = progress((20, 5), (10, 20))
    assert sheet.color_at(150, sheet.pick(0, 0).box.middle[1]) == "#0f172a"


def test_what_cannot_be_said_is_a_dash():
    sheet = progress((None, 3), (5, 5))
    assert "–" in sheet.words
    assert [pick.label for pick in sheet.picks] == [1]


def test_rows_without_room_are_counted():
    sheet = drawn(counted(ChartKind.PROGRESS, tuple(range(1, 27)), tuple([30] * 26)))
    assert f"and {26 - len(sheet.picks)} more" in sheet.words


def test_all_of_a_row_can_be_picked():
    assert progress((1,), (20,)).pick(0, 0).reach.width == pytest.approx(300, abs=1)


def test_the_mark_of_shares_is_named():
    assert "Goal" in progress((0.62,), (0.5,), Unit.SHARE).words
    assert "Goal" not in progress((12,), (20,)).words


def test_more_than_all_goes_beyond_the_track():
    sheet = progress((1.25, 0.5), (0.5, 0.5), Unit.SHARE)
    y = sheet.pick(0, 1).box.middle[1]
    assert sheet.color_at(230, y) == "#e8edf3"
    assert sheet.color_at(250, y) == sheet.background


def test_in_little_room_names_stand_beside_the_bars():
    sheet = progress((1, 2, 3, 4, 5, 6, 7), (9,) * 7)
    boxes = dict(sheet.boxes_of_words())
    assert len(sheet.picks) == 7
    assert boxes["A"].right < sheet.pick(0, 0).box.left
    assert boxes["1 of 9 · 11%"].left > sheet.pick(0, 0).box.right
