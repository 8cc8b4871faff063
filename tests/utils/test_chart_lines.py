"""Lines over time: points, gaps, the last value, dashes."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import Chart, ChartKind, Role, Series
from tests.utils.drawn_charts import counted, drawn


def dashes(sheet) -> list[str]:
    return [artist.get_linestyle() for artist in sheet.figure.artists if hasattr(artist, "get_dash_capstyle")]


def test_points_stand_as_high_as_their_values():
    sheet = drawn(counted(ChartKind.LINE, (0, 50, 100)))
    low, middle, high = (sheet.pick(0, label).box.middle[1] for label in range(3))
    assert middle == pytest.approx((low + high) / 2, abs=0.5)


def test_points_stand_from_left_to_right_at_equal_steps():
    across = [pick.box.middle[0] for pick in drawn(counted(ChartKind.LINE, (5, 1, 3))).picks]
    assert across[1] - across[0] == pytest.approx(across[2] - across[1])


def test_what_cannot_be_said_is_a_gap():
    sheet = drawn(counted(ChartKind.LINE, (5, 1, None, 3, 4)))
    assert [pick.label for pick in sheet.picks] == [0, 1, 3, 4]
    across = sheet.pick(0, 1).box.middle[0] + sheet.pick(0, 3).box.middle[0]
    between = (sheet.pick(0, 1).box.middle[1] + sheet.pick(0, 3).box.middle[1]) / 2
    assert sheet.color_at(across / 2, between) in (sheet.background, "#e8edf3")


def test_a_single_line_says_its_last_value():
    sheet = drawn(counted(ChartKind.LINE, (5, 98, 97, None)))
    assert "97" in sheet.words
    assert all(box.top >= 0 for _words, box in sheet.boxes_of_words())


def test_a_value_can_be_picked_in_all_of_its_column():
    assert drawn(counted(ChartKind.LINE, (5, 1, 3))).pick(0, 1).reach.height > 80


def test_lines_are_told_apart_by_their_dashes():
    roles = (Role.MAIN, Role.BEFORE, Role.GOAL, Role.SECOND)
    chart = Chart(ChartKind.LINE, ("A", "B"), tuple(Series(role, (1, 2), role) for role in roles))
    assert {"-", "--", ":", "-."} <= set(dashes(drawn(chart)))


def test_a_single_point_is_seen():
    sheet = drawn(counted(ChartKind.LINE, (5,)))
    assert sheet.color_at(*sheet.pick(0, 0).box.middle) == "#2563eb"


def test_below_zero_the_axis_goes_on():
    assert any(words.startswith("-") for words in drawn(counted(ChartKind.LINE, (5, -8))).words)
