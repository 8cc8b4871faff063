"""The names of series above a chart."""

from __future__ import annotations

import pytest

from crm.utils import charts
from crm.utils.chart_colors import LIGHT, inks
from crm.utils.chart_data import Chart, ChartKind, Role, Series
from crm.utils.chart_legend import dash, legend
from crm.utils.chart_paper import Paper


def height(*names: str, kind: ChartKind = ChartKind.BARS, width: int = 300) -> tuple[float, list[str]]:
    """How much room the names take, and what is written."""
    chart = Chart(kind, ("A",), tuple(Series(name, (1,)) for name in names))
    figure = charts.new_figure(width, 180, dpi=96)
    taken = legend(Paper(figure, LIGHT), chart, inks=inks(chart, LIGHT))
    return taken, [artist.get_text() for artist in figure.artists if hasattr(artist, "get_text")]


def test_one_series_is_not_named():
    assert height("Won") == (0, [])


def test_names_stand_in_one_line_where_they_fit():
    assert height("Won", "Lost")[0] == height("Won", "Lost", "Open")[0] > 0


def test_names_go_on_in_a_second_line():
    names = tuple(f"A series with a name {at}" for at in range(3))
    assert height(*names)[0] > height("Won", "Lost")[0]


def test_a_name_longer_than_the_chart_is_cut():
    assert height("Won " * 40, "Lost")[1][0].endswith("…")


def test_more_names_than_two_lines_hold_are_left_out():
    taken, words = height(*(f"A series with a name {at}" for at in range(12)))
    assert len(words) < 12
    assert taken < 40


@pytest.mark.parametrize("kind", [ChartKind.LINE, ChartKind.STACKED])
def test_each_kind_has_its_swatches(kind):
    assert height("Won", "Lost", kind=kind)[1] == ["Won", "Lost"]


def test_roles_have_dashes_of_their_own():
    assert len({dash(role) for role in (Role.MAIN, Role.BEFORE, Role.GOAL, Role.SECOND)}) == 4
