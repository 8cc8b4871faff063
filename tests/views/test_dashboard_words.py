"""Numbers and periods in words: large ones, changes by their unit, days of this and other years, in both languages."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Number
from crm.models.periods import EVER, MONTH, OWN, Period
from crm.utils import dates, day_spans, i18n
from crm.utils.chart_data import Unit
from crm.views import dashboard_words as words

OCTOBER = Period(MONTH, "2026-10-01", "2026-10-21")


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    monkeypatch.setattr(
        day_spans, "today", lambda: dates.today(lambda: dates.datetime(2026, 11, 21, 12, tzinfo=dates.UTC))
    )


def _money(value, before=None, **more):
    return Number("Won", value, Unit.MONEY, "EUR", before, **more)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(_money(1_299_049), "€12,990"), (_money(12_345), "€123.45"), (_money(None), "–"), (Number("n", 1234), "1,234"),
     (Number("n", 0.3333, Unit.SHARE), "33.3%"), (Number("n", 12, Unit.DAYS), "12 days")],
)  # fmt: skip
def test_a_number_is_shown_large(number, shown):
    assert words.value(number) == shown


@pytest.mark.parametrize(
    ("number", "few", "role"),
    [
        (_money(140, 100), "▲ 40%", "success"),
        (_money(60, 100), "▼ 40%", "danger"),
        (_money(100, 100), "=", "muted"),
        (_money(1500, 100), "▲ 15 times", "success"),
        (Number("n", 0.5, Unit.SHARE, before=0.35), "▲ 15 points", "success"),
        (Number("n", 9, before=12, better=-1), "▼ 25%", "success"),
        (Number("n", 12, before=9, better=0), "▲ 33%", "muted"),
    ],
)
def test_a_change_has_an_arrow_and_a_measure(number, few, role):
    said, whole, tone = words.change(number, OCTOBER)
    assert (said, tone) == (few, role)
    assert whole.endswith("1–21 Oct")


def test_of_nothing_before_there_is_no_share():
    assert words.change(_money(100, 0), OCTOBER) == ("▲ before: €0", "▲ before: €0 (1–21 Oct)", "success")


def test_amounts_beside_a_large_one_have_no_decimals_either():
    amounts = (_money(100_000), _money(10_000))
    assert words.are_whole(amounts) and not words.are_whole(amounts[1:])
    assert [words.value(one, whole=True) for one in amounts] == ["€1,000", "€100"]


@pytest.mark.parametrize("number", [_money(None, 100), _money(100)])
def test_without_both_there_is_no_change(number):
    assert words.change(number, OCTOBER) == ("", "", "")


def test_without_a_period_before_there_is_no_change():
    assert words.change(_money(100, 90), None) == ("", "", "")


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2026-10-01", "2026-10-21", "1–21 Oct"),
        ("2026-10-01", "", "since 1 Oct 2026"),
        ("", "2026-10-01", "until 1 Oct 2026"),
        ("", "", "All time"),
    ],
)
def test_the_days_of_a_period(since, until, shown):
    assert words.days(Period(MONTH, since, until)) == shown


def test_days_are_told_in_spanish():
    i18n.use("es")
    assert words.days(OCTOBER) == "1–21 oct"


def test_a_period_has_its_name_before_its_days():
    assert words.period(OCTOBER) == "This month · 1–21 Oct"
    assert words.period(Period(EVER)) == "All time"
    assert words.period(Period(OWN, "2026-10-01", "2026-10-21")) == "1–21 Oct"
