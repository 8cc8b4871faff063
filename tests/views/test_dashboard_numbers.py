"""Large numbers of a card: written as fully as there is room, what they are, the change, a click."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Number
from crm.models.periods import MONTH, Period
from crm.utils.chart_data import Unit
from crm.views import theme
from crm.views.dashboard_numbers import CardNumbers

OCTOBER = Period(MONTH, "2026-10-01", "2026-10-21")
WON = Number("Won value", 123_456_700, Unit.MONEY, "EUR", 100_000_000)


@pytest.fixture
def numbers(page):
    made = CardNumbers(page)
    made.place(x=0, y=0, width=600, height=80)
    page.update()
    return made


def _narrow(numbers, width):
    numbers.place_configure(width=width)
    numbers.update()


def test_there_is_room_for_all_of_it(numbers):
    numbers.show([WON], OCTOBER)
    assert numbers.words == [("€1,234,567", "Won value", "▲ 23% against 1–21 Oct")]


def test_in_little_room_it_is_short(numbers):
    numbers.show([WON, Number("Deals", 3)], OCTOBER)
    _narrow(numbers, 230)
    assert numbers.words[0][0] == "€1.2M"
    assert numbers.words[0][2] == "▲ 23%"


def test_those_without_room_are_left_out(numbers):
    numbers.show([Number(str(place), place) for place in range(6)], None)
    _narrow(numbers, 230)
    assert len(numbers.words) == 2


def test_what_cannot_be_said_says_why(numbers):
    numbers.show([Number("Average", None, why="Too few to say.")], OCTOBER)
    assert numbers.words == [("–", "Average", "Too few to say.")]


def test_a_click_picks_a_number_that_can_be_said(numbers):
    picked = []
    numbers.on_pick = picked.append
    numbers.show([WON, Number("Average", None)], OCTOBER)
    numbers.pick(0)
    numbers.pick(1)
    assert picked == [WON]


def test_good_and_bad_keep_their_colours_when_the_theme_changes(root, numbers):
    numbers.show([WON], OCTOBER)
    theme.switch(root, "dark")
    assert str(numbers._labels[0].change.cget("foreground")) == theme.colors().success


def test_a_number_is_left_out_before_a_name_is_cut(numbers):
    numbers.show([Number("Won this very month of the year", 1), Number("Goal", 2), Number("Still to go", 3)], None)
    _narrow(numbers, 420)
    assert [name for _value, name, _change in numbers.words] == ["Won this very month of the year", "Goal"]


def test_it_says_briefly_why_and_the_rest_in_its_tip(numbers):
    numbers.show([Number("Average", None, why="Fewer than 5 are too few to say.", briefly="Too few")] * 2, None)
    assert numbers.words[0][2] == "Too few"


def test_only_a_number_with_records_has_a_hand_and_is_picked(numbers):
    picked = []
    numbers.on_pick = picked.append
    numbers.show([WON, Number("Goal", 5, part="")], None)
    numbers.update()
    numbers.pick(1)
    assert picked == []
    assert [str(one.value.cget("cursor")) for one in numbers._labels] == ["hand2", ""]


def test_amounts_beside_each_other_are_all_short_or_none(numbers):
    numbers.show(
        [Number("Value", 1_999_999_999_900, Unit.MONEY, "EUR"), Number("Weighted", 100_000_000, Unit.MONEY, "EUR")],
        None,
    )
    _narrow(numbers, 300)
    assert [value for value, _name, _change in numbers.words] == ["€20B", "€1M"]


def test_no_number_is_wider_than_its_column(numbers):
    numbers.show([Number("Value", 899_996_074_100, Unit.MONEY, "EUR")] * 3, None)
    for width in range(420, 620, 9):
        _narrow(numbers, width)
        assert all(one.value.winfo_reqwidth() <= one.value.master.winfo_width() for one in numbers._labels)


def test_a_fifth_number_is_left_out_before_amounts_are_shortened(numbers):
    numbers.show([Number("Won", 1_234_500, Unit.MONEY, "EUR")] * 4 + [Number("Overdue", 3)], None)
    _narrow(numbers, 560)
    assert [value for value, _name, _change in numbers.words] == ["€12,345"] * 4


def test_amounts_of_a_card_have_the_same_decimals(numbers):
    numbers.show([Number(str(minor), minor, Unit.MONEY, "EUR") for minor in (100_000, 10_000)], None)
    assert [value for value, _name, _change in numbers.words] == ["€1,000", "€100"]
    numbers.show([Number("Still to go", 10_000, Unit.MONEY, "EUR")], None)
    assert numbers.words[0][0] == "€100.00"
