"""New contacts by source, against plain Python over each of them; days are local ones."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import NEW_CONTACTS, Card, Filters
from crm.models.figures import NOBODY
from crm.models.periods import EVER, OWN
from crm.storage.changelog import Author, Door
from crm.utils import dates
from tests.controllers.dashboard.closed_cards import add_up, ids, parts

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEAP = Filters(OWN, "2024-02-28", "2024-02-29")
SOURCES = ("", "Web", "Feria", *(f"Fuente {number}" for number in range(9)))


def add(session, *, source="", made="2024-02-28 12:00", owner=None):
    row = {"kind": "person", "first_name": "Ana", "sort_name": "ana", "source": source, "assigned_to": owner}
    with session.database.transaction(Author(None, Door.WINDOW), "Made"):
        return session.database.insert("contacts", row | {"created_at": dates.to_moment(made)})


@few
@given(
    drawn=st.lists(
        st.tuples(
            st.sampled_from(SOURCES),
            st.sampled_from(("2024-02-27 23:59", "2024-02-28 00:00", "2024-02-29 23:59", "2024-03-01 00:00")),
            st.booleans(),
        ),
        max_size=30,
    ),
    whose=st.sampled_from((None, NOBODY, "berta")),
)
def test_every_row_is_what_counting_gives(session, drawn, whose):
    with session.database.transaction(Author(None, Door.WINDOW), "World"):
        session.database.delete_many("contacts", list(session.database.ids("SELECT id FROM contacts")))
        berta = session.users.add("Berta")
        made = [(add(session, source=one, made=at, owner=berta if b else None), one, at, b) for one, at, b in drawn]
    filters = Filters(OWN, LEAP.since, LEAP.until, owner_id=berta if whose == "berta" else whose)
    wanted = [one for one in made if one[2][8:10] in ("28", "29") and (whose is None or one[3] == (whose == "berta"))]
    shown = session.figures.figure(Card(NEW_CONTACTS), filters)
    counts = Counter(one[1] for one in wanted)
    assert [one.value for one in shown.numbers] == [len(wanted), counts[""]]
    behind = parts(session, shown, filters)
    assert [len(found) for found in behind.values()] == list(shown.chart.series[0].values if shown.chart else ())
    assert not behind or add_up(session, shown, filters)
    for key, found in behind.items():
        if key.startswith("source:"):
            assert found == {one[0] for one in wanted if f"source:{one[1]}" == key}


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Mexico_City", "Pacific/Auckland"])
def test_who_comes_late_in_the_evening_is_of_that_local_day(session, live_in, zone):
    live_in(zone)
    late = add(session, made="2024-02-29 23:30")
    add(session, made="2024-03-01 00:10")
    assert ids(session, NEW_CONTACTS, LEAP) == {late}


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_day_of_23_or_25_hours_is_one_day(session, live_in, day):
    live_in("Europe/Madrid")
    ours = {add(session, made=f"{day} {hour}") for hour in ("00:00", "01:30", "03:30", "23:59")}
    for other in (f"{dates.days_after(day, -1)} 23:59", f"{dates.days_after(day, 1)} 00:00"):
        add(session, made=other)
    assert ids(session, NEW_CONTACTS, Filters(OWN, day, day)) == ours


def test_the_period_before_is_told_beside(session):
    for day in ("26", "27", "28"):
        add(session, made=f"2024-02-{day} 10:00")
    shown = session.figures.figure(Card(NEW_CONTACTS), LEAP)
    assert (shown.numbers[0].value, shown.numbers[0].before) == (1, 2)


def test_all_time_is_compared_with_nothing(session):
    assert session.figures.figure(Card(NEW_CONTACTS), Filters(EVER)).numbers[0].before is None


def test_the_frequent_ones_come_first_and_those_without_last(session):
    for source in ("", "", "", "Feria", "Web", "Web"):
        add(session, source=source)
    assert session.figures.figure(Card(NEW_CONTACTS), LEAP).chart.labels == ("Web", "Feria", "Without a source")


def test_the_pipeline_narrows_nothing(session):
    add(session)
    filters = Filters(OWN, LEAP.since, LEAP.until, pipeline_id=1)
    assert session.figures.figure(Card(NEW_CONTACTS), filters).numbers[0].value == 1


def test_a_period_without_any_says_so(session):
    assert session.figures.figure(Card(NEW_CONTACTS), LEAP).note == "No contacts came in the period."


def test_there_is_nothing_behind_a_part_that_is_none(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(NEW_CONTACTS), LEAP, part="moon")
