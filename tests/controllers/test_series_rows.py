"""The activities of a series: what each is, and up to which day they are made."""

from __future__ import annotations

import pytest

from crm.controllers.series_rows import days_to_make, fill, load, occurrence
from crm.errors import NotFound
from crm.models.series import AHEAD, ENDED, Series
from crm.utils import dates
from tests.controllers.series_in import Repeating, after, monday


def test_there_is_no_series_of_an_unknown_number(session):
    with pytest.raises(NotFound):
        load(session.database, 7)


def test_an_occurrence_left_out_by_the_clock_is_an_hour_later(live_in):
    live_in("Europe/Madrid")
    series = Series(1, "FREQ=DAILY", "2027-03-01", "call", 1, starts_at="02:30", duration_minutes=30)
    row = occurrence(series, "2027-03-28")
    assert (row["series_day"], row["due_on"], row["ends_on"]) == ("2027-03-28", "2027-03-28", "2027-03-28")
    assert f"{dates.to_local(row['due_at']):%H:%M}" == "03:30"


def test_an_occurrence_that_comes_twice_is_the_first(live_in):
    live_in("Europe/Madrid")
    series = Series(1, "FREQ=DAILY", "2027-10-01", "call", 1, starts_at="02:30")
    assert occurrence(series, "2027-10-31")["due_at"] == "2027-10-31T00:30:00Z"


def test_days_reach_as_far_as_is_asked():
    series = Series(1, "FREQ=WEEKLY", monday(), "call", 1)
    days, until = days_to_make(series, first=dates.today(), reach=monday(90))
    assert (days[-1], until) == (monday(90), monday(90))


def test_days_of_a_series_without_an_end_reach_400_days():
    days, until = days_to_make(Series(1, "FREQ=DAILY", monday(), "call", 1), first=dates.today())
    assert days[-1] == until == after(dates.today(), AHEAD)


def test_days_of_a_series_that_ends_are_all_made():
    assert days_to_make(Series(1, "FREQ=DAILY;COUNT=2", monday(), "call", 1), first=dates.today()) == (
        [monday(), after(monday(), 1)],
        ENDED,
    )


def test_filling_makes_only_what_is_missing(session):
    repeating = Repeating(session)
    series = repeating.add("FREQ=DAILY;COUNT=5", monday())
    ids = repeating.ids(series)
    with session.database.transaction(session._context.author, "Lose"):
        session.database.delete("activities", ids[2])
        made = fill(session.database, load(session.database, series))
    assert (len(made), repeating.days(series)) == (1, [after(monday(), days) for days in range(5)])
