"""The ground under bars and lines: round numbers, labels that fit or are thinned out."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crm.utils import chart_axis, charts
from crm.utils.chart_colors import LIGHT
from crm.utils.chart_data import Chart, ChartKind, Series, Unit
from crm.utils.chart_paper import Paper
from crm.utils.chart_scale import exact_scale
from tests.utils.drawn_charts import counted, drawn

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@pytest.fixture
def paper():
    return Paper(charts.new_figure(400, 240, dpi=96), LIGHT)


def bars(labels: tuple[str, ...]) -> Chart:
    return counted(ChartKind.BARS, tuple(range(1, len(labels) + 1)), labels=labels)


def test_labels_share_the_width(paper):
    frame = chart_axis.bare(paper, bars(("A", "B")), scale=exact_scale([2]), top=0)
    assert frame.slot == pytest.approx(paper.width / 2)
    assert frame.centre(1) == pytest.approx(paper.width * 0.75)


def test_zero_lies_at_the_foot_and_the_most_at_the_top(paper):
    frame = chart_axis.bare(paper, bars(("A", "B")), scale=exact_scale([2]), top=0)
    assert (frame.y(0), frame.y(2)) == pytest.approx((frame.bottom, frame.top))


def test_numbers_of_an_axis_stand_beside_the_frame(paper):
    frame = chart_axis.with_axis(paper, bars(("A", "B")), scale=exact_scale([2]), top=0)
    assert frame.left > 5


def test_all_labels_are_written_where_they_fit():
    sheet = drawn(bars(MONTHS), (600, 240))
    assert [one for one in sheet.words if one in MONTHS] == list(MONTHS)


def test_labels_are_thinned_out_where_they_do_not():
    sheet = drawn(bars(MONTHS), (160, 120))
    shown = [one for one in sheet.words if one in MONTHS]
    assert shown[0] == "Jan" and 2 <= len(shown) < 12


@pytest.mark.parametrize("count", [13, 60, 1000])
@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.LINE])
def test_labels_never_touch(kind, count):
    labels = tuple(f"Week {at}" for at in range(count))
    sheet = drawn(Chart(kind, labels, (Series("Won", tuple(range(count))),)))
    shown = [box for words, box in sheet.boxes_of_words() if words.startswith("Week")]
    assert len(shown) >= 2
    assert all(second.left > first.right for first, second in pairwise(shown))


def test_a_few_long_labels_stand_on_two_lines():
    assert {"Proposal", "sent"} <= set(drawn(bars(("New", "Proposal sent", "Won", "Lost", "Else"))).words)


def test_a_label_without_room_is_cut():
    sheet = drawn(bars(("Extraordinarily", "Unpronounceable", "Incomprehensible", "Short")), (200, 120))
    assert any(words.endswith("…") for words in sheet.words)


def test_without_a_value_only_zero_stands_beside_the_axis():
    chart = Chart(ChartKind.LINE, ("A", "B"), (Series("Deal", (None, 0)),), Unit.MONEY, "EUR")
    assert [words for words in drawn(chart).words if "€" in words] == ["€0", "€0"]  # the last is the line's own


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.LINE, ChartKind.STACKED])
def test_where_nothing_can_be_said_the_chart_says_so(kind):
    assert "Too few to say" in drawn(counted(kind, (None, None))).words
    assert "Too few to say" not in drawn(counted(kind, (None, 0))).words
