"""Cards in the air: where they land, what is told, what is shown until it comes true."""

from __future__ import annotations

from array import array

import pytest

from crm.views.widgets.board_model import Column, Content
from tests.views.widgets.boards import content, place

pytestmark = pytest.mark.window


def lift(board, *ids):
    board.select(ids)
    board.carry.lift(board.selected_ids(), board.content.find(ids[0]))


def drop_at(board, target):
    board.carry.aim(target)
    board.carry.drop()
    return board.drops[-1] if board.drops else None


def test_a_drop_says_between_which_cards(board):
    lift(board, 1)
    drop = drop_at(board, place("b", 2))
    assert (list(drop.ids), drop.column, drop.before, drop.after) == ([1], "b", 102, 101)


def test_the_top_of_a_column_has_nothing_above(board):
    lift(board, 1)
    drop = drop_at(board, place("b", 0))
    assert (drop.before, drop.after) == (100, None)


def test_the_end_of_a_column_has_nothing_below(board):
    lift(board, 1)
    drop = drop_at(board, place("b", 30))
    assert (drop.before, drop.after) == (None, 129)


def test_an_empty_column_has_neither(board):
    lift(board, 1)
    drop = drop_at(board, place("c", 0))
    assert (drop.column, drop.before, drop.after) == ("c", None, None)


def test_a_card_put_where_it_was_is_no_drop(board):
    lift(board, 2)
    assert drop_at(board, place("a", 1)) is None
    assert drop_at(board, place("a", 2)) is None
    assert not board.carry.ids


def test_cards_below_and_above_leave_out_those_that_are_carried(board):
    lift(board, 101, 102)
    drop = drop_at(board, place("b", 2 + 2))
    assert (drop.before, drop.after) == (104, 103)


def test_several_that_stood_apart_come_together(board):
    lift(board, 1, 3)
    drop = drop_at(board, place("a", 0))
    assert (list(drop.ids), drop.before) == ([1, 3], 2)


def test_where_the_order_is_given_a_drop_has_no_place(board):
    columns = (Column("a", "A"), Column("b", "B", ordered=False))
    board.show(Content(columns, ids={("a", ""): array("q", [1]), ("b", ""): array("q", [5, 6])}))
    lift(board, 1)
    drop = drop_at(board, place("b", 1))
    assert (drop.column, drop.before, drop.after) == ("b", None, None)
    board.settle()
    lift(board, 6)
    board.drops.clear()
    assert drop_at(board, place("b", 0)) is None


def test_a_line_shows_where_it_goes(board):
    lift(board, 1)
    board.carry.aim(place("b", 2))
    left, y, _right, _y = board.canvas.coords("insertion")
    box = board.layout.card(place("b", 2))
    assert box.y - board.layout.sizes.gap <= y < box.y
    assert left == box.x


def test_a_folded_column_shows_no_line(board):
    board.fold(["b"])
    lift(board, 1)
    board.carry.aim(place("b", 0))
    assert not board.canvas.find_withtag("insertion")


def test_aimed_at_nothing_nothing_is_dropped(board):
    lift(board, 1)
    assert drop_at(board, None) is None


def test_the_ghost_stays_until_the_board_is_shown_anew(board):
    lift(board, 1)
    drop_at(board, place("b", 0))
    assert board.canvas.find_withtag("ghost")
    board.show(content(a=[2, 3], b=[1, *range(100, 130)]))
    assert not board.canvas.find_withtag("drag")


def test_the_board_follows_the_card_to_its_new_place(board):
    lift(board, 1)
    drop_at(board, place("b", 30))
    board.show(content(a=[2, 3], b=[*range(100, 130), 1]))
    assert board.selection.focus == place("b", 30)
    assert board.layout.visible(("b", "")).stop == 31


def test_several_cards_show_their_number(board):
    lift(board, 1, 2, 3)
    words = [board.canvas.itemcget(item, "text") for item in board.canvas.find_withtag("ghost")
             if board.canvas.type(item) == "text"]  # fmt: skip
    assert "3" in words


def test_settling_without_cards_in_the_air_does_nothing(board):
    board.carry.settle()
    assert not board.carry.is_active
