"""Rows that fall in step with a changed series: they keep their ids, change places without meeting; past ones stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.controllers.series_rows import load
from crm.controllers.series_settling import Turn, settle
from crm.utils import dates, zones
from tests.controllers.series_in import Repeating, after, monday


@pytest.fixture
def repeating(session):
    return Repeating(session)


def turn(repeating, series_id, **changes):
    """Change a series below its rules, and settle its rows."""
    before = load(repeating.session.database, series_id)
    with repeating.session.database.transaction(repeating.session._context.author, "Turn"):
        settle(repeating.session.database, Turn(before, replace(before, **changes)))


def test_nothing_is_written_where_nothing_changed(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    before = repeating.session.database.value("SELECT count(*) FROM changes")
    turn(repeating, series)
    assert repeating.session.database.value("SELECT count(*) FROM changes") == before


def test_rows_whose_day_is_gone_take_the_days_that_came(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=4", monday())
    ids = repeating.ids(series)
    turn(repeating, series, rule="FREQ=DAILY;INTERVAL=2;COUNT=4")
    assert sorted(repeating.ids(series)) == ids
    assert repeating.days(series) == [after(monday(), 2 * place) for place in range(4)]


def test_rows_that_are_too_many_go_and_missing_ones_come(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=4", monday())
    turn(repeating, series, rule="FREQ=DAILY;COUNT=2")
    assert len(repeating.ids(series)) == 2
    turn(repeating, series, rule="FREQ=DAILY;COUNT=6")
    assert len(repeating.ids(series)) == 6


def test_done_and_apart_rows_shift_with_the_days_between_others(repeating):
    series = repeating.add("FREQ=WEEKLY;BYDAY=MO,TU;COUNT=6", monday())
    ids = repeating.ids(series)
    repeating.change(ids[0], {"subject": "Alone"}, scope="this")
    repeating.session.activities.complete([ids[2]])
    day = repeating.session.activities.get(ids[4]).due_on
    repeating.change(ids[4], {"due_at": zones.moment(after(day, 1), "10:00")}, scope="all")
    rows = {row["id"]: row for row in repeating.rows(series)}
    assert len(rows) == 6
    assert rows[ids[0]]["series_day"] == rows[ids[0]]["due_on"] == after(monday(), 1)
    assert (rows[ids[2]]["series_day"], rows[ids[2]]["due_on"]) == (after(monday(2), 1), monday(2))
    assert len({row["series_day"] for row in rows.values()}) == 6


def test_what_lies_before_today_keeps_its_day(repeating):
    late = repeating.session.activities.add({"subject": "Visit", "due_on": after(dates.today(), -3)})
    series = repeating.session.series.change_rule(late, "FREQ=DAILY;INTERVAL=2")
    turn(repeating, series, rule="FREQ=WEEKLY", starts_on=monday(), subject="New")
    kept = repeating.session.activities.get(late)
    assert (kept.due_on, kept.subject) == (after(dates.today(), -3), "New")
