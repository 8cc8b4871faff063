"""Calendars outside the file: added, tried before, changed, removed, read when they are due, each user's own."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound, Unavailable
from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar
from tests.network.web import serving
from tests.records import second_user


@pytest.fixture
def web():
    """A web server on loopback with one calendar."""
    with serving() as server:
        server.answers["/a.ics"] = lambda handler: handler.give(calendar(f"DTSTART:{day(1)}").encode())
        yield server


def test_a_calendar_is_tried_before_it_is_added(session, web):
    assert session.calendars.test({"address": web.url("/a.ics")}) == 1
    with pytest.raises(Unavailable):
        session.calendars.test({"address": web.url("/no.ics")})
    assert session.calendars.all() == []


def test_calendars_get_colors_of_their_own(session):
    for name in ("a", "b"):
        session.calendars.add({"name": name, "address": f"https://example.org/{name}.ics"})
    first, second = session.calendars.all()
    assert first.color != second.color
    assert (first.kind, first.shown, first.every_minutes) == ("address", 1, 60)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"address": "ftp://example.org/"}, "address"),
        ({"address": ""}, "address"),
        ({"kind": "folder", "address": "/no/such/folder"}, "address"),
        ({"every_minutes": 0}, "every_minutes"),
        ({"every_minutes": 1.5}, "every_minutes"),
        ({"kind": "fax"}, "kind"),
        ({"kind": "caldav", "login": ""}, "login"),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(session, values, field):
    with pytest.raises(Invalid) as refused:
        session.calendars.add({"name": "a", "address": "https://example.org/a.ics", **values})
    assert list(refused.value.fields) == [field]


def test_the_same_address_is_not_added_twice(session):
    values = {"name": "a", "address": "https://example.org/a.ics"}
    session.calendars.add(values)
    with pytest.raises(Invalid, match="there already"):
        session.calendars.add(values)


def test_another_address_is_read_at_once(session, web):
    calendar_id = session.calendars.add({"name": "a", "address": web.url("/a.ics")})
    session.calendars.read(calendar_id)
    assert session.calendars.due() == []
    session.calendars.change(calendar_id, {"address": web.url("/a.ics?x")})
    assert [one.id for one in session.calendars.due()] == [calendar_id]


def test_a_calendar_stays_what_it_is(session):
    calendar_id = session.calendars.add({"name": "a", "address": "https://example.org/a.ics"})
    with pytest.raises(Invalid):
        session.calendars.change(calendar_id, {"kind": "caldav"})


def test_what_is_due_is_read_and_what_fails_is_told(session, web):
    session.calendars.add({"name": "buena", "address": web.url("/a.ics")})
    session.calendars.add({"name": "mala", "address": web.url("/no.ics")})
    (problem,) = session.calendars.read_due()
    assert problem.startswith("mala: ")
    assert session.calendars.due() == []
    assert session.calendars.read_due() == []


def test_each_user_has_calendars_of_their_own(session):
    calendar_id = session.calendars.add({"name": "a", "address": "https://example.org/a.ics"})
    berta = second_user(session)
    assert berta.calendars.all() == []
    with pytest.raises(NotFound):
        berta.calendars.remove(calendar_id)


def test_a_reader_reads_calendars_and_adds_none(session):
    reader = second_user(session, role="reader")
    assert reader.calendars.all() == reader.calendars.read_due() == []
    with pytest.raises(Denied):
        reader.calendars.add({"name": "a", "address": "https://example.org/a.ics"})


def test_what_was_removed_by_mistake_comes_back(session):
    calendar_id = session.calendars.add({"name": "a", "address": "https://example.org/a.ics"})
    session.calendars.remove(calendar_id)
    session.history.undo()
    assert session.calendars.get(calendar_id).name == "a"


def test_what_wants_a_password_waits_for_who_has_it(session, web):
    session.calendars.add({"name": "a", "address": web.url("/a.ics"), "login": "ana"})
    assert session.calendars.read_due() == []
    assert session.calendars.all()[0].problem == ""


def test_a_changed_calendar_is_read_at_once_unless_only_its_looks_changed(session, web):
    calendar_id = session.calendars.add({"name": "a", "address": web.url("/a.ics")})
    session.calendars.read(calendar_id)
    session.calendars.change(calendar_id, {"name": "b", "color": "#9333ea", "shown": 0})
    assert session.calendars.due() == []
    session.calendars.change(calendar_id, {"every_minutes": 15})
    assert [one.id for one in session.calendars.due()] == [calendar_id]
