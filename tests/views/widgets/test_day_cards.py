"""Cards of a day on a real canvas: the keyboard, the mouse, and what is heard of them."""

from __future__ import annotations

import pytest

from crm.views.widgets.day_cards import OPEN, DayCards
from crm.views.widgets.day_model import DayAction, DayCard, DayRow, Place
from tests.window import click, press

ACTIONS = (DayAction("done", "check-lg", "Done", "space"), DayAction("later", "arrow-right", "Tomorrow", "plus"))


def card(key: str, *ids: int, side: int = 0, count: int = 0) -> DayCard:
    rows = tuple(DayRow(number, f"Row {number}", "About it", "10:00", check=True) for number in ids)
    return DayCard(key, key.title(), "gift", "muted", count or len(ids), rows, ACTIONS, side)


@pytest.fixture
def cards(page, root):
    made = DayCards(page)
    made.pack(fill="both", expand=True)
    root.geometry("1000x600")
    root.update()
    made.heard = []
    made.on_act = lambda *heard: made.heard.append(heard)
    made.on_more = made.heard.append
    made.on_context = lambda _x, _y: made.heard.append("menu")
    made.show([card("late", 1, 2), card("quiet", 3, side=1, count=7)])
    root.update()
    return made


def texts(cards) -> list[str]:
    canvas = cards.canvas
    return [canvas.itemcget(one, "text") for one in canvas.find_all() if canvas.type(one) == "text"]


def middle(cards, place: Place) -> tuple[int, int]:
    box = cards.layout.row(place)
    return box.x + box.width // 3, box.y + box.height // 2


def test_every_card_and_row_is_written(cards):
    assert {"Late", "Quiet", "Row 1", "Row 2", "Row 3", "About it", "6 more…"} <= set(texts(cards))


def test_arrows_walk_through_the_rows_and_across(cards):
    press(cards.canvas, "Down")
    assert cards.focused == Place("late", 1)
    press(cards.canvas, "Right")
    assert cards.focused == Place("quiet", 1)
    press(cards.canvas, "Home")
    assert cards.focused == Place("late", 0)


def test_enter_opens_and_keys_act_on_the_row_in_focus(cards):
    press(cards.canvas, "Down", "Return", "space", "plus")
    assert cards.heard == [("late", 2, OPEN), ("late", 2, "done"), ("late", 2, "later")]


def test_enter_on_the_last_line_asks_for_the_other_rows(cards):
    press(cards.canvas, "End", "Return")
    assert cards.heard == ["quiet"]


def test_the_circle_before_a_row_says_that_it_is_done(cards):
    y = middle(cards, Place("late", 1))[1]
    click(cards.canvas, cards.layout.row(Place("late", 1)).x + 10, y)
    assert cards.heard == [("late", 2, "done")]


def test_a_double_click_opens_and_one_click_only_chooses(cards):
    x, y = middle(cards, Place("late", 1))
    click(cards.canvas, x, y)
    assert (cards.focused, cards.heard) == (Place("late", 1), [])
    click(cards.canvas, x, y)
    assert cards.heard == [("late", 2, OPEN)]


def test_the_row_under_the_pointer_offers_its_actions(cards):
    x, y = middle(cards, Place("late", 0))
    assert "Tomorrow" not in texts(cards)
    cards.canvas.event_generate("<Motion>", x=x, y=y)
    assert "Tomorrow" in texts(cards)


def test_a_click_on_the_last_line_asks_for_the_other_rows(cards):
    click(cards.canvas, *middle(cards, Place("quiet", 1)))
    assert cards.heard == ["quiet"]


def test_a_menu_is_asked_for_with_the_right_button_and_the_keyboard(cards):
    click(cards.canvas, *middle(cards, Place("late", 0)), how="Button-3")
    press(cards.canvas, "Shift-F10")
    assert cards.heard == ["menu", "menu"]


def test_the_row_that_takes_the_place_of_one_that_is_done_gets_the_focus(cards):
    press(cards.canvas, "Down")
    cards.show([card("late", 1), card("quiet", 3, side=1)])
    assert cards.focused == Place("late", 0)


def test_a_row_far_below_is_scrolled_into_view(cards):
    cards.show([card("late", *range(40))])
    press(cards.canvas, "End")
    box = cards.layout.row(cards.focused)
    top = cards.canvas.canvasy(0)
    assert top < box.y < box.y + box.height <= top + cards.canvas.winfo_height()
