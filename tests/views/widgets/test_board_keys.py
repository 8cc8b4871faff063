"""A board without a mouse, with real keys."""

from __future__ import annotations

import pytest

from tests.views.widgets.boards import content, laned, place
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def keyed(board):
    board.selection.only(place("a", 0))
    board.selection_changed()
    return board


@pytest.mark.parametrize(
    ("keys", "there"),
    [
        (["Down"], ("a", 1)),
        (["Down", "Up", "Up"], ("a", 0)),
        (["Right"], ("b", 0)),
        (["Right", "Right"], ("b", 0)),
        (["Down", "Right", "Left"], ("a", 1)),
        (["End"], ("a", 2)),
        (["Right", "End", "Home"], ("b", 0)),
        (["Right", "End", "Left"], ("a", 2)),
    ],
)
def test_keys_move_the_focus(keyed, keys, there):
    press(keyed.canvas, *keys)
    assert keyed.selection.focus == place(*there)
    assert list(keyed.selected_ids()) == [keyed.selection.focus_id]


def test_a_page_goes_as_far_as_a_screen(keyed):
    press(keyed.canvas, "Right", "Next")
    assert keyed.selection.focus.index == keyed.layout.room // keyed.layout.step
    press(keyed.canvas, "Prior")
    assert keyed.selection.focus == place("b", 0)


def test_the_card_with_the_focus_is_in_view(keyed):
    press(keyed.canvas, "Right", "End")
    assert 29 in keyed.layout.visible(("b", ""))


def test_shift_extends_the_selection(keyed):
    press(keyed.canvas, "Shift-Down", "Shift-Down")
    assert list(keyed.selected_ids()) == [1, 2, 3]


def test_control_a_selects_all(keyed):
    press(keyed.canvas, "Control-a")
    assert len(keyed.selected_ids()) == 33


def test_enter_opens(keyed):
    opened = []
    keyed.on_open = opened.append
    press(keyed.canvas, "Down", "Return")
    assert opened == [2]


def test_delete_is_told(keyed):
    told = []
    keyed.on_delete = lambda: told.append(1)
    press(keyed.canvas, "Delete")
    assert told == [1]


def test_space_arrows_and_enter_move_a_card(keyed):
    press(keyed.canvas, "space", "Right", "Down", "Return")
    assert (list(keyed.drops[0].ids), keyed.drops[0].column, keyed.drops[0].before) == ([1], "b", 101)


def test_space_puts_down_too(keyed):
    press(keyed.canvas, "space", "Right", "space")
    assert keyed.drops[0].before == 100


def test_the_focus_follows_the_card(keyed):
    press(keyed.canvas, "space", "Right", "Return")
    keyed.show(content(a=[2, 3], b=[1, *range(100, 130)]))
    assert keyed.selection.focus == place("b", 0)
    press(keyed.canvas, "Down")
    assert keyed.selection.focus_id == 100


def test_escape_puts_it_back(keyed):
    press(keyed.canvas, "space", "Right", "Escape", "Down")
    assert keyed.drops == []
    assert keyed.selection.focus == place("a", 1)


def test_home_and_end_choose_the_ends_of_a_column(keyed):
    press(keyed.canvas, "space", "Right", "End", "Return")
    assert keyed.drops[0].after == 129


def test_an_empty_and_a_folded_column_can_be_chosen(keyed):
    keyed.fold(["b"])
    press(keyed.canvas, "space", "Right", "Right", "Return")
    assert keyed.drops[0].column == "c"


def test_several_cards_are_taken_up_together(keyed):
    press(keyed.canvas, "Shift-Down", "space", "Right", "Return")
    assert list(keyed.drops[0].ids) == [1, 2]


def test_a_gap_between_carried_cards_is_passed_over(keyed):
    press(keyed.canvas, "Shift-Down", "space", "Down", "Down")
    assert keyed.carry.target == place("a", 3)
    keyed.settle()


def test_down_goes_on_into_the_next_lane(board):
    board.show(laned())
    board.selection.only(place("a", 1, "1"))
    press(board.canvas, "Down")
    assert board.selection.focus == place("a", 0, "2")
    press(board.canvas, "Up")
    assert board.selection.focus == place("a", 1, "1")


def test_a_carried_card_goes_on_into_the_next_lane(board):
    board.show(laned())
    board.selection.only(place("b", 0, "1"))
    press(board.canvas, "space", "Down", "Down", "Return")
    assert (board.drops[0].column, board.drops[0].lane) == ("b", "2")


def test_the_first_arrow_stands_on_the_first_card(board):
    board.selection.focus = None
    press(board.canvas, "Down")
    assert board.selection.focus == place("a", 0)


def test_the_menu_key_asks_for_the_menu_beside_the_card(keyed):
    asked = []
    keyed.on_context = lambda x, y: asked.append((x, y))
    press(keyed.canvas, "Shift-F10")
    assert asked[0][0] > keyed.canvas.winfo_rootx()


def test_control_space_takes_a_card_out_of_the_selection(keyed):
    press(keyed.canvas, "Control-space")
    assert len(keyed.selected_ids()) == 0
