"""A funnel: centred bars, and the share that went on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.utils.chart_data import ChartKind
from tests.utils.drawn_charts import counted, drawn

STAGES = ("New", "Contacted", "Qualified", "Won")


def funnel(*values: float | None, size: tuple[int, int] = (300, 180)):
    return drawn(counted(ChartKind.FUNNEL, values, labels=STAGES[: len(values)]), size)


def test_widths_are_in_proportion_to_values():
    sheet = funnel(100, 50)
    assert sheet.pick(0, 0).box.width == pytest.approx(2 * sheet.pick(0, 1).box.width)


def test_bars_are_centred():
    sheet = funnel(100, 50, 20)
    middles = {round(pick.box.middle[0], 3) for pick in sheet.picks}
    assert len(middles) == 1


def test_the_share_that_went_on_stands_between_stages():
    assert {"50%", "40%"} <= set(funnel(100, 50, 20).words)


def test_after_a_stage_of_which_nothing_can_be_said_there_is_no_share():
    assert [words for words in funnel(100, None, 20, 10).words if words.endswith("%")] == ["50%"]


def test_nothing_goes_on_from_nothing():
    assert [words for words in funnel(0, 5).words if words.endswith("%")] == []


def test_of_too_few_no_share_is_told():
    chart = replace(counted(ChartKind.FUNNEL, (9, 4, 2), labels=STAGES[:3]), floor=5)
    assert [words for words in drawn(chart, (300, 180)).words if words.endswith("%")] == ["44%"]


def test_more_than_before_is_said_as_it_is():
    assert "120%" in funnel(100, 120).words


def test_values_end_at_the_right_edge():
    boxes = dict(funnel(420, 64).boxes_of_words())
    assert boxes["420"].right == pytest.approx(boxes["64"].right, abs=2)


def test_without_room_between_stages_shares_stand_beside_the_values():
    stages = tuple(f"Stage {at}" for at in range(8))
    sheet = drawn(counted(ChartKind.FUNNEL, (80, 70, 60, 50, 40, 30, 20, 10), labels=stages))
    boxes = dict(sheet.boxes_of_words())
    assert boxes["50%"].right < boxes["20"].left
    assert boxes["88%"].left > sheet.pick(0, 0).box.right


def test_stages_without_room_are_counted():
    stages = tuple(f"Stage {at}" for at in range(30))
    sheet = drawn(counted(ChartKind.FUNNEL, tuple(range(30, 0, -1)), labels=stages))
    assert f"and {30 - len(sheet.picks)} more" in sheet.words
