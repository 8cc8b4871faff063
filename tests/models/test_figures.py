"""What figures say of themselves: shares, floors, sums."""

from __future__ import annotations

import pytest

from crm.models.figures import (
    ForecastMonth,
    FunnelStep,
    MonthAccuracy,
    Slipped,
    StandingStage,
    Velocity,
    WinRate,
    Worth,
)
from crm.models.opportunities import Amount

EURO = Amount("EUR", 2, 1, 100, 50)


def worth(value, count=5):
    return Worth("EUR", count, value, weighted=value // 2)


def test_a_month_is_likely_to_bring_won_deals_in_full_and_open_ones_by_their_weight():
    month = ForecastMonth("2026-11", (), (), open_worth=worth(100), won_worth=worth(30))
    assert (month.value, month.weighted) == (130, 80)


@pytest.mark.parametrize(("reached", "share"), [(4, None), (5, 0.4)])
def test_a_step_converts_from_five_deals_on(reached, share):
    assert FunnelStep("1", "Nuevo", reached, waiting=reached - 3, lost=1).conversion == share


def test_nothing_comes_behind_the_last_step():
    assert FunnelStep("won", "Ganado", 10).conversion is None


def rate(won, lost, values=(300, 100)):
    return WinRate("", "", won, lost, won_worth=worth(values[0], won), lost_worth=worth(values[1], lost))


def test_win_rates_are_told_by_number_and_by_value():
    assert (rate(1, 4).by_count, rate(1, 4).by_value) == (0.2, 0.75)


@pytest.mark.parametrize("found", [rate(2, 2), rate(0, 0)])
def test_few_closed_deals_have_no_win_rate(found):
    assert (found.by_count, found.by_value) == (None, None)


@pytest.mark.parametrize("values", [(0, 0), (100, 0), (100, -50), (-5, 10)])
def test_values_without_a_meaningful_share_have_none(values):
    assert rate(5, 5, values).by_value is None


def test_where_nothing_was_lost_all_value_was_won():
    assert rate(5, 0, (300, 0)).by_value == 1


def velocity(**known):
    ingredients = {"open": 8, "won": 5, "lost": 5, "win_rate": 0.5, "average_value": 1000, "cycle_days": 10.0}
    return Velocity("velocity", "EUR", **ingredients | known)


def test_velocity_is_the_product_of_its_ingredients():
    assert velocity().per_day == 400


def test_a_cycle_shorter_than_a_day_counts_as_one():
    assert velocity(cycle_days=0.0).per_day == 4000


@pytest.mark.parametrize("missing", ["win_rate", "average_value", "cycle_days"])
def test_velocity_needs_every_ingredient(missing):
    assert velocity(**{missing: None}).per_day is None


def test_deals_are_counted_over_all_currencies():
    both = (EURO, Amount("USD", 3, 0, 1, 1))
    assert (Slipped("overdue", both, worth(1)).count, StandingStage(1, "Nuevo", "open", both).count) == (5, 5)


@pytest.mark.parametrize(("said", "ratio"), [(200, 0.5), (0, None)])
def test_a_month_of_which_nothing_was_said_has_no_ratio(said, ratio):
    assert MonthAccuracy("2026-10", "2026-10-01", said, said, came=100).ratio == ratio
