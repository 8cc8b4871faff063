"""What a board says while the pointer rests."""

from __future__ import annotations

import pytest

from crm.views.widgets.board_model import Column, Content
from crm.views.widgets.board_tips import BoardTips
from tests.views.widgets.boards import middle, place
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def tips(board):
    return BoardTips(board)


def test_a_card_says_all_about_itself(board, tips):
    assert tips.words_at(*middle(board, place("b", 1))) == "All of 101"


def test_a_head_says_its_totals(board, tips):
    board.show(Content((Column("a", "A", tip="12 deals"),)))
    assert tips.words_at(board.layout.column("a").x + 5, 10) == "12 deals"
    assert tips.words_at(board.layout.column("a").x + 5, 400) == ""


def test_a_folded_column_says_them_anywhere(board, tips):
    board.show(Content((Column("a", "A", tip="12 deals"),)))
    board.fold(["a"])
    assert tips.words_at(board.layout.column("a").x + 5, 400) == "12 deals"


def test_the_tip_comes_after_a_rest_and_goes_with_the_next_key(board, tips, root):
    x, y = middle(board, place("a", 0))
    board.canvas.event_generate("<Motion>", x=x, y=y)
    pump(root, lambda: tips.text == "All of 1")
    press(board.canvas, "Down")
    assert tips.text == ""


def test_another_card_says_something_else(board, tips, root):
    x, y = middle(board, place("a", 0))
    board.canvas.event_generate("<Motion>", x=x, y=y)
    pump(root, lambda: tips.text == "All of 1")
    x, y = middle(board, place("a", 1))
    board.canvas.event_generate("<Motion>", x=x, y=y)
    assert tips.text == ""
