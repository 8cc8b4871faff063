"""A card: its place before there is a figure, numbers, chart or note, what a click asks for."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Card
from tests.views.boards import opened
from tests.views.user import settle

pytestmark = pytest.mark.window


def test_a_card_is_there_before_its_figure(board):
    board.show_cards([*board.cards.values(), Card("loss_reasons")])
    made = board.contents["loss_reasons"]
    board.update()
    assert (made.figure, made.frame.title) == (None, "Loss reasons")
    assert made.chart.winfo_ismapped()


def test_a_click_on_a_bar_opens_its_records(board, sold):
    chart = board.contents["won"].chart
    day = next(place for place, value in enumerate(chart.chart.series[0].values) if value)
    chart.on_pick(0, day)
    settle(board.window)
    shown = opened(board, "RecordWindow")
    assert sorted(shown.behind.ids) == sorted(sold)
    assert str(shown.heading.cget("text")).startswith("Won: ")


def test_a_part_without_records_opens_none(board):
    card, heard = board.contents["won"], []
    card.on_pick = lambda part, words: heard.append((part, words))
    card.chart.on_pick(9, 0)
    assert heard == []


def test_a_note_stands_where_there_is_no_chart(board):
    card = board.contents["goals"]
    board.update()
    assert card.note.winfo_ismapped()
    assert not card.chart.winfo_ismapped()


def test_the_same_figure_draws_nothing(board):
    card = board.contents["won"]
    assert card.show(card.figure) is False
