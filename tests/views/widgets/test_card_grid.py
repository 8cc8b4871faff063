"""A grid of cards: content kept over changes, as many columns as fit, who has the keyboard, the theme."""

from __future__ import annotations

import tkinter as tk

import pytest

from crm.views import theme
from crm.views.widgets.card_grid import CardGrid
from crm.views.widgets.card_layout import Tile
from tests.views.widgets.cards import TILES, box
from tests.window import focus, press, pump


def test_they_lie_in_rows(cards):
    assert box(cards, "a")[1] == box(cards, "b")[1] < box(cards, "c")[1]
    assert box(cards, "a")[0] < box(cards, "b")[0]


def test_content_is_kept_when_others_come_and_go(cards):
    cards.show([Tile("x"), *TILES[2:], Tile("a", 4)])
    assert cards.filled == ["a", "b", "c", "d", "e", "x"]
    with pytest.raises(KeyError):
        cards.frame("b")


def test_a_narrow_window_has_fewer_columns(root, cards):
    root.geometry("920x800")
    pump(root, lambda: cards.layout.columns == 3)
    narrow = box(cards, "b")[1]
    root.geometry("1280x800")
    pump(root, lambda: cards.layout.columns == 4)
    assert narrow > box(cards, "b")[1]


def test_the_next_card_takes_the_keyboard_over(cards):
    cards.take_focus("c")
    cards.update()
    cards.show([one for one in TILES if one.key != "c"])
    cards.update()
    assert cards.focused == "d"


def test_a_card_that_gets_the_keyboard_is_scrolled_into_view(cards):
    cards.show([Tile(str(number), 4) for number in range(9)])
    cards.update()
    cards.take_focus("8")
    assert cards.canvas.yview()[1] > 0.99


def test_the_theme_reaches_it(root, cards):
    theme.switch(root, "dark")
    assert str(cards.canvas.cget("background")) == theme.colors().surface


def test_cards_are_made_in_turns_or_when_they_are_asked_for(page):
    waiting, made = [], []
    grid = CardGrid(page, lambda frame: made.append(frame.key), in_turns=waiting.extend)
    grid.show([Tile("a"), Tile("b"), Tile("c")])
    grid.take_focus("c")
    for call in waiting:
        call()
    assert made == ["c", "a", "b"]


def test_a_card_that_went_before_its_turn_is_not_made(page):
    waiting, made = [], []
    grid = CardGrid(page, lambda frame: made.append(frame.key), in_turns=waiting.extend)
    grid.show([Tile("a"), Tile("b")])
    grid.show([Tile("b")])
    for call in waiting:
        call()
    assert made == ["b"]


def test_a_page_stays_where_it_is_when_the_keyboard_comes_back(cards):
    cards.show([Tile(str(number), 4) for number in range(9)])
    cards.update()
    cards.take_focus("0")
    cards.canvas.yview_moveto(1.0)
    other = tk.Toplevel(cards)
    other.wait_visibility()
    focus(other)
    other.destroy()
    focus(cards.frame("0"))
    assert cards.canvas.yview()[1] > 0.99


def test_tab_scrolls_to_the_card_it_reaches(cards):
    cards.show([Tile(str(number), 4) for number in range(9)])
    cards.update()
    cards.take_focus("1")
    cards.canvas.yview_scroll(2, "units")
    press(cards.frame("1"), "Shift-Tab")
    assert cards.focused == "0"
    assert cards.canvas.yview()[0] == 0.0
