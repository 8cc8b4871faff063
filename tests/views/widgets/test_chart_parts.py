"""Pointer and keys on the parts of a chart that are not bars, and what stays meant."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import ChartKind
from crm.views.widgets.chart import ChartView
from tests.utils.drawn_charts import counted
from tests.window import click, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def view(page):
    made = ChartView(page, lambda work, done: done(work()))
    made.place(x=40, y=200, width=400, height=240)
    made.picked = []
    made.on_pick = lambda series, label: made.picked.append((series, label))
    pump(page, lambda: made.winfo_width() == 400)
    return made


def shown(view: ChartView, kind: ChartKind, *rows: tuple[float | None, ...]) -> ChartView:
    view.show(counted(kind, *rows))
    pump(view, lambda: view.drawn is not None)
    return view


def place(view: ChartView, series: int, label: int) -> tuple[int, int]:
    """A point that means this part."""
    pick = next(one for one in view.drawn.picks if (one.series, one.label) == (series, label))
    x, y = pick.reach.middle if view.chart.kind == ChartKind.DONUT else pick.box.middle
    return round(x) + view.margin, round(y) + view.margin


@pytest.mark.parametrize("kind", ChartKind)
def test_parts_of_every_kind_are_picked_by_a_click(view, kind):
    shown(view, kind, (30, 20, 10))
    click(view, *place(view, 0, 1))
    assert view.picked == [(0, 1)]


@pytest.mark.parametrize("kind", ChartKind)
def test_parts_of_every_kind_are_picked_by_keys(view, kind):
    shown(view, kind, (30, 20, 10))
    press(view, "Down", "Return")
    assert view.picked == [(0, 1)]


def test_a_part_of_a_stack_is_told_from_that_below(view):
    shown(view, ChartKind.STACKED, (3, 1), (2, 5))
    click(view, *place(view, 1, 0))
    assert view.picked == [(1, 0)]


def test_keys_walk_through_the_series_of_a_label(view):
    shown(view, ChartKind.BARS, (3, 1), (2, 5))
    press(view, "Right", "Right", "space")
    assert view.picked == [(0, 1)]


def test_a_click_leaves_the_keys_at_its_part(view):
    shown(view, ChartKind.BARS, (3, 1, 2))
    click(view, *place(view, 0, 1))
    press(view, "Right", "Return")
    assert view.picked == [(0, 1), (0, 2)]


def test_a_part_that_is_gone_is_no_longer_meant(view):
    shown(view, ChartKind.BARS, (3, 1, 2))
    press(view, "End")
    view.show(counted(ChartKind.BARS, (3, 1)))
    assert view.parts.focused is None


def test_without_focus_nothing_is_said(view, page):
    shown(view, ChartKind.BARS, (3, 1))
    press(view, "Right")
    page.focus_force()
    pump(view, lambda: not view.parts.tip.text)
    assert not view.find_withtag("emphasis")


def test_the_pointer_shows_what_can_be_picked(view):
    view.can_pick = lambda _series, label: label == 0
    shown(view, ChartKind.BARS, (3, 2))
    cursors = []
    for label in (0, 1):
        x, y = place(view, 0, label)
        view.event_generate("<Motion>", x=x, y=y)
        cursors.append(str(view.cget("cursor")))
    assert cursors == ["hand2", ""]


def test_escape_hides_the_words(view):
    shown(view, ChartKind.BARS, (3, 2))
    press(view, "Right", "Escape")
    assert view.parts.tip.text == ""


def test_the_end_of_a_chart_ends_its_words(view, page):
    shown(view, ChartKind.BARS, (3, 2))
    press(view, "Right")
    view.destroy()
    page.update()
    assert view.parts.tip.text == ""
