"""A ring: shares of a whole, named beside it; the smallest of many are one."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import ChartKind
from crm.utils.chart_picks import pick_at
from tests.utils.drawn_charts import counted, drawn


def ring(*values: float | None, size: tuple[int, int] = (300, 180)):
    return drawn(counted(ChartKind.DONUT, values), size)


def test_shares_and_sum_are_written():
    assert {"50%", "25%", "40"} <= set(ring(20, 10, 10).words)


def test_the_first_part_begins_at_the_top_and_goes_with_the_clock():
    sheet = ring(1, 1)
    assert sheet.pick(0, 0).box.left == pytest.approx(sheet.pick(0, 1).box.right, abs=4)


def test_a_point_in_a_piece_means_it_and_the_hole_means_nothing():
    sheet = ring(1, 1)
    box = sheet.pick(0, 0).box
    assert pick_at(sheet.picks, (box.right - 5, box.middle[1])) is sheet.pick(0, 0)
    assert pick_at(sheet.picks, (box.left + 2, box.middle[1])) is None


def test_a_name_can_be_picked_as_well():
    sheet = ring(3, 1)
    assert pick_at(sheet.picks, sheet.pick(0, 1).reach.middle) is sheet.pick(0, 1)


def test_six_labels_are_told_apart():
    assert len(ring(6, 5, 4, 3, 2, 1).picks) == 6


def test_the_smallest_of_more_are_one_that_cannot_be_picked():
    sheet = ring(1, 6, 5, 4, 3, 2, 1, 1)
    assert "3 others" in sheet.words
    assert [pick.label for pick in sheet.picks] == [1, 2, 3, 4, 5]


def test_parts_of_nothing_have_no_share():
    assert ring(0, None).words.count("–") == 2


def test_a_single_part_is_the_whole_ring():
    box = ring(4).pick(0, 0).box
    assert box.width == pytest.approx(box.height, abs=1)
