"""Which part of a chart a point means."""

from __future__ import annotations

from crm.utils.chart_picks import Box, Pick, around, pick_at

LOW = Pick(0, 0, Box(0, 90, 20, 100).corners, Box(0, 0, 20, 100))
HIGH = Pick(0, 1, Box(20, 10, 40, 100).corners, Box(20, 0, 40, 100))
TRIANGLE = Pick(0, 0, ((0.0, 0.0), (10.0, 0.0), (0.0, 10.0)), Box(0, 0, 0, 0))


def test_a_point_on_a_mark_means_it():
    assert pick_at([LOW, HIGH], (30, 50)) is HIGH


def test_a_point_over_a_low_bar_means_it():
    assert pick_at([LOW, HIGH], (10, 20)) is LOW


def test_a_point_out_of_reach_means_nothing():
    assert pick_at([LOW, HIGH], (10, 120)) is None


def test_a_mark_comes_before_the_reach_of_another():
    over = Pick(1, 0, Box(0, 0, 20, 30).corners, Box(0, 0, 20, 30))
    assert pick_at([LOW, over], (10, 20)) is over


def test_of_two_that_reach_so_far_the_nearer_is_meant():
    first = Pick(0, 0, Box(0, 10, 4, 14).corners, Box(0, 0, 20, 100))
    second = Pick(1, 0, Box(0, 80, 4, 84).corners, Box(0, 0, 20, 100))
    assert pick_at([first, second], (10, 70)) is second


def test_a_mark_of_any_shape_has_what_lies_inside():
    assert TRIANGLE.has(2, 2)
    assert not TRIANGLE.has(8, 8)


def test_the_box_around_points_holds_them_all():
    assert around([(3, 9), (1, 4), (7, 5)]) == Box(1, 4, 7, 9)


def test_a_box_in_another_unit():
    assert Box(1, 2, 3, 4).scaled(2) == Box(2, 4, 6, 8)
