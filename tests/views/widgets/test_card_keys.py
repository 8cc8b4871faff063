"""The keyboard on a grid of cards: from one to the next, moving, sizing, what a card is asked for."""

from __future__ import annotations

import pytest

from tests.window import press


def test_arrows_go_from_card_to_card(cards):
    cards.take_focus("a")
    press(cards.frame("a"), "Right")
    assert cards.focused == "b"
    press(cards.frame("b"), "Down")
    assert cards.focused == "e"
    press(cards.frame("e"), "Home")
    assert cards.focused == "a"


def test_control_and_an_arrow_move_a_card(cards):
    press(cards.frame("a"), "Control-Right")
    press(cards.frame("a"), "Control-Right")
    press(cards.frame("a"), "Control-Left")
    assert cards.heard == [["b", "a", "c", "d", "e"], ["b", "c", "a", "d", "e"], ["b", "a", "c", "d", "e"]]


@pytest.mark.parametrize(
    ("keys", "size"),
    [(("plus",), (2, 1)), (("plus", "minus"), (1, 1)), (("Shift-Right", "Shift-Down"), (2, 2)), (("minus",), (1, 1)),
     (("plus",) * 5, (4, 1)), (("Shift-Down",) * 3, (1, 2))],
)  # fmt: skip
def test_keys_size_a_card(cards, keys, size):
    press(cards.frame("c"), *keys)
    assert (cards.tile("c").width, cards.tile("c").height) == size


def test_keys_open_explain_and_remove(cards):
    told = []
    cards.on_open = lambda key: told.append(("open", key))
    cards.on_explain = lambda key: told.append(("explain", key))
    cards.on_remove = lambda key: told.append(("remove", key))
    press(cards.frame("c"), "Return", "i", "Delete")
    assert told == [("open", "c"), ("explain", "c"), ("remove", "c")]


def test_the_menu_key_and_the_buttons_ask_for_what_they_say(cards):
    told = []
    cards.on_menu = lambda key, _x, _y: told.append(key)
    cards.on_explain = lambda key: told.append("explain " + key)
    press(cards.frame("c"), "Shift-F10")
    cards.frame("d").more.invoke()
    cards.frame("d").explain.invoke()
    assert told == ["c", "d", "explain d"]
