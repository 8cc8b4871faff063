"""The engine's words for figures do what they say."""

from __future__ import annotations

import json
import time

import pytest

from crm.storage.changelog import to_json
from crm.storage.sqlite_figures import at_least, days_from, last_second, listed, packed, redated, rows_of


def test_marks_become_a_table(database):
    rows = database.all(f"SELECT * FROM {rows_of('made', 'name', 'number')} x", made=to_json([["a", 1], ["b", None]]))
    assert rows == [{"name": "a", "number": 1}, {"name": "b", "number": None}]


def test_no_marks_become_an_empty_table(database):
    assert database.all(f"SELECT * FROM {rows_of('made', 'name')} x", made="[]") == []


@pytest.mark.parametrize(
    ("zone", "moment_and_day", "days"),
    [
        ("UTC", ("2024-02-28T23:59:59Z", "2024-03-01"), 2),
        ("America/Mexico_City", ("2026-01-01T05:59:59Z", "2026-01-01"), 1),
        ("America/Mexico_City", ("2026-01-01T06:00:00Z", "2026-01-01"), 0),
        ("Europe/Madrid", ("2026-03-28T23:30:00Z", "2026-03-30"), 1),
        ("Europe/Madrid", ("2026-01-31T10:00:00Z", "2026-01-01"), -30),
    ],
)
def test_days_are_local_calendar_days(in_zone, zone, moment_and_day, days):
    moment, day = moment_and_day
    database = in_zone(zone)
    assert database.value(f"SELECT {days_from(':moment', ':day')}", moment=moment, day=day) == days


@pytest.mark.parametrize(("value", "told"), [(-3, 0), (0, 0), (2, 2)])
def test_a_number_is_never_told_below_its_least(database, value, told):
    assert database.value(f"SELECT {at_least(0, ':value')}", value=value) == told


def test_a_column_becomes_one_text_of_all_its_values(database):
    table = rows_of("made", "number")
    query = f"SELECT {listed('x.number')} FROM {table} x"
    assert sorted(json.loads(database.value(query, made=to_json([[3], [1], [3]])))) == [1, 3, 3]
    assert json.loads(database.value(query, made="[]")) == []


def test_several_values_become_one_text(database):
    assert json.loads(database.value(f"SELECT {packed('1', 'NULL', ':text')}", text="a")) == [1, None, "a"]


@pytest.fixture
def in_zone(database, monkeypatch):
    """The test's file, read in a time zone that is put back after."""

    def move(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        return database

    yield move
    monkeypatch.undo()
    time.tzset()


def test_redatings_are_found_by_their_index(database):
    was, became, condition = redated("c")
    query = f"SELECT {was}, {became}, c.entity_id FROM changes c WHERE {condition} AND {was} BETWEEN '2026' AND '2027'"
    plan = " ".join(row["detail"] for row in database.all(f"EXPLAIN QUERY PLAN {query}"))
    assert "changes_redated" in plan


@pytest.mark.parametrize(
    ("minutes", "last"), [(60, "2026-11-21 23:59:59"), (61, "2026-11-22 00:00:59"), (None, "2026-11-21 23:00:00")]
)
def test_the_last_second_of_what_ends_at_midnight_is_of_the_day_before(database, minutes, last):
    said = database.value(
        f"SELECT {last_second(':moment', ':minutes')}", moment="2026-11-21T23:00:00Z", minutes=minutes
    )
    assert said == last
