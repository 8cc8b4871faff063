"""Heads of columns and lanes in words."""

from __future__ import annotations

import pytest

from crm.models.boards import BoardColumn, BoardLane
from crm.models.opportunities import Amount
from crm.views import pipeline_words

EUROS, DOLLARS = Amount("EUR", 3, 1, 123_450, 61_725), Amount("USD", 2, 0, 20_000, 5_000)


def test_a_month_is_named():
    assert pipeline_words.month("2026-11") == "November 2026"
    assert pipeline_words.month("") == "No date"


@pytest.mark.parametrize(("minor", "shown"), [(120_000, "€1,200"), (120_050, "€1,200.50"), (0, "€0")])
def test_decimals_that_are_all_zero_are_left_out(minor, shown):
    assert pipeline_words.amount(minor, "EUR") == shown


def test_a_currency_without_decimals_keeps_its_figures():
    assert pipeline_words.amount(1_200, "JPY") == "¥1,200"


@pytest.mark.parametrize(("minor", "shown"), [(150, "€2"), (149, "€1"), (-150, "-€2")])
def test_halves_are_rounded_away_from_zero(minor, shown):
    assert pipeline_words.rounded(minor, "EUR") == shown


def test_currencies_are_never_added_to_each_other():
    worth, weighted = pipeline_words.sums([EUROS, DOLLARS], weighted=True)
    assert worth.words == "€1,234.50 + $200"
    assert weighted.words == "Weighted €617.25 + $50"


def test_won_deals_have_no_chances():
    assert len(pipeline_words.sums([EUROS], weighted=False)) == 1


def test_an_empty_column_has_no_totals():
    assert pipeline_words.sums([], weighted=True) == ()


def test_the_tip_of_a_column_says_all():
    column = pipeline_words.column(BoardColumn("7", "Proposal", color="#2563eb", amounts=(EUROS, DOLLARS)), "stage")
    assert "5 opportunities" in column.tip
    assert "1 without a value" in column.tip
    assert (column.title, column.count, column.ordered) == ("Proposal", "5", True)


def test_won_and_lost_columns_have_an_order_of_their_own():
    assert not pipeline_words.column(BoardColumn("7", "Won", "won"), "stage").ordered


def test_a_month_that_is_over_is_marked():
    assert pipeline_words.column(BoardColumn("2020-01", "2020-01"), "month").role == "danger"
    assert pipeline_words.column(BoardColumn("2999-01", "2999-01"), "month").icon == ""


ANA = BoardLane("3", "Ana", {"7": (EUROS,), "8": (EUROS, DOLLARS)})


def test_a_lane_says_how_many_and_how_much():
    lane = pipeline_words.lane(ANA, "owner", columns=("7", "8"))
    assert (lane.title, lane.note) == ("Ana", "8 opportunities · €2,469 + $200")


def test_a_lane_adds_up_the_columns_named_only():
    assert pipeline_words.lane(ANA, "owner", columns=("7", "9")).note == "3 opportunities · €1,234.50"


def test_the_lane_of_nobody_is_named():
    assert pipeline_words.lane(BoardLane("", "", {}), "owner", columns=()).title == "Nobody"


def test_deals_are_copied_as_lines():
    row = {
        "title": "A\tB",
        "company": "Acme",
        "contact": "",
        "value": None,
        "currency": "EUR",
        "stage": "New",
        "owner": "",
    }
    assert pipeline_words.as_text([row]) == "A B\tAcme\t\t\tEUR\tNew\t"
