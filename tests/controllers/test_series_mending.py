"""Undo and series: what the program made for one goes with it, what somebody used keeps it, the rest falls in step."""

from __future__ import annotations

import pytest

from tests.controllers.series_in import Repeating, after, monday
from tests.controllers.test_activity_series import rest_until
from tests.records import picture


@pytest.fixture
def repeating(session):
    return Repeating(session)


def grown(repeating):
    """A series whose last activities the program made later, and the operation that began it."""
    series = repeating.add("FREQ=WEEKLY", monday())
    began = repeating.session.history.can_undo().id
    reached = repeating.session.series.reach(series, monday(70))
    assert repeating.session.activities.get(reached).series_id == series
    return series, began


def test_what_the_program_made_goes_with_the_series_and_comes_back_with_it(repeating):
    empty = picture(repeating.session.database)
    series, _began = grown(repeating)
    count = len(repeating.ids(series))
    repeating.session.history.undo()
    assert picture(repeating.session.database) == empty
    repeating.session.history.redo()
    assert len(repeating.ids(series)) == count


def test_a_series_in_use_stays_with_what_was_used(repeating):
    series, began = grown(repeating)
    first = repeating.ids(series)[0]
    repeating.session.activities.complete([first])
    report = repeating.session.history.undo(began)
    assert report.kept
    assert repeating.ids(series)[0] == first


def test_a_change_taken_back_reaches_what_the_program_made_meanwhile(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    ids = repeating.ids(series)
    rest_until(repeating.session, series, monday(20))
    repeating.change(ids[0], {"subject": "New"}, scope="all")
    changed = repeating.session.history.can_undo().id
    repeating.session.series.reach(series, monday(70))
    repeating.session.history.undo(changed)
    assert {row["subject"] for row in repeating.rows(series)} == {"Visit"}


def test_another_rule_taken_back_leaves_no_day_of_it(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    repeating.session.series.change_rule(repeating.ids(series)[0], "FREQ=DAILY", scope="all")
    repeating.session.series.reach(series, after(monday(), 420))
    repeating.session.history.undo()
    repeating.session.series.top_up()
    assert set(repeating.days(series)) <= {monday(week) for week in range(1, 70)}


def test_after_an_undo_the_program_makes_what_is_missing(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=5", monday())
    ids = repeating.ids(series)
    repeating.session.series.change_rule(ids[0], "FREQ=WEEKLY;COUNT=3", scope="all")
    repeating.session.history.undo()
    repeating.session.series.top_up()
    assert repeating.ids(series) == ids
