"""A scripted user at the pipeline: the everyday tasks with deals, each counted in steps and judged by its outcome.

A step is a drag, a click, a key chord, Enter, or one typed value. A salesperson's first screen is the page that was
in view the last time.
"""

from __future__ import annotations

import pytest

from crm.views.widgets.board_model import Place
from tests.views.user import settle
from tests.views.widgets.boards import drag, middle
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def morning(window, own, deals):
    """The window as it opens in the morning: the pipeline was in view the last time."""
    window.show_page("pipeline")
    settle(window)
    window.build()
    pump(window.root, lambda: len(window.pipeline.boards.board.content.columns) > 1)
    settle(window)
    assert own.opportunities.get(deals["Alpha"]).status == "open"
    return window


def test_the_page_of_the_last_time_is_the_first_screen(morning):
    assert morning.page is morning.pipeline
    assert morning.root.focus_get() is morning.pipeline.boards.board.canvas


def test_a_deal_is_moved_to_its_next_stage_in_one_drag(morning, own, deals, stages):
    board = morning.pipeline.boards.board
    start, end = middle(board, Place(str(stages[0]), "", 0)), middle(board, Place(str(stages[1]), "", 0))
    drag(board, start, (start[0] + 30, start[1]), end)
    settle(morning)
    assert own.opportunities.get(deals["Alpha"]).stage_id == stages[1]


def test_a_deal_is_moved_to_its_next_stage_with_one_chord(morning, deals, stages, user):
    morning.pipeline.boards.board.select([deals["Beta"]])
    user.chord("Control-Right")
    settle(morning)
    assert user.steps == 1
    assert morning.desk.session.opportunities.get(deals["Beta"]).stage_id == stages[1]


def test_the_first_card_has_the_keyboard_and_goes_on_with_one_chord(morning, deals, stages, user):
    user.chord("Control-Right")
    settle(morning)
    assert morning.desk.session.opportunities.get(deals["Alpha"]).stage_id == stages[1]


def test_the_move_is_taken_back_with_one_chord(morning, deals, stages, user):
    user.chord("Control-Right")
    settle(morning)
    user.steps = 0
    user.chord("Control-z")
    settle(morning)
    assert user.steps == 1
    assert morning.desk.session.opportunities.get(deals["Alpha"]).stage_id == stages[0]


def test_which_deals_rot_is_seen_on_the_first_screen(window, own, deals, stages):
    own.pipelines.change_stage(stages[0], {"rotting_days": 5})
    with own.database.transaction(_author(own), "Let time pass"):
        own.database.update("opportunities", deals["Beta"], {
            "created_at": "2020-01-01T09:00:00Z", "stage_since": "2020-01-01T09:00:00Z",
        })  # fmt: skip
    window.show_page("pipeline")
    pump(window.root, lambda: len(window.pipeline.boards.board.content.columns) > 1)
    settle(window)
    board = window.pipeline.boards.board
    shown = [board.canvas.itemcget(item, "text") for item in board.canvas.find_withtag(f"c{deals['Beta']}")
             if board.canvas.type(item) == "text"]  # fmt: skip
    assert any("days since" in words for words in shown)
    assert "limit 5" in board.card(deals["Beta"]).tip


def _author(own):
    return own._context.author
