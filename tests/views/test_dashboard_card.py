"""A card: its place before there is a figure, numbers, chart or note, what a click asks for."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Card
from crm.models.goals import WON_VALUE, GoalPlace
from crm.utils import dates, day_spans
from crm.utils.chart_data import ChartKind
from tests.views.boards import opened
from tests.views.deals import deal
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
    told = day_spans.span(dates.today(), dates.today())
    assert str(shown.heading.cget("text")) == f"Sales won: {told} · This period"


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


def test_only_parts_with_records_can_be_picked(board, sold):
    chart = board.contents["won"].chart
    assert sold
    assert chart.can_pick(0, 0)
    assert not chart.can_pick(9, 0)


def test_a_card_waits_in_the_shape_of_its_chart(board):
    board.show_cards([*board.cards.values(), Card("funnel")])
    assert board.contents["funnel"].chart._kind is ChartKind.FUNNEL


def test_a_card_without_a_chart_shows_no_shape_of_one(board):
    board.show_cards([*board.cards.values(), Card("velocity")])
    board.update()
    assert not board.contents["velocity"].chart.winfo_ismapped()


def test_what_makes_up_a_number_stands_below_it(board):
    board.editing.add(Card("velocity"))
    settle(board.window)
    made = board.contents["velocity"]
    board.update()
    assert [value for _value, value, _change in made.numbers.words] == ["A day"]
    assert [line[0] for line in made.lines.words] == ["Open now", "Win rate", "Average deal", "Average cycle"]


def test_a_card_without_goals_opens_where_they_are_set(board):
    step = board.contents["goals"].step
    board.update()
    assert step.winfo_ismapped()
    step.invoke()
    opened(board, "GoalsDialog").close()


def test_with_goals_there_is_nothing_to_offer(board, own):
    own.goals.set(GoalPlace(WON_VALUE, f"{dates.today()[:7]}-01"), 1000)
    settle(board.window)
    board.update()
    assert not board.contents["goals"].step.winfo_ismapped()


def test_a_sign_says_that_a_rate_is_missing(board, own, sold):
    assert sold
    deal(own, title="No value yet", value=None)
    settle(board.window)
    mark = board.contents["ageing"].frame.mark
    assert board.contents["ageing"].figure.left_out
    assert not mark.winfo_manager()
    deal(own, value=5, currency="XAF")
    settle(board.window)
    assert mark.winfo_manager()


@pytest.mark.parametrize("place", ["number", "bar"])
def test_the_keyboard_comes_back_to_the_card_that_was_clicked(board, sold, place):
    card = board.contents["won"]
    board.grid_of_cards.take_focus("goals")
    board.update()
    if place == "number":
        card.numbers.pick(0)
    else:
        values = card.chart.chart.series[0].values
        card.chart.on_pick(0, next(at for at, value in enumerate(values) if value))
    settle(board.window)
    opened(board, "RecordWindow").cancel()
    board.update()
    assert sold and board.grid_of_cards.focused == "won"
