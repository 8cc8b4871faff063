"""Rows that find room below each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils import charts
from crm.utils.chart_colors import LIGHT
from crm.utils.chart_fit import Fit, fit, tell_rest
from crm.utils.chart_paper import Paper


def test_rows_with_room_are_as_high_as_they_may_be():
    assert fit(3, 200, least=10, most=40) == Fit(3, 40)


def test_rows_with_just_enough_room_share_it():
    assert fit(4, 100, least=10, most=40) == Fit(4, 25)


def test_of_more_rows_fewer_are_shown_with_a_line_for_the_others():
    found = fit(20, 100, least=10, most=40)
    assert found.shown == 8
    assert found.shown * found.pitch < 100 - 12


@given(st.integers(1, 500), st.floats(1, 800))
def test_one_row_is_shown_at_least_and_never_more_than_there_are(count, height):
    assert 1 <= fit(count, height, least=12, most=40).shown <= count


@pytest.mark.parametrize(("count", "words"), [(0, []), (1, ["and 1 more"]), (7, ["and 7 more"])])
def test_the_others_are_counted(count, words):
    figure = charts.new_figure(200, 100)
    tell_rest(Paper(figure, LIGHT), count, top=80)
    assert [artist.get_text() for artist in figure.artists] == words
