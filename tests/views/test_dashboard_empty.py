"""A dashboard without cards: it says so, and offers the first one."""

from __future__ import annotations

import pytest

from crm.models.dashboards import WON, Card
from crm.views.dashboard_empty import DashboardEmpty
from tests.views.boards import opened
from tests.views.user import settle

pytestmark = pytest.mark.window


def _empty(board):
    return next((one for one in board.winfo_children() if isinstance(one, DashboardEmpty)), None)


def test_a_new_dashboard_offers_its_first_card(board, own):
    board.choices.use(own.dashboards.add("Mine", ()))
    settle(board.window)
    _empty(board).add.invoke()
    opened(board, "CardDialog").close()


def test_it_goes_with_the_first_card_and_comes_back_with_the_last(board, own):
    board.choices.use(own.dashboards.add("Mine", ()))
    settle(board.window)
    board.editing.add(Card(WON))
    settle(board.window)
    assert _empty(board) is None
    board.editing.remove("won")
    settle(board.window)
    assert _empty(board) is not None
