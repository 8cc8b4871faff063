"""What a card counts, told beside it: definition, days, what is not in it, and the way to those records."""

from __future__ import annotations

import pytest

from crm.views.dashboard_definition import Definition
from tests.views.boards import opened, win
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


def _popup(board):
    return next(one for one in board.grid_of_cards.frame("won").winfo_children() if isinstance(one, Definition))


def test_the_definition_tells_what_counts_and_what_not(board, own):
    win(own, value=5, currency="XAF")
    settle(board.window)
    press(board.grid_of_cards.frame("won"), "i")
    popup = _popup(board)
    assert "by the day they were closed on" in popup.words
    assert "Not in it" in popup.words
    popup.links[0].invoke()
    settle(board.window)
    assert len(opened(board, "RecordWindow").behind.ids) == 1


def test_it_leads_to_what_is_counted(board, sold):
    board.explain("won")
    popup = _popup(board)
    assert "Compared with" in popup.words
    popup.links[-1].invoke()
    settle(board.window)
    assert len(opened(board, "RecordWindow").behind.ids) == len(sold)


def test_escape_leaves_the_keyboard_with_the_card(board, sold):
    assert sold
    frame = board.grid_of_cards.frame("won")
    press(frame, "i")
    _popup(board).close(back=True)
    press(board.focus_get(), "Return")
    settle(board.window)
    assert sorted(opened(board, "RecordWindow").behind.ids) == sorted(sold)
