"""What stands around the cards: heads, lanes, thumbs, the column that is aimed at."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.board_model import Column, Content, Sums
from tests.views.widgets.boards import content, laned

pytestmark = pytest.mark.window


def heads(board):
    return [board.canvas.itemcget(item, "text") for item in board.canvas.find_withtag("head")
            if board.canvas.type(item) == "text"]  # fmt: skip


def test_totals_are_written_whole_where_they_fit(board):
    sums = (Sums("1,234.00 €", "1,234 €"), Sums("Weighted 600 €", role="muted"))
    board.show(Content((Column("a", "A", "3", sums),)))
    assert {"1,234.00 €", "Weighted 600 €"} <= set(heads(board))


def test_totals_that_do_not_fit_are_written_shorter(board):
    sums = (
        Sums("1,234,567,890.00 € + 1,234,567,890.00 US$ + 1,234,567,890.00 Q + 1,234,567,890.00 kr", "1,234,567,890 €"),
    )
    board.show(Content((Column("a", "A", "3", sums),)))
    assert "1,234,567,890 €" in heads(board)


def test_heads_grow_with_their_totals(board):
    before = board.layout.sizes.head
    board.show(Content((Column("a", "A", "3", (Sums("1"), Sums("2"))),)))
    assert board.layout.sizes.head > before


def test_nothing_is_drawn_anew_while_nothing_changed(board):
    before = board.canvas.find_withtag("frame")
    board.draw()
    assert board.canvas.find_withtag("frame") == before


def test_the_column_that_is_aimed_at_shows_it_without_drawing(board):
    before = board.canvas.find_withtag("frame")
    board.frame.aim("b")
    assert board.canvas.itemcget("ground:b", "fill") == theme.colors().primary_soft
    board.frame.aim(None)
    assert board.canvas.itemcget("ground:b", "fill") == theme.colors().surface
    assert board.canvas.find_withtag("frame") == before


def test_heads_lie_above_cards_that_scrolled_under_them(board):
    board.scroll("b", by=40)
    order = list(board.canvas.find_all())
    card, head = board.canvas.find_withtag("c100")[-1], board.canvas.find_withtag("head")[0]
    assert order.index(card) < order.index(head)


def test_only_what_is_longer_than_the_window_has_a_thumb(board):
    assert board.frame.thumb("a") is None
    assert board.frame.thumb("b").height < board.layout.room


def test_the_thumb_reaches_the_foot_at_the_end(board):
    board.scroll("b", by=10**6)
    thumb = board.frame.thumb("b")
    assert thumb.y + thumb.height == board.layout.height


def test_lanes_have_one_thumb_at_the_edge_of_the_board(board):
    shown = laned()
    board.show(Content(shown.columns, shown.lanes, {**shown.ids, ("a", "1"): content().of(("b", ""))}))
    assert len(board.canvas.find_withtag("thumb")) == 1


def test_a_folded_head_is_written_upright(board):
    board.fold(["b"])
    angles = {board.canvas.itemcget(item, "text"): float(board.canvas.itemcget(item, "angle"))
              for item in board.canvas.find_withtag("head") if board.canvas.type(item) == "text"}  # fmt: skip
    assert angles["Beta"] == 270.0


def test_all_of_a_folded_column_unfolds_it(board):
    board.fold(["b"])
    assert board.frame.fold_button("b").height == board.layout.height
