"""The search box tells what was typed after a pause, at once on Enter, and never twice."""

from __future__ import annotations

import pytest

from crm.views.search_box import SearchBox
from tests.window import focus, press, pump


@pytest.fixture
def told():
    return []


@pytest.fixture
def box(page, told):
    made = SearchBox(page, "Search")
    made.pack()
    made.on_search = told.append
    page.update()
    return made


def test_what_is_typed_is_told_after_a_pause(box, told, page):
    box.entry.insert(0, "ana")
    before = list(told)
    pump(page, lambda: bool(told))
    assert (before, told) == ([], ["ana"])


def test_fast_typing_is_told_once(box, told, page):
    for letter in "ana":
        box.entry.insert("end", letter)
        page.update()
    pump(page, lambda: bool(told))
    assert told == ["ana"]


def test_enter_tells_at_once_and_goes_to_the_list(box, told):
    gone = []
    box.on_down = lambda: gone.append(True)
    box.entry.insert(0, "ana")
    press(box.entry, "Return")
    assert (told, gone) == (["ana"], [True])


def test_down_goes_to_the_list(box):
    gone = []
    box.on_down = lambda: gone.append(True)
    press(box.entry, "Down")
    assert gone == [True]


def test_escape_empties_the_box(box, told):
    box.set("ana")
    press(box.entry, "Escape")
    assert (box.text, told) == ("", [""])


def test_spaces_around_are_no_new_search(box, told):
    box.set("ana")
    box.entry.insert("end", "  ")
    press(box.entry, "Return")
    assert told == []


def test_a_text_put_in_is_not_told(box, told):
    box.set("ana")
    press(box.entry, "Return")
    assert told == []


def test_taking_the_keyboard_selects_what_is_there(box):
    box.set("ana")
    focus(box.entry)
    box.take_focus()
    assert box.entry.selection_get() == "ana"


def test_a_destroyed_box_tells_nothing(box, told, page):
    box.entry.insert(0, "ana")
    box.destroy()
    page.after(120, page.quit)
    page.mainloop()
    assert told == []
