"""The month in a line above the day: won beside the month before, the forecast; nothing where nothing is sold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.models import periods
from crm.models.dashboards import FORECAST, Card
from crm.utils import dates, i18n
from crm.views import today_month
from tests.records import second_user
from tests.views.deals import deal, end


def _won(session, value, *, day="", **more):
    won = end(session, "won").id
    return deal(session, value=value, stage_id=won, closed_on=day or dates.today(), **more)


def _month_before():
    return (date.fromisoformat(dates.today()[:8] + "01") - timedelta(days=1)).replace(day=1).isoformat()


def test_without_any_deal_there_is_no_line(session):
    assert today_month.read(session, None) is None


def test_it_says_what_was_won_and_what_is_likely(session):
    _won(session, 1_230_000)
    words = today_month.words(today_month.read(session, None))
    assert "€12,300 won" in words
    assert "forecast €12,300" in words


def test_it_compares_with_the_month_before(session):
    _won(session, 108_000)
    _won(session, 100_000, day=_month_before())
    words = today_month.words(today_month.read(session, None))
    assert "▲ 8% against" in words


def test_it_is_about_the_user_alone_when_asked(session):
    _won(session, 500_000)
    berta = second_user(session)
    assert today_month.read(session, berta.user.id) is None


def test_who_works_alone_is_everyone(session):
    _won(session, 500_000)
    assert today_month.read(session, session.user.id) is not None


def test_its_numbers_are_those_of_the_dashboard_the_report_and_the_analysis(session):
    month = dates.today()[:7]
    session.rates.add("USD", f"{month}-01", rate="0.9")
    _won(session, 108_000)
    _won(session, 50_000, currency="USD")
    deal(session, value=33_333, probability=35, expected_close=periods.end_of("month", dates.today()))
    deal(session, value=77_777, probability=15, currency="USD", expected_close=dates.today())
    line = today_month.read(session, None)
    card = session.figures.figure(Card(FORECAST)).numbers
    report = session.reports.run(session.reports.find("forecast"))
    row = next(one.cells for one in report.lines if month in one.key)
    analysed = next(one for one in session.analysis.forecast().parts if one.key == month)
    assert line.won.value == card[0].value == row[5].minor == analysed.won_worth.value == 153_000
    assert line.forecast.value == card[1].value == row[6].minor == analysed.weighted


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_begins_with_the_month(session, language):
    i18n.use(language)
    _won(session, 100)
    assert today_month.words(today_month.read(session, None))[0].isupper()
