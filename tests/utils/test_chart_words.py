"""The values of a chart in words, in both languages."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import Chart, ChartKind, Series, Unit
from crm.utils.chart_words import brief, exact, percent, told


def chart(unit: Unit, *values: float | None, series: int = 1) -> Chart:
    lines = tuple(Series(f"Line {at}", values) for at in range(series))
    return Chart(ChartKind.BARS, tuple("ABC"[: len(values)]), lines, unit, "EUR")


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    "unit, value, words",
    [
        (Unit.MONEY, 1234567, "12,3 k€"),
        (Unit.SHARE, 0.624, "62 %"),
        (Unit.COUNT, 1234, "1.234"),
        (Unit.DAYS, 12.4, "12,4 d"),
        (Unit.NUMBER, 0.5, "0,5"),
    ],
)
def test_values_in_few_spanish_letters(unit, value, words):
    assert brief(value, chart(unit)).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "unit, value, words",
    [
        (Unit.MONEY, 1234567, "€12.3k"),
        (Unit.SHARE, 0.624, "62%"),
        (Unit.COUNT, 1234, "1,234"),
        (Unit.DAYS, 12.4, "12.4 d"),
    ],
)
def test_values_in_few_english_letters(unit, value, words):
    assert brief(value, chart(unit)) == words


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "unit, value, words",
    [
        (Unit.MONEY, 1234567, "€12,345.67"),
        (Unit.SHARE, 0.6249, "62.5%"),
        (Unit.COUNT, 1234567, "1,234,567"),
        (Unit.DAYS, 1, "1 day"),
        (Unit.DAYS, 12.46, "12.5 days"),
    ],
)
def test_exact_values(unit, value, words):
    assert exact(value, chart(unit)) == words


def test_what_cannot_be_said_is_a_dash():
    assert brief(None, chart(Unit.MONEY)) == "–"
    assert exact(None, chart(Unit.MONEY)) == "cannot be said"


@pytest.mark.usefixtures("spanish")
def test_a_share_is_written_as_the_language_writes_it():
    assert percent(0.1234, decimals=1) == "12,3 %"
    assert percent(0.5, decimals=1) == "50 %"


def test_a_part_says_its_label_and_value():
    assert told(chart(Unit.COUNT, 4, 9), 0, label=1) == "B: 9"


def test_of_several_series_a_part_says_its_own_first():
    assert told(chart(Unit.COUNT, 4, 9, series=2), 1, label=0) == "A · Line 1: 4\nLine 0: 4"


def test_a_series_that_cannot_be_said_is_not_told_beside_another():
    both = Chart(ChartKind.BARS, ("A",), (Series("Won", (4,)), Series("Before", (None,))))
    assert told(both, 0, label=0) == "A · Won: 4"


@pytest.mark.usefixtures("english")
def test_a_stage_of_a_funnel_says_what_went_on_from_it():
    funnel = Chart(ChartKind.FUNNEL, ("New", "Won"), (Series("Deals", (8, 2)),), floor=5)
    assert told(funnel, 0, label=0) == "New: 8\n25% went on"
    assert told(funnel, 0, label=1) == "Won: 2"


@pytest.mark.usefixtures("english")
def test_a_part_is_told_in_full_where_its_label_is_short():
    now, before = Series("Now", (3,), places=("2 Nov",)), Series("Before", (4,), places=("2 Oct",))
    both = Chart(ChartKind.BARS, ("2",), (now, before))
    assert told(both, 1, label=0) == "2 Oct · Before: 4\nNow: 3"
