"""Activities by person and type, against plain Python over each of them; days are local ones."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import ACTIVITIES, Card, Filters
from crm.models.figures import NOBODY
from crm.models.periods import EVER, OWN
from crm.storage.changelog import Author, Door
from crm.utils import dates
from tests.controllers.dashboard.closed_cards import ids

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEAP = Filters(OWN, "2024-02-28", "2024-02-29")
OVERDUE_DAY, COMING_DAY = "2024-01-01", "2099-01-01"


@pytest.fixture
def people(session):
    return [None, *(session.users.add(name) for name in ("Berta", "Carlos"))]


def add(session, *, owner=None, kind="task", done="", due=""):
    """An activity; `done` is the local moment it was completed."""
    row = {"type": kind, "subject": "x", "sort_subject": "x", "assigned_to": owner, "due_on": due, "ends_on": due}
    row["completed_at"] = dates.to_moment(done) if done else ""
    with session.database.transaction(Author(None, Door.WINDOW), "Made"):
        return session.database.insert("activities", row)


@few
@given(
    drawn=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(("call", "task")),
            st.sampled_from(("", "2024-02-27 23:30", "2024-02-28 00:00", "2024-02-29 23:59", "2024-03-01 00:00")),
            st.sampled_from(("", OVERDUE_DAY, COMING_DAY)),
        ),
        max_size=12,
    ),
    asked=st.tuples(st.sampled_from(("person", "type")), st.sampled_from((-1, 0, 1))),
)
def test_every_row_is_what_counting_gives(session, people, drawn, asked):
    by, owner = asked
    with session.database.transaction(Author(None, Door.WINDOW), "World"):
        session.database.delete_many("activities", list(session.database.ids("SELECT id FROM activities")))
        rows = [
            (add(session, owner=people[who], kind=kind, done=done, due=due), str(people[who] or 0), kind, done, due)
            for who, kind, done, due in drawn
            if owner < 0 or who == owner
        ]
    filters = Filters(OWN, LEAP.since, LEAP.until, owner_id=None if owner < 0 else people[owner] or NOBODY)
    card = Card(ACTIVITIES, options={"by": by})
    shown = session.figures.figure(card, filters)
    done = {one[0]: one[1 if by == "person" else 2] for one in rows if one[3][8:10] in ("28", "29")}
    overdue = {one[0]: one[1 if by == "person" else 2] for one in rows if not one[3] and one[4] == OVERDUE_DAY}
    assert [one.value for one in shown.numbers] == [len(done), len(overdue)]
    told = [dict(zip(keys, series.values, strict=True)) for keys, series in _series(shown)]
    for kept, state, values in zip((done, overdue), ("done", "overdue"), told or [{}, {}], strict=True):
        counted = Counter(f"{state}:{key}" for key in kept.values())
        assert {key: value for key, value in values.items() if value} == counted
        for key in values:
            found = set(session.figures.behind(card, filters, part=key).ids)
            assert found == {one for one, group in kept.items() if f"{state}:{group}" == key}
        assert set(session.figures.behind(card, filters, part=state).ids) == set(kept)
    assert set(session.figures.behind(card, filters).ids) == set(done) | set(overdue)


def _series(shown):
    return list(zip(shown.parts, shown.chart.series, strict=True)) if shown.chart else []


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Mexico_City", "Pacific/Auckland"])
def test_what_is_done_late_in_the_evening_is_of_that_local_day(session, live_in, zone):
    live_in(zone)
    late = add(session, done="2024-02-29 23:30")
    add(session, done="2024-03-01 00:10")
    assert ids(session, ACTIVITIES, LEAP, part="done") == {late}


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_day_of_23_or_25_hours_is_one_day(session, live_in, day):
    live_in("Europe/Madrid")
    ours = {add(session, done=f"{day} {hour}") for hour in ("00:00", "01:30", "03:30", "23:59")}
    for other in (f"{dates.days_after(day, -1)} 23:59", f"{dates.days_after(day, 1)} 00:00"):
        add(session, done=other)
    assert ids(session, ACTIVITIES, Filters(OWN, day, day)) == ours


def test_the_period_before_is_told_beside(session):
    add(session, done="2024-02-26 10:00")
    add(session, done="2024-02-27 10:00")
    add(session, done="2024-02-28 10:00")
    shown = session.figures.figure(Card(ACTIVITIES), LEAP)
    assert (shown.numbers[0].value, shown.numbers[0].before) == (1, 2)
    assert (shown.compared.since, shown.compared.until) == ("2024-02-26", "2024-02-27")


def test_all_time_is_compared_with_nothing(session):
    add(session, done="2024-02-26 10:00")
    assert session.figures.figure(Card(ACTIVITIES), Filters(EVER)).numbers[0].before is None


def test_the_pipeline_narrows_nothing(session):
    add(session, done="2024-02-28 10:00")
    shown = session.figures.figure(Card(ACTIVITIES), Filters(OWN, LEAP.since, LEAP.until, pipeline_id=1))
    assert shown.numbers[0].value == 1


def test_many_people_stand_together_in_one_row(session):
    for number in range(13):
        add(session, owner=session.users.add(f"Nombre {number:02}"), done="2024-02-28 10:00")
    shown = session.figures.figure(Card(ACTIVITIES), LEAP)
    assert (shown.chart.labels[-1], shown.chart.series[0].values[-1]) == ("Others (3)", 3)
    assert len(ids(session, ACTIVITIES, LEAP, part="done:others")) == 3


def test_types_are_told_in_words(session):
    add(session, kind="call", done="2024-02-28 10:00")
    shown = session.figures.figure(Card(ACTIVITIES, options={"by": "type"}), LEAP)
    assert (shown.title, shown.chart.labels) == ("Activities by type", ("Call",))


def test_what_is_nobody_s_is_named(session):
    add(session, done="2024-02-28 10:00")
    assert session.figures.figure(Card(ACTIVITIES), LEAP).chart.labels == ("No owner",)


@pytest.mark.parametrize("part", ["planned", "done:99", "overdue:x"])
def test_there_is_nothing_behind_a_part_that_is_none(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(Card(ACTIVITIES), LEAP, part=part)
