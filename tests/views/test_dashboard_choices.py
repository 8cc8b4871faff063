"""The menus above the dashboard: periods, owners, dashboards; what is chosen is remembered."""

from __future__ import annotations

import pytest

from crm.models.dashboards import GOALS, Card
from tests.records import second_user
from tests.views.boards import numbers, opened
from tests.views.user import settle

pytestmark = pytest.mark.window


def test_a_period_narrows_the_whole_page_and_is_remembered(board):
    board.choices.narrow(period="last_month")
    settle(board.window)
    assert numbers(board, "won")[1] == "0"
    assert board.choices.last().filters.period == "last_month"
    assert "compared with" in board.head.days


def test_an_owner_narrows_the_whole_page(board, own):
    berta = second_user(own)
    settle(board.window)
    board.head.buttons["owner"].choose("Berta")
    settle(board.window)
    assert (board.state_now.filters.owner_id, numbers(board, "won")[1]) == (berta.user.id, "0")
    board.head.buttons["owner"].choose("Everyone")
    settle(board.window)
    assert numbers(board, "won")[1] == "2"


def test_an_own_period_is_asked_for(board):
    board.head.buttons["period"].choose("Own period…")
    dialog = opened(board, "OwnPeriodDialog")
    dialog.form.set({"since": "2020-01-01", "until": "2020-12-31"})
    dialog.confirm()
    settle(board.window)
    assert (board.state_now.filters.since, board.state_now.filters.until) == ("2020-01-01", "2020-12-31")
    assert str(board.head.buttons["period"].cget("text")) == "2020"


def test_another_dashboard_is_made_chosen_and_remembered(board, own):
    made = own.dashboards.add("Team", [Card(GOALS)])
    settle(board.window)
    board.head.buttons["dashboard"].choose("Team")
    settle(board.window)
    assert (list(board.contents), board.choices.last().dashboard) == (["goals"], made)


def test_one_that_is_gone_gives_way_to_the_first(board, own):
    made = own.dashboards.add("Team", [Card(GOALS)])
    settle(board.window)
    board.choices.use(made)
    own.dashboards.remove(made)
    settle(board.window)
    assert board.dashboard.name == "Sales at a glance"


def test_a_pipeline_narrows_the_whole_page(board, own):
    other = own.pipelines.add(
        "Other", stages=[{"name": "New"}, {"name": "Sold", "kind": "won"}, {"name": "Gone", "kind": "lost"}]
    )
    settle(board.window)
    board.head.buttons["pipeline"].choose("Other")
    settle(board.window)
    assert (board.state_now.filters.pipeline_id, numbers(board, "won")[1]) == (other, "0")
