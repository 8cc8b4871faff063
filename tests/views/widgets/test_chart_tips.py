"""The small window in which a chart says its values."""

from __future__ import annotations

import tkinter as tk

import pytest

from crm.views.widgets.chart_tips import ChartTip

pytestmark = pytest.mark.window


@pytest.fixture
def tip(page):
    frame = tk.Frame(page, width=300, height=180)
    frame.place(x=100, y=200)
    page.update()
    made = ChartTip(frame)
    yield made
    made.hide()


def windows(page) -> list[tk.Toplevel]:
    frame = page.winfo_children()[0]
    return [one for one in frame.winfo_children() if isinstance(one, tk.Toplevel)]


def test_words_are_shown_above_their_place(tip, page):
    tip.show("January: 3", (150, 90))
    page.update()
    (window,) = windows(page)
    assert window.winfo_rooty() + window.winfo_height() <= page.winfo_rooty() + 200 + 90
    assert window.winfo_viewable()


def test_other_words_take_the_same_window(tip, page):
    tip.show("January: 3", (150, 90))
    tip.show("February: 5", (200, 90))
    assert tip.text == "February: 5"
    assert len(windows(page)) == 1


def test_nothing_is_left_of_words_that_are_gone(tip, page):
    tip.show("January: 3", (150, 90))
    tip.hide()
    assert tip.text == ""
    assert windows(page) == []


def test_at_the_edge_of_the_screen_words_stay_on_it(tip, page):
    tip.show("January: 3", (-900, -900))
    page.update()
    (window,) = windows(page)
    assert window.winfo_rootx() >= 0 and window.winfo_rooty() >= 0
