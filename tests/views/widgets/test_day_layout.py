"""Where the cards of a day lie: columns, rows, what is under a point."""

from __future__ import annotations

import pytest

from crm.views.widgets.day_layout import DayLayout, DaySizes
from crm.views.widgets.day_model import DayCard, DayRow, Place


def card(key: str, rows: int, *, side: int = 0, count: int = 0) -> DayCard:
    made = tuple(DayRow(number, f"{key} {number}") for number in range(rows))
    return DayCard(key, key, "gift", "muted", count or rows, made, side=side)


@pytest.fixture
def layout():
    return DayLayout(DaySizes())


def test_wide_cards_stand_in_two_columns_by_their_side(layout):
    layout.arrange([card("a", 2), card("b", 1), card("c", 1, side=1)], 1000)
    assert layout.card("a").x == layout.card("b").x < layout.card("c").x
    assert layout.card("b").y == layout.card("a").y + layout.card("a").height + layout.sizes.gap


def test_a_narrow_day_is_one_column(layout):
    layout.arrange([card("a", 2), card("c", 1, side=1)], 500)
    assert layout.card("a").x == layout.card("c").x
    assert layout.card("a").width == 500 - 2 * layout.sizes.margin


def test_cards_of_one_side_alone_share_both_columns(layout):
    layout.arrange([card("a", 3, side=1), card("b", 1, side=1), card("c", 1, side=1)], 1000)
    assert layout.card("a").x < layout.card("b").x == layout.card("c").x


def test_every_row_is_found_at_its_middle_and_none_in_a_heading(layout):
    layout.arrange([card("a", 2), card("b", 2, side=1, count=9)], 1000)
    for place in layout.places():
        box = layout.row(place)
        assert layout.at(box.x + box.width // 2, box.y + box.height // 2) == place
    assert layout.at(layout.card("a").x + 5, layout.card("a").y + 5) is None


def test_a_card_with_more_ends_with_a_line_for_that(layout):
    layout.arrange([card("a", 2, count=5)], 500)
    assert layout.places() == [Place("a", 0), Place("a", 1), Place("a", 2)]
    assert layout.row(Place("a", 2)).height == layout.sizes.more


def test_beside_a_row_stands_the_one_nearest_in_height(layout):
    layout.arrange([card("a", 3), card("b", 3, side=1)], 1000)
    assert layout.beside(Place("a", 2), 1) == Place("b", 2)
    assert layout.beside(Place("a", 2), -1) is None


def test_all_of_it_is_as_high_as_the_longest_column(layout):
    layout.arrange([card("a", 3), card("b", 1, side=1)], 1000)
    assert layout.height == layout.card("a").y + layout.card("a").height + layout.sizes.margin
