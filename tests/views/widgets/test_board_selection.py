"""Which cards are selected, over reloads too."""

from __future__ import annotations

import pytest

from crm.views.widgets.board_selection import BoardSelection, neighbour
from tests.views.widgets.boards import content, laned, place


@pytest.fixture
def chosen():
    selection = BoardSelection()
    selection.settle(content())
    return selection


def test_one_card_is_selected_alone(chosen):
    chosen.only(place("a", 0))
    chosen.only(place("a", 2))
    assert list(chosen.ids()) == [3]
    assert chosen.focus_id == 3


def test_a_card_is_added_and_taken_out(chosen):
    chosen.only(place("a", 0))
    chosen.toggle(place("b", 1))
    assert list(chosen.ids()) == [1, 101]
    chosen.toggle(place("a", 0))
    assert list(chosen.ids()) == [101]


def test_a_range_goes_from_the_anchor(chosen):
    chosen.only(place("b", 4))
    chosen.extend(place("b", 2))
    assert list(chosen.ids()) == [102, 103, 104]
    chosen.extend(place("b", 5))
    assert list(chosen.ids()) == [104, 105]


def test_a_range_into_another_column_adds_its_card(chosen):
    chosen.only(place("a", 0))
    chosen.extend(place("b", 3))
    assert list(chosen.ids()) == [1, 103]


def test_ids_come_in_the_order_of_the_board(chosen):
    chosen.choose([103, 2, 101])
    assert list(chosen.ids()) == [2, 101, 103]


def test_the_keyboard_stands_on_the_first_that_was_chosen(chosen):
    chosen.choose([999, 103])
    assert chosen.focus == place("b", 3)


def test_what_is_gone_is_selected_no_more(chosen):
    chosen.choose([1, 2])
    assert chosen.settle(content(a=[2, 3]))
    assert list(chosen.ids()) == [2]
    assert not chosen.settle(content(a=[3, 2]))


def test_the_keyboard_follows_its_card_into_another_column(chosen):
    chosen.only(place("a", 0))
    chosen.settle(content(a=[2, 3], b=[100, 1]))
    assert chosen.focus == place("b", 1)


def test_the_keyboard_stays_in_place_when_its_card_goes(chosen):
    chosen.only(place("a", 1))
    chosen.settle(content(a=[1, 3]))
    assert (chosen.focus, chosen.focus_id) == (place("a", 1), 3)


def test_the_keyboard_stands_nowhere_in_an_emptied_cell(chosen):
    chosen.only(place("a", 1))
    chosen.settle(content(b=[100]))
    assert (chosen.focus, chosen.focus_id) == (None, None)


def test_nothing_is_selected_after_clearing(chosen):
    chosen.only(place("a", 1))
    chosen.clear()
    assert len(chosen) == 0
    assert chosen.focus == place("a", 1)


def test_the_neighbour_is_the_next_cell_with_cards():
    assert neighbour(laned(), ("a", "2"), by=1) == ("c", "2")
    assert neighbour(laned(), ("c", "2"), by=-1) == ("a", "2")
    assert neighbour(laned(), ("b", "1"), by=1) is None
