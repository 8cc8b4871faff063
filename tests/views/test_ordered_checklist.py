"""Options to tick and order: by keyboard, by click, by carrying."""

from __future__ import annotations

import pytest

from crm.views.ordered_checklist import OrderedChecklist
from tests.window import click, press, pump

pytestmark = pytest.mark.window
OPTIONS = [("title", "Title"), ("value", "Value"), ("stage", "Stage"), ("city", "City")]


@pytest.fixture
def checklist(page):
    made = OrderedChecklist(page, "Search")
    made.pack(fill="both", expand=True)
    made.set(OPTIONS, ["value", "title"])
    pump(page)
    return made


def at(checklist, value):
    """A point on the row of a value."""
    x, y, _width, height = checklist.tree.bbox(value)
    return x + 40, y + height // 2


def test_ticked_ones_stand_on_top_in_their_order(checklist):
    assert checklist.shown == ["Value", "Title", "City", "Stage"]


def test_a_click_ticks_and_unticks(checklist):
    click(checklist.tree, *at(checklist, "city"))
    assert checklist.values == ["value", "title", "city"]
    click(checklist.tree, *at(checklist, "value"))
    assert checklist.values == ["title", "city"]


def test_space_ticks_the_row_of_the_keyboard(checklist):
    checklist.tree.focus("stage")
    press(checklist.tree, "space")
    assert checklist.values == ["value", "title", "stage"]


def test_a_ticked_one_is_moved_by_keys(checklist):
    checklist.tree.focus("title")
    press(checklist.tree, "Alt-Up")
    assert checklist.values == ["title", "value"]
    press(checklist.tree, "Alt-Down")
    assert checklist.values == ["value", "title"]


def test_one_that_is_not_ticked_stays_where_it_is(checklist):
    checklist.move("city", -1)
    assert checklist.values == ["value", "title"]


def test_a_ticked_one_is_carried_by_the_pointer(checklist):
    begin, end = at(checklist, "title"), at(checklist, "value")
    checklist.tree.event_generate("<ButtonPress-1>", x=begin[0], y=begin[1])
    checklist.tree.event_generate("<B1-Motion>", x=end[0], y=end[1])
    checklist.tree.event_generate("<ButtonRelease-1>", x=end[0], y=end[1])
    assert checklist.values == ["title", "value"]


def test_options_are_found_by_typing(checklist):
    checklist.search.entry.insert(0, "cit")
    pump(checklist, lambda: checklist.shown == ["City"])


def test_a_change_is_told(checklist):
    told = []
    checklist.on_change = told.append
    checklist.toggle("city")
    assert told == [["value", "title", "city"]]


def test_options_that_are_gone_are_not_ticked(checklist):
    checklist.set(OPTIONS, ["title", "plot"])
    assert checklist.values == ["title"]
