"""What the demo's people have before them: today, missed, coming, in the office, and what they did. Without a file."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm.demo import cast
from crm.demo.agenda import plan_of, plans, was_planned, working_day
from crm.demo.words import Stage

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = "2026-11-20"


def drawn(language="en", now=NOW):
    stage = Stage.of(language, seed=2026, now=now)
    companies = cast.companies(stage)
    people = cast.people(stage, companies, count=240)
    return people, plans(stage, people, companies=companies)


@pytest.fixture(scope="module")
def planned():
    return drawn()[1]


def today_of(planned):
    return [one for one in planned if one["day"] == TODAY and one["at"]]


def test_today_has_appointments_with_their_times(planned):
    assert len(today_of(planned)) >= 4
    assert all(one["subject"] and "{" not in one["subject"] + one["place"] for one in planned)


def test_what_is_over_today_is_done_and_something_is_still_to_come():
    evening = today_of(drawn(now=NOW.replace(hour=18))[1])
    assert any(one["outcome"] for one in evening)
    assert [one["at"] for one in evening if not one["outcome"]] == ["18:30", "19:30"]


def test_before_the_day_begins_nothing_is_done():
    assert not any(one["outcome"] for one in drawn(now=NOW.replace(hour=6))[1])


def test_some_are_overdue_and_some_have_no_day(planned):
    assert sum("" < one["day"] < TODAY for one in planned) == 3
    assert sum(one["day"] == "" for one in planned) == 2


def test_what_comes_lies_on_working_days(planned):
    coming = [one["day"] for one in planned if one["day"] > TODAY]
    assert len(coming) > 30
    assert all(date.fromisoformat(day).weekday() < 5 for day in coming)


def test_they_have_places_priorities_and_reminders(planned):
    assert any(one["place"] for one in planned)
    assert {one["priority"] for one in planned} == {"low", "normal", "high"}
    assert {one["reminders"] for one in planned if one["type"] == "meeting" and one["at"]} == {"[60]"}


def test_customers_of_the_user_come_today():
    people, planned = drawn()
    assert {people[one["person"]]["colleague"] for one in today_of(planned)} >= {0}


def test_the_words_of_the_partner_stand_in_the_text():
    stage = Stage.of("en", seed=1, now=NOW)
    partner = {"first_name": "Ana", "company": "Orbit, S.L.", "person": 4, "colleague": 1}
    entry = ["call", "", 0, "Call {first_name} of {company}", "", "low"]
    plan = plan_of(stage, entry, day=None, partner=partner)
    assert (plan["subject"], plan["person"], plan["minutes"]) == ("Call Ana of Orbit", 4, None)


@pytest.mark.parametrize(("day", "moved"), [(20, 20), (21, 23), (22, 23), (23, 23)])
def test_a_weekend_gives_way_to_monday(day, moved):
    assert working_day(date(2026, 11, day)) == date(2026, 11, moved)


@pytest.mark.parametrize(("day", "moved"), [(20, 20), (21, 20), (22, 20), (23, 23)])
def test_what_was_missed_on_a_weekend_was_for_friday(day, moved):
    assert working_day(date(2026, 11, day), back=True) == date(2026, 11, moved)


def happened(days, kind="call"):
    moment = NOW - timedelta(days=days)
    at = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    return {"type": kind, "subject": "Hi", "outcome": "Fine", "moment": moment, "at": at, "duration_minutes": 10}


def test_most_of_what_happened_lately_had_been_planned():
    stage = Stage.of("en", seed=1, now=NOW)
    found = [was_planned(stage, happened(5), known_since=NOW - timedelta(days=90)) for _ in range(40)]
    done = [one for one in found if one]
    assert 16 < len(done) < 40
    assert all(one["created_at"] < one["due_at"] < one["completed_at"] for one in done)


@pytest.mark.parametrize("one", [happened(60), happened(2, "note"), happened(2, "email")])
def test_what_is_long_past_and_notes_were_not(one):
    stage = Stage.of("en", seed=1, now=NOW)
    assert not any(was_planned(stage, one, known_since=NOW - timedelta(days=90)) for _ in range(20))
