"""The board on a real window: only what is in view is drawn, reloads keep selection, scroll and keyboard."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.board_model import Content
from tests.views.widgets.boards import COLUMNS, card, content, laned, place
from tests.window import pump

pytestmark = pytest.mark.window


def texts(board, tag="card"):
    return [board.canvas.itemcget(item, "text") for item in board.canvas.find_withtag(tag)
            if board.canvas.type(item) == "text"]  # fmt: skip


def drawn(board):
    return {int(tag[1:]) for item in board.canvas.find_withtag("card") for tag in board.canvas.gettags(item)
            if tag[1:].isdigit()}  # fmt: skip


def test_only_cards_in_view_are_drawn(board):
    assert drawn(board) == {1, 2, 3, *range(100, 100 + len(board.layout.visible(("b", ""))))}
    assert 130 not in drawn(board)


def test_ten_thousand_cards_draw_no_more_items_than_thirty(board):
    before = len(board.canvas.find_all())
    board.show(content(a=[1, 2, 3], b=range(100, 10_100)))
    assert len(board.canvas.find_all()) <= before + 1  # the thumb of the scroll


def test_cards_say_what_they_were_given(board):
    assert {"Deal 1", "Firm 1", "10 €"} <= set(texts(board))


def test_heads_say_name_and_count(board):
    assert {"Alpha", "3", "Beta", "30"} <= set(texts(board, "head"))


def test_an_empty_column_says_so(board):
    assert "Nothing here" in texts(board, "body")


def test_scrolling_draws_other_cards(board):
    board.scroll("b", by=2000)
    assert 100 not in drawn(board)
    assert 1 in drawn(board)


def test_a_reload_keeps_the_scroll(board):
    board.scroll("b", by=500)
    board.show(content())
    assert board.layout.top("b") == 500


def test_another_board_begins_at_its_top(board):
    board.scroll("b", by=500)
    board.show(content(), keep_place=False)
    assert board.layout.top("b") == 0


def test_a_reload_that_changes_nothing_draws_nothing(board):
    before = board.canvas.find_withtag("card")
    board.show(content())
    assert board.canvas.find_withtag("card") == before


def test_a_card_that_moved_is_not_drawn_anew(board):
    items = board.canvas.find_withtag("c3")
    before = board.canvas.coords(items[0])
    board.show(content(a=[3, 1, 2]))
    assert board.canvas.find_withtag("c3") == items
    assert board.canvas.coords(items[0]) != before


def test_the_old_card_stands_until_the_new_one_comes(page, board):
    waiting = []
    board._rows._fetch = lambda ids, done: waiting.append((ids, done))
    board.refresh()
    assert "Deal 1" in texts(board)
    ids, done = waiting[0]
    done({row: card(row + 1000) for row in ids})
    assert "Deal 1001" in texts(board)
    assert page.winfo_exists()


def test_selecting_tells_and_brings_into_view(board):
    told = []
    board.on_select = lambda: told.append(list(board.selected_ids()))
    board.select([125])
    assert told == [[125]]
    assert 125 in drawn(board)


def test_selected_cards_that_go_are_told(board):
    board.select([1])
    told = []
    board.on_select = lambda: told.append(list(board.selected_ids()))
    board.show(content(a=[2, 3]))
    assert told == [[]]


def test_everything_that_is_not_folded_is_selected(board):
    board.fold(["b"])
    board.select_all()
    assert list(board.selected_ids()) == [1, 2, 3]


def test_a_folded_column_hides_its_cards(board):
    board.fold(["b"])
    assert drawn(board) == {1, 2, 3}
    assert board.layout.column("b").width == theme.px(44)


def test_folding_by_a_click_is_told(board):
    told = []
    board.on_fold = lambda: told.append(set(board.layout.folded))
    board.toggle_column("a")
    board.toggle_column("a")
    assert told == [{"a"}, set()]


def test_lanes_have_headings_and_fold(board):
    board.show(laned())
    assert {"Ana", "4 deals", "Berta"} <= set(texts(board, "lane"))
    board.toggle_lane("1")
    assert drawn(board) == {4, 5, 6, 7}


def test_more_lines_make_higher_cards(board):
    before = board.layout.sizes.card
    board.set_lines(4)
    assert board.layout.sizes.card > before


def test_the_side_bar_is_there_only_where_columns_do_not_fit(board, root):
    assert not board._side.winfo_ismapped()
    many = tuple(COLUMNS[0].__class__(str(number), str(number)) for number in range(12))
    board.show(Content(many))
    pump(root)
    assert board._side.winfo_ismapped()
    board.xview("moveto", "1.0")
    assert board.layout.left > 0
    board.xview("scroll", "-100", "pages")
    assert board.layout.left == 0


def test_another_theme_paints_everything_anew(board, root):
    theme.switch(root, "dark")
    assert board.canvas.cget("background") == theme.colors().background
    assert drawn(board) >= {1, 2, 3}


def test_a_drop_that_changed_nothing_is_shown_as_it_was_after_a_while(board, root):
    board.selection.only(place("a", 0))
    board.carry.lift(board.selected_ids(), place("a", 0))
    board.carry.aim(place("b", 0))
    board.carry.drop()
    board.settle_later(1)
    pump(root, lambda: not board.carry.ids)
    assert not board.canvas.find_withtag("ghost")
