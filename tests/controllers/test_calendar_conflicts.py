"""Conflicts of a kept-alike calendar: listed with all three values, decided field by field, nothing lost until then."""

from __future__ import annotations

import uuid

import pytest

from crm.errors import Invalid, NotFound
from crm.models.calendars import SyncReading
from tests.controllers.caldav_in import shared
from tests.controllers.calendars_in import activities, kept
from tests.network.radicale_server import running


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    """A server for all tests here."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def both(session, radicale):
    """A calendar with one event that both sides changed in different ways."""
    made = shared(session, radicale, uuid.uuid4().hex)
    activity = made.plan(place="Bar", description="uno")
    made.sync()
    session.activities.change(activity, {"subject": "Mía", "place": "Aquí", "description": "dos"})
    made.edit("SUMMARY:Visita", "SUMMARY:Suya")
    made.edit("LOCATION:Bar", "LOCATION:Allí")
    assert made.sync().conflicts == 1
    return made


def test_a_conflict_is_listed_with_all_three_values(both):
    (conflict,) = both.session.calendars.conflicts()
    assert (conflict.title, conflict.calendar) == ("Mía", "Google")
    assert [(one.name, one.mine, one.theirs, one.original) for one in conflict.disputes] == [
        ("title", "Mía", "Suya", "Visita"),
        ("place", "Aquí", "Allí", "Bar"),
    ]


def test_until_it_is_decided_both_sides_keep_theirs(both):
    assert both.sync().conflicts == 1
    assert both.here == [(kept(3), "Mía")]
    assert "SUMMARY:Suya" in both.one


def test_it_is_decided_field_by_field(both):
    (conflict,) = both.session.calendars.conflicts()
    both.session.calendars.resolve(conflict, {"title": "mine", "place": "theirs"})
    done = both.sync()
    assert (done.conflicts, done.changed_there) == (0, 1)
    (row,) = activities(both.session)
    assert (row["subject"], row["place"], row["description"]) == ("Mía", "Allí", "dos")
    for line in ("SUMMARY:Mía", "LOCATION:Allí", "DESCRIPTION:dos"):
        assert line in both.one
    assert both.sync().changed_there == 0


@pytest.mark.parametrize(("side", "title"), [("mine", "Mía"), ("theirs", "Suya")])
def test_one_side_may_be_taken_whole(both, side, title):
    (conflict,) = both.session.calendars.conflicts()
    both.session.calendars.resolve(conflict, {"title": side, "place": side})
    both.sync()
    assert both.here == [(kept(3), title)]
    assert f"SUMMARY:{title}" in both.one
    assert both.session.calendars.conflicts() == []


def test_a_field_left_open_is_asked_for(both):
    (conflict,) = both.session.calendars.conflicts()
    with pytest.raises(Invalid, match="Place"):
        both.session.calendars.resolve(conflict, {"title": "mine"})


def test_what_was_decided_is_decided_once(both):
    (conflict,) = both.session.calendars.conflicts()
    both.session.calendars.resolve(conflict, {"title": "mine", "place": "mine"})
    with pytest.raises(NotFound):
        both.session.calendars.resolve(conflict, {"title": "mine", "place": "mine"})


def test_a_further_change_there_is_seen_in_the_conflict(both):
    both.edit("SUMMARY:Suya", "SUMMARY:Nueva")
    both.sync()
    (conflict,) = both.session.calendars.conflicts()
    assert conflict.disputes[0].theirs == "Nueva"


def test_what_is_removed_while_it_is_in_dispute_comes_back_as_it_is_there(both):
    both.session.activities.remove(activities(both.session)[0]["id"])
    assert both.sync().conflicts == 0
    assert both.here == [(kept(3), "Suya")]
    assert both.sync() == SyncReading()
