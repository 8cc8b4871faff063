"""A figure as paper: places, sharp edges, words, rings."""

from __future__ import annotations

import pytest

from crm.utils import charts
from crm.utils.chart_colors import LIGHT, Ink
from crm.utils.chart_paper import Paper, ring
from crm.utils.chart_picks import Box, around


@pytest.fixture
def figure():
    return charts.new_figure(120, 96, dpi=96)


def color(figure, x: int, y: int) -> str:
    place = (y * 120 + x) * 4
    return "#" + charts.pixels(figure)[place : place + 3].hex()


def test_paper_is_measured_in_points(figure):
    paper = Paper(figure, LIGHT)
    assert (paper.width, paper.height) == pytest.approx((90, 72))


def test_large_paper_has_larger_units():
    paper = Paper(charts.new_figure(1800, 1040, dpi=96), LIGHT)
    assert paper.width < 1800 * 0.75 - 1


def test_a_box_stands_from_the_left_top(figure):
    Paper(figure, LIGHT).boxes([Box(7.5, 15, 37.5, 30)], Ink("#ff0000"))
    assert [color(figure, 11, 21), color(figure, 9, 21), color(figure, 11, 19)] == ["#ff0000", "#ffffff", "#ffffff"]


def test_edges_are_sharp(figure):
    Paper(figure, LIGHT).boxes([Box(7.7, 15.2, 37.4, 30.1)], Ink("#ff0000"))
    assert {color(figure, x, 25) for x in range(120)} == {"#ff0000", "#ffffff"}


def test_the_lowest_bar_is_a_pixel_high(figure):
    Paper(figure, LIGHT).boxes([Box(10, 29.9999, 20, 30)], Ink("#ff0000"))
    assert "#ff0000" in {color(figure, 20, y) for y in range(96)}


def test_what_is_drawn_later_covers_what_was_there(figure):
    paper = Paper(figure, LIGHT)
    paper.line([(0, 36), (90, 36)], "#00ff00", thick=20)
    paper.boxes([Box(0, 0, 90, 72)], Ink("#ff0000"))
    assert color(figure, 60, 48) == "#ff0000"


def test_a_rule_is_one_pixel(figure):
    Paper(figure, LIGHT).rule((0, 36), (90, 36), color="#000000")
    assert [color(figure, 60, y) for y in range(96)].count("#000000") == 1


def test_empty_words_are_not_written(figure):
    Paper(figure, LIGHT).words("", (0, 0))
    assert not figure.artists


def test_a_quarter_of_a_ring_lies_in_its_quarter():
    box = around(ring((0, 0), (5, 10), turn=(0, 0.25)))
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx((0, -10, 10, 0), abs=0.01)
