"""What a board shows, as plain data."""

from __future__ import annotations

from crm.views.widgets.board_model import Content, Lane
from tests.views.widgets.boards import COLUMNS, content, laned, place


def test_a_card_is_found_where_it_stands():
    assert content().find(101) == place("b", 1)


def test_a_card_that_is_not_there_is_not_found():
    assert content().find(99, near=("a", "")) is None


def test_a_card_is_looked_for_where_it_was_first():
    twice = content(a=[1], b=[1])
    assert twice.find(1, near=("b", "")) == place("b", 0)


def test_a_cell_that_was_not_asked_for_is_empty():
    assert len(content().of(("c", ""))) == 0


def test_one_lane_without_a_name_is_no_lane():
    assert not content().has_lanes
    assert not Content(COLUMNS).has_lanes


def test_a_single_lane_with_a_name_is_one():
    assert Content(COLUMNS, (Lane("", "Nobody"),)).has_lanes
    assert laned().has_lanes


def test_cells_go_lane_by_lane_from_the_left():
    assert laned().cells()[:4] == [("a", "1"), ("b", "1"), ("c", "1"), ("a", "2")]


def test_a_column_is_found_by_its_key():
    assert content().column("b").title == "Beta"
    assert content().column("z") is None


def test_a_place_moves_within_its_cell():
    assert place("a", 2).at(5) == place("a", 5)
    assert place("a", 2, "1").cell == ("a", "1")
