"""Days and months by their names, in both languages."""

from __future__ import annotations

from datetime import date

from crm.utils import day_names, i18n

DAY = date(2026, 11, 21)


def test_a_day_is_told_with_its_names():
    assert day_names.weekday_and_day(DAY) == "Saturday, 21 November"
    assert day_names.whole_day(DAY) == "Saturday, 21 November 2026"
    assert (day_names.day_month(DAY), day_names.month_and_year(DAY)) == ("21 November", "November 2026")
    assert (day_names.weekday(DAY), day_names.short_weekday(DAY), day_names.month(DAY)) == (
        "Saturday",
        "Sat",
        "November",
    )


def test_spanish_puts_its_own_words_between():
    before = i18n.language()
    i18n.use("es")
    said = day_names.whole_day(DAY)
    i18n.use(before)
    assert said == "Sábado, 21 de noviembre de 2026"


def test_months_and_quarters_are_told_in_few_letters():
    day = date(2026, 11, 21)
    told = (day_names.short_month(day), day_names.short_month_and_year(day), day_names.quarter_and_year(day))
    assert told == ("Nov", "Nov 2026", "Q4 2026")


def test_a_quarter_begins_in_january_april_july_and_october():
    assert [day_names.quarter(date(2026, month, 1)) for month in (1, 3, 4, 9, 10, 12)] == [
        "Q1", "Q1", "Q2", "Q3", "Q4", "Q4",
    ]  # fmt: skip
