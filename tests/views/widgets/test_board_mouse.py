"""The mouse on a board, with real events."""

from __future__ import annotations

import pytest

from tests.views.widgets.boards import content, drag, laned, middle, place
from tests.window import click, press, pump

pytestmark = pytest.mark.window


def test_a_click_selects_one_card(board):
    click(board.canvas, *middle(board, place("a", 0)))
    click(board.canvas, *middle(board, place("b", 1)))
    assert list(board.selected_ids()) == [101]


def test_control_adds_a_card(board):
    click(board.canvas, *middle(board, place("a", 0)))
    click(board.canvas, *middle(board, place("b", 1)), how="Control-Button-1")
    assert list(board.selected_ids()) == [1, 101]


def test_shift_selects_a_range(board):
    click(board.canvas, *middle(board, place("b", 0)))
    click(board.canvas, *middle(board, place("b", 2)), how="Shift-Button-1")
    assert list(board.selected_ids()) == [100, 101, 102]


def test_a_click_beside_the_cards_selects_nothing(board):
    click(board.canvas, *middle(board, place("a", 0)))
    click(board.canvas, board.layout.column("c").x + 50, 400)
    assert len(board.selected_ids()) == 0


def test_a_click_on_one_of_several_selects_it_alone_once_let_go(board):
    board.select([1, 2, 3])
    click(board.canvas, *middle(board, place("a", 1)))
    assert list(board.selected_ids()) == [2]


def test_a_double_click_opens(board):
    opened = []
    board.on_open = opened.append
    click(board.canvas, *middle(board, place("b", 2)), times=2)
    assert opened == [102]


def test_a_drag_drops_where_it_ends(board):
    start, end = middle(board, place("a", 0)), middle(board, place("b", 2))
    drag(board, start, (start[0] + 20, start[1]), (end[0], end[1] - 20))
    assert (list(board.drops[0].ids), board.drops[0].before) == ([1], 102)


def test_a_twitch_of_the_hand_is_no_drag(board):
    start = middle(board, place("a", 0))
    drag(board, start, (start[0] + 3, start[1] + 3), release=False)
    assert not board.carry.is_active


def test_several_selected_cards_are_dragged_together(board):
    board.select([1, 2])
    drag(board, middle(board, place("a", 1)), (400, 300), middle(board, place("b", 0)))
    assert list(board.drops[0].ids) == [1, 2]


def test_escape_cancels_a_drag(board):
    start, end = middle(board, place("a", 0)), middle(board, place("b", 2))
    drag(board, start, end, release=False)
    assert board.carry.is_active
    press(board.canvas, "Escape")
    board.canvas.event_generate("<B1-Motion>", x=end[0], y=end[1] + 20)
    board.canvas.event_generate("<ButtonRelease-1>", x=end[0], y=end[1])
    assert board.drops == []
    assert not board.canvas.find_withtag("ghost")


def test_a_drag_reads_nothing(board):
    asked = []
    start = middle(board, place("a", 0))
    drag(board, start, (start[0] + 20, start[1]), release=False)
    board._rows._fetch = lambda ids, _done: asked.append(ids)
    for step in range(30):
        board.canvas.event_generate("<B1-Motion>", x=start[0] + 20 * step, y=start[1] + step)
    board.canvas.update()
    assert asked == []
    board.settle()


def test_a_drag_at_the_foot_scrolls_the_column_under_it(board, root):
    x, _y = middle(board, place("b", 0))
    foot = board.layout.height - 10
    drag(board, middle(board, place("a", 0)), (x, 300), (x, foot), release=False)
    pump(root, lambda: board.layout.top("b") > 60)
    press(board.canvas, "Escape")
    assert board.layout.top("a") == 0


def test_a_folded_column_takes_a_drop(board):
    board.fold(["c"])
    start = middle(board, place("a", 0))
    drag(board, start, (start[0] + 20, start[1]), (board.layout.column("c").x + 10, 300))
    assert (board.drops[0].column, board.drops[0].before) == ("c", None)


def test_a_drop_far_outside_is_none(board):
    start = middle(board, place("a", 0))
    drag(board, start, (start[0] + 20, start[1]), (start[0], board.layout.height + 500))
    assert board.drops == []


def test_the_arrow_of_a_head_folds_its_column(board):
    button = board.frame.fold_button("b")
    click(board.canvas, button.x + 5, button.y + 5)
    assert board.layout.folded == {"b"}
    click(board.canvas, board.layout.column("b").x + 5, 300)
    assert board.layout.folded == set()


def test_a_click_on_the_heading_of_a_lane_folds_it(board):
    board.show(laned())
    click(board.canvas, 30, board.layout.lane("1").y + 8)
    assert board.layout.folded_lanes == {"1"}


def test_the_thumb_drags_the_column(board):
    thumb = board.frame.thumb("b")
    drag(board, (thumb.x + 3, thumb.y + 5), (thumb.x + 3, board.layout.height))
    assert board.layout.visible(("b", "")).stop == 30


def test_the_wheel_scrolls_the_column_under_it(board):
    x, y = middle(board, place("b", 1))
    board.canvas.event_generate("<Button-5>", x=x, y=y)
    assert board.layout.top("b") == 60
    board.canvas.event_generate("<Button-4>", x=x, y=y)
    assert board.layout.top("b") == 0


def test_a_right_click_selects_the_card_and_asks_for_the_menu(board):
    asked = []
    board.on_context = lambda x, y: asked.append((x, y))
    board.canvas.event_generate("<Button-3>", x=middle(board, place("a", 1))[0], y=middle(board, place("a", 1))[1])
    assert list(board.selected_ids()) == [2]
    assert len(asked) == 1


def test_a_right_click_keeps_several_that_are_selected(board):
    board.select([1, 2])
    x, y = middle(board, place("a", 0))
    board.canvas.event_generate("<Button-3>", x=x, y=y)
    assert list(board.selected_ids()) == [1, 2]


def test_a_right_click_on_a_head_asks_for_its_menu(board):
    asked = []
    board.on_head_context = lambda column, _x, _y: asked.append(column)
    board.canvas.event_generate("<Button-3>", x=board.layout.column("b").x + 20, y=10)
    assert asked == ["b"]


def test_a_card_under_the_pointer_shows_that_it_can_be_taken(board):
    x, y = middle(board, place("a", 0))
    board.canvas.event_generate("<Motion>", x=x, y=y)
    assert str(board.canvas.cget("cursor")) == "hand2"
    board.canvas.event_generate("<Leave>")
    assert str(board.canvas.cget("cursor")) == ""


def test_a_press_gives_up_a_drop_that_is_still_waiting(board):
    drag(board, middle(board, place("a", 0)), (300, 300), middle(board, place("b", 0)))
    assert board.carry.dropped
    click(board.canvas, *middle(board, place("a", 1)))
    assert not board.carry.ids
    board.show(content())
    assert list(board.selected_ids()) == [2]
