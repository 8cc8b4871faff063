"""What a card counts, told beside it: definition, days, what is not in it, and the way to those records."""

from __future__ import annotations

import pytest

from tests.views.boards import opened, win
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


def test_the_definition_tells_what_counts_and_what_not(board, own):
    win(own, value=5, currency="XAF")
    settle(board.window)
    press(board.grid_of_cards.frame("won"), "i")
    popup = next(one for one in board.grid_of_cards.frame("won").explain.winfo_children())
    assert "by the day they were closed on" in popup.words
    assert "Not in it" in popup.words
    popup.links[0].invoke()
    settle(board.window)
    assert len(opened(board, "RecordWindow").behind.ids) == 1


def test_it_leads_to_what_is_counted(board, sold):
    board.explain("won")
    popup = board.grid_of_cards.frame("won").explain.winfo_children()[0]
    assert "Compared with" in popup.words
    popup.links[-1].invoke()
    settle(board.window)
    assert len(opened(board, "RecordWindow").behind.ids) == len(sold)
