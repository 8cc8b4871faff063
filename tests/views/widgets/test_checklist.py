"""A list of boxes to tick, searched and walked by keys."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views.widgets.checklist import Checklist
from crm.views.widgets.popup import Popup
from tests.window import press, pump

pytestmark = pytest.mark.window
MANY = [(number, f"Option {number}") for number in range(20)]


def test_ticked_values_come_in_the_order_of_the_options(page):
    told = []
    checklist = Checklist(page, MANY, chosen=[5])
    checklist.on_change = told.append
    checklist.boxes[2].invoke()
    assert told == [[2, 5]]


def test_a_long_list_is_searched_without_accents(page):
    checklist = Checklist(page, [*MANY, (99, "Málaga")], chosen=[])
    checklist.pack()
    pump(page)
    entry = next(child for child in checklist.winfo_children() if isinstance(child, ttk.Entry))
    entry.insert(0, "mala")
    assert [box.cget("text") for box in checklist.boxes if box.winfo_manager()] == ["Málaga"]


def test_a_hidden_box_stays_ticked(page):
    checklist = Checklist(page, MANY, chosen=[3])
    next(child for child in checklist.winfo_children() if isinstance(child, ttk.Entry)).insert(0, "zzz")
    assert checklist.values == [3]


def test_the_arrows_walk_and_space_ticks(page):
    checklist = Checklist(page, MANY[:3], chosen=[])
    checklist.pack()
    press(checklist.boxes[0], "Down")
    press(checklist.boxes[1], "space")
    assert checklist.values == [1]


@pytest.fixture
def shown(page):
    popup = Popup(page)
    checklist = Checklist(popup.body, MANY, chosen=[])
    checklist.pack()
    popup.open()
    pump(page)
    return checklist


def test_enter_closes_the_popup_it_stands_in(shown):
    press(shown.boxes[0], "space", "Return")
    assert not shown.winfo_toplevel().is_open
    assert shown.values == [0]


def test_enter_takes_what_was_searched_for(shown):
    entry = next(child for child in shown.winfo_children() if isinstance(child, ttk.Entry))
    entry.insert(0, "option 17")
    press(entry, "Return")
    assert not shown.winfo_toplevel().is_open
    assert shown.values == [17]
