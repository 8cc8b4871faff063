"""The cards of a board: what is written, what is cut, where."""

from __future__ import annotations

import pytest

from crm.views.widgets.board_cards import HOLE, SELECTED, CardPainter, Look
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_model import Card, CardLine
from crm.views.widgets.board_pen import Fitter, width_of

pytestmark = pytest.mark.window


@pytest.fixture
def painter(board):
    board.canvas.delete("all")
    return CardPainter(board.canvas, Fitter(), lines=2)


def paint(board, painter, card, state="normal"):
    box = Box(10, 10, 200, painter.height)
    painter.draw(box, Look(card, state), tags=("card", "c1"))
    return {board.canvas.itemcget(item, "text"): board.canvas.bbox(item)
            for item in board.canvas.find_withtag("c1") if board.canvas.type(item) == "text"}  # fmt: skip


def test_a_long_title_is_cut_and_never_wraps(board, painter):
    texts = paint(board, painter, Card("Renewal of the licences of the whole company for three years"))
    title = next(iter(texts))
    assert title.endswith("…")
    assert width_of(title, font="Strong") <= 180


def test_lines_stand_below_each_other_without_touching(board, painter):
    texts = paint(board, painter, Card("T", (CardLine("One"), CardLine("Two"))))
    assert texts["T"][3] <= texts["One"][1] + 2
    assert texts["One"][3] <= texts["Two"][1] + 2
    assert texts["Two"][3] <= 10 + painter.height


def test_what_stands_right_keeps_its_room(board, painter):
    line = CardLine("A text that is much too long for this card", right="12 days")
    texts = paint(board, painter, Card("T", (line,)))
    left = next(words for words in texts if words.startswith("A text"))
    assert "12 days" in texts
    assert texts[left][2] < texts["12 days"][0]


def test_a_mark_leaves_the_title_less_room(board, painter):
    long = "Renewal of the licences of the whole company"
    plain = next(iter(paint(board, painter, Card(long))))
    board.canvas.delete("all")
    marked = next(iter(paint(board, painter, Card(long, mark="circle"))))
    assert len(marked) < len(plain)


def test_a_card_still_to_come_says_so(board, painter):
    assert list(paint(board, painter, None)) == ["…"]


def test_where_a_card_was_taken_its_title_is_left(board, painter):
    assert list(paint(board, painter, Card("T", (CardLine("One"),)), HOLE)) == ["T"]


def test_another_state_changes_the_box_alone(board, painter):
    card, box = Card("T"), Box(10, 10, 200, painter.height)
    painter.draw(box, Look(card), tags=("card", "c1"))
    items, picture = board.canvas.find_withtag("c1"), board.canvas.itemcget("c1&&box", "image")
    painter.repaint_box("c1", box, look=Look(card, SELECTED))
    assert board.canvas.find_withtag("c1") == items
    assert board.canvas.itemcget("c1&&box", "image") != picture


def test_the_person_is_a_picture_at_the_right(board, painter):
    card = Card("T", (CardLine("One", has_person=True),), person="ana gil", hue="#2563eb")
    paint(board, painter, card)
    pictures = [board.canvas.bbox(item) for item in board.canvas.find_withtag("c1&&!box")
                if board.canvas.type(item) == "image"]  # fmt: skip
    assert [box[2] for box in pictures] == [200]
