"""Keeping a calendar of a real server alike: every change on each side, series, interruptions; nothing doubled."""

from __future__ import annotations

import uuid

import pytest

from crm.errors import Unavailable
from crm.models.calendars import SyncReading
from tests.controllers.caldav_in import Shared, shared
from tests.controllers.calendars_in import activities, day, kept, plain
from tests.files.calendars_in import calendar
from tests.network.radicale_server import running
from tests.records import second_user


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    """A server for all tests here."""
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def both(session, radicale):
    """A calendar of the test's own."""
    return shared(session, radicale, uuid.uuid4().hex)


def quiet(both) -> bool:
    """Whether both sides are alike: keeping them so does nothing more."""
    return both.sync() == SyncReading()


def test_what_is_planned_here_is_there_and_what_is_there_comes_here(both):
    both.plan()
    both.put("dos", f"DTSTART;VALUE=DATE:{day(5)}", "LOCATION:Bar")
    done = both.sync()
    assert (done.added_there, done.added_here) == (1, 1)
    assert both.here == [(kept(3), "Visita"), (kept(5), "Visita")]
    assert len(both.there) == 2
    assert quiet(both)


def test_a_change_here_goes_there_and_leaves_the_rest_of_the_event_alone(both):
    both.put("uno", f"DTSTART:{day(3)}T090000Z", "ATTENDEE:mailto:ana@example.org", "X-OTHER:algo", "CATEGORIES:a,b")
    both.sync()
    both.session.activities.change(activities(both.session)[0]["id"], {"subject": "Otra", "place": "Bar"})
    assert both.sync().changed_there == 1
    for line in ("SUMMARY:Otra", "LOCATION:Bar", "ATTENDEE:mailto:ana@example.org", "X-OTHER:algo", "CATEGORIES:a,b"):
        assert line in both.one
    assert quiet(both)


def test_a_change_there_comes_here(both):
    both.plan()
    both.sync()
    both.edit("SUMMARY:Visita", "SUMMARY:Otra")
    assert both.sync().changed_here == 1
    assert both.here == [(kept(3), "Otra")]
    assert quiet(both)


def test_different_fields_changed_on_both_sides_are_joined(both):
    activity = both.plan()
    both.sync()
    both.session.activities.change(activity, {"place": "Bar"})
    both.edit("SUMMARY:Visita", "SUMMARY:Otra")
    done = both.sync()
    assert (done.changed_here, done.changed_there, done.conflicts) == (1, 1, 0)
    assert both.here == [(kept(3), "Otra")]
    assert "LOCATION:Bar" in both.one
    assert quiet(both)


def test_the_same_change_on_both_sides_is_no_conflict(both):
    activity = both.plan()
    both.sync()
    both.session.activities.change(activity, {"subject": "Otra"})
    both.edit("SUMMARY:Visita", "SUMMARY:Otra")
    assert both.sync().conflicts == 0
    assert quiet(both)


def test_what_is_removed_here_is_removed_there(both):
    activity = both.plan()
    both.sync()
    both.session.activities.remove(activity)
    assert both.sync().removed_there == 1
    assert both.there == {}
    assert quiet(both)


def test_what_is_removed_there_is_removed_here(both):
    both.plan()
    both.sync()
    both.remove()
    assert both.sync().removed_here == 1
    assert both.here == []
    assert quiet(both)


def test_what_was_removed_here_and_changed_there_comes_back(both):
    activity = both.plan()
    both.sync()
    both.session.activities.remove(activity)
    both.edit("SUMMARY:Visita", "SUMMARY:Otra")
    assert both.sync().added_here == 1
    assert both.here == [(kept(3), "Otra")]
    assert quiet(both)


def test_what_was_removed_there_and_changed_here_goes_there_again(both):
    activity = both.plan()
    both.sync()
    both.session.activities.change(activity, {"subject": "Otra"})
    both.remove()
    assert both.sync().added_there == 1
    assert "SUMMARY:Otra" in both.one
    assert quiet(both)


def test_what_was_removed_on_both_sides_is_forgotten(both):
    activity = both.plan()
    both.sync()
    both.session.activities.remove(activity)
    both.remove()
    assert quiet(both)
    assert both.session.database.value("SELECT count(*) FROM calendar_links") == 0


def test_what_is_done_here_stays_when_it_is_removed_there(both):
    activity = both.plan()
    both.session.activities.complete(activity)
    both.session.activities.reopen(activity)
    both.sync()
    both.session.activities.complete(activity)
    both.sync()
    both.remove()
    both.sync()
    assert both.here == [(kept(3), "Visita")]
    assert quiet(both)


def test_undoing_a_removal_brings_it_back_on_both_sides(both):
    activity = both.plan()
    both.sync()
    both.session.activities.remove(activity)
    both.sync()
    both.session.history.undo()
    both.sync()
    assert "SUMMARY:Visita" in both.one
    assert quiet(both)


def test_ctrl_z_never_meets_what_the_server_changed(both):
    both.plan()
    both.sync()
    both.edit("SUMMARY:Visita", "SUMMARY:Otra")
    both.sync()
    assert both.session.history.can_undo().label == "Plan Visita"


def test_a_series_is_kept_alike_with_its_exceptions(both):
    first = both.plan()
    both.session.series.change_rule(first, "FREQ=WEEKLY;COUNT=4", scope="all")
    both.sync()
    assert "RRULE:FREQ=WEEKLY" in both.one
    second = activities(both.session)[1]["id"]
    both.session.activities.change(second, {"place": "Bar"})
    both.session.activities.remove(activities(both.session)[2]["id"])
    both.sync()
    assert "RECURRENCE-ID" in both.one
    assert "EXDATE" in both.one
    assert quiet(both)


def test_a_series_of_the_server_comes_here_and_follows_it(both):
    both.put("serie", f"DTSTART;TZID=Europe/Madrid:{day(3)}T090000", "RRULE:FREQ=DAILY;COUNT=3")
    both.sync()
    assert [row["series_id"] is not None for row in activities(both.session)] == [True] * 3
    both.edit("COUNT=3", "COUNT=2")
    assert both.sync().changed_here == 1
    assert len(both.here) == 2
    assert quiet(both)


def test_one_that_begins_to_repeat_here_repeats_there(both):
    first = both.plan()
    both.sync()
    both.session.series.change_rule(first, "FREQ=WEEKLY;COUNT=4", scope="all")
    both.sync()
    assert "RRULE:FREQ=WEEKLY" in both.one
    assert quiet(both)


def test_what_was_sent_without_an_answer_is_not_sent_twice(both):
    both.plan()
    both.sync()
    both.session.database.execute("UPDATE calendar_links SET etag = '', agreed = ''")
    assert quiet(both)
    assert len(both.there) == 1
    both.session.activities.change(activities(both.session)[0]["id"], {"subject": "Otra"})
    both.session.database.execute("UPDATE calendar_links SET etag = '', agreed = ''")
    assert both.sync().changed_there == 1
    assert "SUMMARY:Otra" in both.one


def test_what_never_arrived_is_sent_at_the_next_time(both):
    both.plan()
    both.sync()
    both.session.database.execute("UPDATE calendar_links SET etag = '', agreed = ''")
    both.remove()
    assert both.sync().added_there == 1
    assert quiet(both)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_stopped_after_any_step_it_goes_on_where_it_was(both, steps):
    for number in range(3):
        both.plan(f"n{number}")
        both.put(f"otro{number}", f"DTSTART:{day(4)}T090000Z", f"LOCATION:n{number}")
    left = iter([False] * steps)
    both.session.calendars.read(both.id, both.secrets, stop=lambda: next(left, True))
    both.sync()
    assert (len(both.here), len(both.there)) == (6, 6)
    assert quiet(both)


def test_an_event_that_cannot_be_read_is_named_and_stays(both):
    both.put("rota", f"DTSTART:{day(3)}T090000Z", "DURATION:P800000D")
    done = both.sync()
    assert "length" in done.skipped[0]
    assert (both.here, len(both.there)) == ([], 1)


def test_what_was_imported_before_is_not_doubled(both, tmp_path):
    from tests.controllers.calendars_in import bring_event

    bring_event(both.session, tmp_path, f"DTSTART:{day(3)}T090000Z")
    both.put("uno", f"DTSTART:{day(3)}T090000Z")
    both.sync()
    assert (len(both.here), len(both.there)) == (1, 1)
    assert quiet(both)


def test_what_is_long_past_stays_on_the_server(both):
    both.put("viejo", "DTSTART:20200101T090000Z")
    both.plan("vieja", due_at="2020-01-01T09:00:00Z")
    both.sync()
    assert (len(both.here), len(both.there)) == (1, 1)


def test_a_calendar_that_lost_most_of_its_events_at_once_removes_nothing_here(both):
    for number in range(10):
        both.plan(f"n{number}")
    both.sync()
    for name in list(both.there)[:8]:
        both.server.ask("DELETE", both._url(name))
    with pytest.raises(Unavailable, match="most of its events"):
        both.sync()
    assert len(both.here) == 10


def test_a_server_that_is_gone_is_told_and_nothing_is_lost(both):
    both.plan()
    both.session.calendars.change(both.id, {"address": "http://127.0.0.1:9/ana/x/"})
    both.secrets.keep("calendar:ana@127.0.0.1", "x")
    with pytest.raises(Unavailable):
        both.sync()
    assert both.session.calendars.get(both.id).problem
    assert both.here == [(kept(3), "Visita")]


def test_removing_the_calendar_here_leaves_both_sides_as_they_are(both):
    both.plan()
    both.sync()
    both.session.calendars.remove(both.id)
    assert (len(both.here), len(both.there)) == (1, 1)


@pytest.mark.parametrize(
    "values",
    [
        {"due_at": "", "due_on": kept(3)},
        {"due_at": "", "due_on": kept(3), "duration_minutes": 3 * 1440},
        {"type": "task", "priority": "high", "reminders": [0, 15]},
        {"description": "uno\ndos; tres, \\\\ cuatro \U0001f389 " * 40, "place": "C/ Ñ, 3; 2º"},
        {"subject": "", "duration_minutes": 0},
    ],
)
def test_whatever_an_activity_holds_is_alike_after_one_sending(both, values):
    both.plan(**values)
    before = plain(both.session)
    assert both.sync().added_there == 1
    assert quiet(both)
    assert plain(both.session) == before


def test_what_another_session_knows_of_a_server_is_the_same(both, database, radicale):
    contact = both.session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    both.plan(contact_id=contact, priority="high")
    both.sync()
    again = second_user(both.session, role="admin")
    other = Shared(again, radicale, both.name, secrets=both.secrets)
    other.id = again.calendars.add({"name": "G", "kind": "caldav", "address": both.server.url + f"ana/{both.name}/",
                                    "login": "ana"})  # fmt: skip
    assert other.sync().added_here == 0
    assert database.value("SELECT count(*) FROM activities") == 1


def test_a_series_cut_in_two_here_is_two_there(both):
    first = both.plan()
    both.session.series.change_rule(first, "FREQ=WEEKLY;COUNT=6", scope="all")
    both.sync()
    third = activities(both.session)[2]["id"]
    both.session.activities.change(third, {"place": "Bar"}, scope="following")
    both.sync()
    assert len(both.there) == 2
    assert len(both.here) == 6
    assert quiet(both)


def test_one_occurrence_changed_there_is_changed_here(both):
    both.put("serie", f"DTSTART:{day(3)}T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    both.sync()
    moved = calendar(f"DTSTART:{day(4)}T120000Z", f"RECURRENCE-ID:{day(4)}T090000Z", "LOCATION:Bar")
    event = moved[moved.index("BEGIN:VEVENT") : moved.index("END:VCALENDAR")].replace("UID:uno", "UID:serie")
    both.edit("END:VCALENDAR", event + "END:VCALENDAR")
    assert both.sync().changed_here == 1
    assert [(row["due_at"][11:16], row["place"]) for row in activities(both.session)] == [
        ("09:00", ""),
        ("12:00", "Bar"),
        ("09:00", ""),
    ]
    assert quiet(both)


def test_one_occurrence_removed_there_is_removed_here(both):
    both.put("serie", f"DTSTART:{day(3)}T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    both.sync()
    both.edit("RRULE:", f"EXDATE:{day(4)}T090000Z\r\nRRULE:")
    assert both.sync().changed_here == 1
    assert both.here == [(kept(3), "Visita"), (kept(5), "Visita")]
    assert quiet(both)
