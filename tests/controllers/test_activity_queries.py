"""Filters, sorts and quick ranges of activities against plain Python, in several time zones."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.controllers.activity_queries import ACTIVITIES, SORTS, ActivityConditions, select
from crm.controllers.list_pages import ids_of
from crm.errors import Invalid
from crm.models.activities import FIELDS, OVERDUE, RANGES, TODAY, when_of
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import Author, Door
from tests.records import day_ahead

ZONES = ("UTC", "Europe/Madrid", "America/Mexico_City", "America/Santiago", "Asia/Tokyo")
# Ends of months and years, leap day, the nights in which clocks change in Spain and Chile, noon and midnight.
MOMENTS = (
    "2026-01-31T23:30", "2026-12-31T22:59", "2027-01-01T00:00", "2028-02-28T12:00", "2028-02-29T23:59",
    "2028-03-01T00:01", "2026-03-29T01:30", "2026-10-25T00:30", "2026-04-05T03:30", "2026-09-06T04:00",
    "2026-11-22T23:00", "2026-11-23T00:00",
)  # fmt: skip
PLAN = some.tuples(
    some.integers(-15, 15),  # days from now
    some.sampled_from((None, 0, 1, 719, 720, 1439)),  # minute of the day; None without a time
    some.sampled_from((None, 0, 30, 60, 1440, 2880, 2000)),  # how long
    some.sampled_from((False, False, False, True)),  # done
)
WHOLE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    time.tzset()


@WHOLE
@given(some.sampled_from(MOMENTS), some.lists(PLAN, min_size=1, max_size=9))
def test_the_quick_ranges_are_those_of_the_clock_on_the_wall(session, zone, moment, plans):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    made = {_planned(session, now, plan, zone=zone): _span(now, plan, zone=zone) for plan in plans}
    for name in (one.value for one in RANGES):
        expected = {one for one, span in made.items() if _is_in(name, span, now=now, zone=zone)}
        assert _found(session, name, now=now) == expected, name
    with session.database.transaction(Author(None, Door.CLI), "Clear"):
        session.database.delete_many("activities", list(made))


@WHOLE
@given(some.sampled_from(MOMENTS), PLAN)
def test_a_row_says_of_itself_what_the_ranges_say(session, zone, moment, plan):
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    activity = _planned(session, now, plan, zone=zone)
    mark = when_of(
        vars(session.activities.get(activity)),
        now=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        today=now.astimezone(zone).date().isoformat(),
    )
    assert (mark == OVERDUE) == (activity in _found(session, OVERDUE, now=now))
    if mark == TODAY:
        assert activity in _found(session, TODAY, now=now)


def test_what_has_no_day_stands_in_its_own_range_until_it_is_done(session):
    activity = session.activities.add({"subject": "x"})
    assert _names(session, activity) == {"no_date", "open"}
    session.activities.complete(activity)
    assert _names(session, activity) == {"done"}


def test_a_range_can_be_left_out_and_ranges_added_up(session):
    late, soon = (session.activities.add({"due_on": day_ahead(days)}) for days in (-3, 1))
    none = session.activities.add({})
    assert _listed(session, Condition("when", Operator.NONE, ("overdue",))) == {soon, none}
    assert _listed(session, Condition("when", Operator.ANY, ("overdue", "tomorrow"))) == {late, soon}
    assert _listed(session, Condition("when", Operator.ANY, ())) == set()


@pytest.mark.parametrize(
    "condition",
    [
        Condition("when", Operator.ANY, ("someday",)),
        Condition("when", Operator.BEFORE, ("today",)),
        Condition("due_on", Operator.AFTER, ("mañana",)),
        Condition("duration_minutes", Operator.BETWEEN, (1,)),
        Condition("nothing", Operator.FILLED),
        Condition("tags", Operator.ANY, (1,)),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(session, condition):
    with pytest.raises(Invalid):
        session.activities.ids(ListQuery(conditions=(condition,)))


def test_an_unknown_sort_is_refused(session):
    with pytest.raises(Invalid):
        session.activities.page(ListQuery(sort="subject; DROP TABLE activities"))


def test_every_field_can_be_filtered_and_sorted_by():
    shown = {field.name for field in FIELDS}
    assert shown <= ACTIVITIES.filters.keys()
    assert shown <= SORTS.keys()


@pytest.fixture
def many(session) -> list[int]:
    """Sixty activities of all kinds."""
    dice = random.Random(11)
    people = [session.contacts.add({"first_name": name}) for name in ("Ana", "Óscar", "eva")]
    companies = [session.contacts.add({"kind": "company", "company": name}) for name in ("Molino", "Ábaco")]
    deals = [session.opportunities.add({"title": title}) for title in ("Obra", "Ático")]
    users = [session.user.id, session.users.add("Ángela"), session.users.add("bruno")]
    found = []
    for number in range(60):
        day = dice.choice(("", *(day_ahead(days) for days in (-40, -1, 0, 1, 6, 30))))
        values: dict[str, Any] = {
            "type": dice.choice(("call", "meeting", "task")),
            "subject": dice.choice(("", "Llamar", "llámame", "Visita", f"n{number}")),
            "due_on": day,
            "duration_minutes": dice.choice((None, 0, 30, 1440)),
            "priority": dice.choice(("low", "normal", "high")),
            "place": dice.choice(("", "Oficina", "óptica")),
            "contact_id": dice.choice((None, *people, *companies)),
            "opportunity_id": dice.choice((None, *deals)),
            "assigned_to": dice.choice((None, *users)),
        }
        if day and dice.random() < 0.5:
            values["due_at"] = f"{day}T{dice.randrange(24):02}:{dice.choice(('00', '30'))}:00Z"
        found.append(session.activities.add(values))
        if dice.random() < 0.3:
            session.activities.complete(found[-1], dice.choice(("", "Sí", "no")), log=False)
    return found


@pytest.mark.parametrize("sort", sorted(SORTS))
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_goes_through_all_rows_once_page_by_page(session, many, sort, descending):
    query = ListQuery(sort=sort, descending=descending)
    seen, place = [], None
    while True:
        page = session.activities.page(query, after=place, limit=7)
        seen += [row["id"] for row in page.rows]
        place = page.next
        if place is None:
            break
    assert seen == list(session.activities.ids(query))
    assert sorted(seen) == many


def test_by_date_what_has_no_time_ends_its_day_and_what_has_no_day_the_list(session, many):
    rows = session.activities.rows(session.activities.ids(ListQuery()))
    keys = [(row["due_on"] or "~", row["due_at"] or "~", row["id"]) for row in rows]
    assert len(many) == len(keys)
    assert all(one < other for one, other in pairwise(keys))


def test_by_priority_what_is_urgent_comes_first(session, many):
    rows = session.activities.rows(session.activities.ids(ListQuery(sort="priority")))
    ranks = [("high", "normal", "low").index(row["priority"]) for row in rows]
    assert len(many) == len(ranks)
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("name", "value"), [("type", "task"), ("priority", "high"), ("place", "Oficina"), ("subject", "Visita")]
)
def test_a_filter_keeps_what_it_names(session, many, name, value):
    expected = {one for one in many if getattr(session.activities.get(one), name) == value}
    assert _listed(session, Condition(name, Operator.ANY, (value,))) == expected
    assert _listed(session, Condition(name, Operator.NONE, (value,))) == set(many) - expected


def test_an_owner_and_nobody_are_found(session, many):
    mine = {one for one in many if session.activities.get(one).assigned_to in (session.user.id, None)}
    assert _listed(session, Condition("assigned_to", Operator.ANY, (session.user.id, None))) == mine


def test_text_inside_a_subject_is_found_without_accents(session, many):
    expected = {one for one in many if "llam" in session.activities.get(one).subject.replace("á", "a").lower()}
    assert _listed(session, Condition("subject", Operator.CONTAINS, ("LLÁM",))) == expected


# The oracle


def _planned(session, now: datetime, plan: tuple[Any, ...], *, zone: ZoneInfo) -> int:
    """Plan an activity as a person in a zone would."""
    days, minute, length, done = plan
    here = now.astimezone(zone).date() + timedelta(days=days)
    values: dict[str, Any] = {"due_on": here.isoformat(), "duration_minutes": length}
    if minute is not None:
        start = _begin(here, minute, zone).astimezone(UTC)
        values["due_at"] = f"{start:%Y-%m-%dT%H:%M:%SZ}"
    activity = session.activities.add(values)
    if done:
        session.activities.complete(activity)
    return int(activity)


def _begin(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)


def _span(now: datetime, plan: tuple[Any, ...], *, zone: ZoneInfo) -> tuple[date, date, datetime | None, bool]:
    """The first and last day of an activity, its moment, and whether it is done."""
    days, minute, length, done = plan
    first = now.astimezone(zone).date() + timedelta(days=days)
    if minute is None:
        return first, first + timedelta(days=-(-(length or 1) // 1440) - 1), None, done
    start = _begin(first, minute, zone).astimezone(UTC)
    end = start + timedelta(minutes=length or 0)
    first = start.astimezone(zone).date()
    last = end.astimezone(zone)
    midnight = length and (last.hour, last.minute) == (0, 0)
    return first, max(first, last.date() - timedelta(days=1 if midnight else 0)), start, done


def _is_in(name: str, span: tuple[date, date, datetime | None, bool], *, now: datetime, zone: ZoneInfo) -> bool:
    first, last, start, done = span
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    if name in ("open", "done") or done:
        return name == ("done" if done else "open")
    if name == "overdue":
        return start < now if start else last < today
    periods = {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "week": (monday, monday + timedelta(days=6)),
        "next_week": (monday + timedelta(days=7), monday + timedelta(days=13)),
    }
    begin, end = periods.get(name, (date.max, date.min))
    return first <= end and last >= begin


def _found(session, name: str, *, now: datetime) -> set[int]:
    known = {field.name: field for field in FIELDS}
    query = ListQuery(conditions=(Condition("when", Operator.ANY, (name,)),))
    return set(ids_of(session.database, select(query, ActivityConditions(known, lambda: now))))


def _listed(session, *conditions: Condition) -> set[int]:
    return set(session.activities.ids(ListQuery(conditions=conditions)))


def _names(session, activity: int) -> set[str]:
    return {one.value for one in RANGES if activity in _listed(session, Condition("when", Operator.ANY, (one.value,)))}
