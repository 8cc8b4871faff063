"""Reading addresses and folders: what is kept, what failures leave alone, how long a calendar rests after one."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from crm.controllers import calendar_subscriptions
from crm.errors import Unavailable
from crm.network.addresses import Patience
from crm.network.passwords import Passwords
from crm.utils import dates
from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar
from tests.network.web import serving


@pytest.fixture
def web():
    """A web server on loopback."""
    with serving() as server:
        yield server


def serve(web, *texts: str, **options) -> None:
    web.answers["/a.ics"] = lambda handler: handler.give("".join(texts).encode(), **options)


@pytest.fixture
def subscribed(session, web):
    """A subscription of a calendar with one event, read once: (session, its id)."""
    serve(web, calendar(f"DTSTART:{day(1)}T090000Z"))
    calendar_id = session.calendars.add({"name": "Ferias", "address": web.url("/a.ics")})
    session.calendars.read(calendar_id)
    return session, calendar_id


def titles(session) -> list[str]:
    sources = session.database.all("SELECT source FROM calendar_events ORDER BY uid")
    return [json.loads(row["source"])[0]["title"] for row in sources]


def test_what_changed_came_or_went_is_kept(subscribed, web):
    session, calendar_id = subscribed
    serve(
        web,
        calendar(f"DTSTART:{day(2)}").replace("Visita", "Otra"),
        calendar(f"DTSTART:{day(3)}").replace("uno", "dos"),
    )
    reading = session.calendars.read(calendar_id)
    assert (reading.events, reading.added, reading.changed, reading.removed) == (2, 1, 1, 0)
    assert titles(session) == ["Visita", "Otra"]
    serve(web, calendar(f"DTSTART:{day(3)}").replace("uno", "dos"))
    assert session.calendars.read(calendar_id).removed == 1


def test_what_did_not_change_leaves_no_trace_in_the_history(subscribed):
    session, calendar_id = subscribed
    before = session.database.value("SELECT max(id) FROM operations")
    assert session.calendars.read(calendar_id).unchanged
    assert session.database.value("SELECT max(id) FROM operations") == before
    assert session.calendars.get(calendar_id).read_at


def test_reading_is_nobody_s_work_to_undo(subscribed):
    session, _calendar = subscribed
    assert session.history.can_undo().label == "Add the calendar Ferias"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>Sign in</html>", "did not send a calendar"),
        (b"", "did not send a calendar"),
        (calendar(f"DTSTART:{day(1)}").encode()[:-30], "in the middle"),
    ],
)
def test_what_is_no_whole_calendar_leaves_what_was_read_before(subscribed, web, content, words):
    session, calendar_id = subscribed
    web.answers["/a.ics"] = lambda handler: handler.give(content)
    with pytest.raises(Unavailable, match=words):
        session.calendars.read(calendar_id)
    assert titles(session) == ["Visita"]
    assert words in session.calendars.get(calendar_id).problem


def test_after_each_failure_a_calendar_rests_longer_four_hours_at_most(subscribed, web):
    session, calendar_id = subscribed
    web.answers.clear()
    pauses = []
    for _time in range(8):
        with pytest.raises(Unavailable):
            session.calendars.read(calendar_id)
        rest = datetime.fromisoformat(session.calendars.get(calendar_id).next_read_at) - dates.utc_clock()
        pauses.append(round(rest.total_seconds() / 60))
    assert pauses == [5, 10, 20, 40, 80, 160, 240, 240]
    serve(web, calendar(f"DTSTART:{day(1)}T090000Z"))
    session.calendars.read(calendar_id)
    kept = session.calendars.get(calendar_id)
    assert (kept.failures, kept.problem) == (0, "")


def test_what_is_asked_with_the_mark_of_last_time_is_not_read_again(session, web):
    serve(web, calendar(f"DTSTART:{day(1)}"), headers={"ETag": '"7"'})
    calendar_id = session.calendars.add({"name": "Ferias", "address": web.url("/a.ics")})
    session.calendars.read(calendar_id)
    web.answers["/a.ics"] = lambda handler: handler.give(b"", status=304)
    assert session.calendars.read(calendar_id).unchanged
    assert web.asked[-1][1]["If-None-Match"] == '"7"'


def test_a_calendar_that_came_back_without_its_events_is_read_whole(session, web):
    serve(web, calendar(f"DTSTART:{day(1)}"), headers={"ETag": '"7"'})
    calendar_id = session.calendars.add({"name": "Ferias", "address": web.url("/a.ics")})
    session.calendars.read(calendar_id)
    session.calendars.remove(calendar_id)
    assert titles(session) == []
    session.history.undo()
    session.calendars.read(calendar_id)
    assert titles(session) == ["Visita"]


def test_a_folder_gives_the_events_of_its_files_and_names_the_broken_ones(session, tmp_path):
    folder = tmp_path / "citas"
    folder.mkdir()
    (folder / "a.ics").write_text(calendar(f"DTSTART:{day(1)}"))
    (folder / "b.ICS").write_text(calendar(f"DTSTART:{day(1)}").replace("uno", "dos"))
    (folder / "c.ics").write_text("nada")
    (folder / "d.txt").write_text("nada")
    calendar_id = session.calendars.add({"name": "Citas", "kind": "folder", "address": str(folder)})
    reading = session.calendars.read(calendar_id)
    assert (reading.events, len(reading.skipped)) == (2, 1)
    assert session.calendars.read(calendar_id).unchanged


def test_a_folder_that_is_gone_leaves_what_was_read_before(session, tmp_path):
    folder = tmp_path / "citas"
    folder.mkdir()
    (folder / "a.ics").write_text(calendar(f"DTSTART:{day(1)}"))
    calendar_id = session.calendars.add({"name": "Citas", "kind": "folder", "address": str(folder)})
    session.calendars.read(calendar_id)
    folder.rename(tmp_path / "otra")
    with pytest.raises(Unavailable, match="cannot be read"):
        session.calendars.read(calendar_id)
    assert titles(session) == ["Visita"]


def test_a_login_needs_its_password(session, web):
    serve(web, calendar(f"DTSTART:{day(1)}"))
    calendar_id = session.calendars.add({"name": "Ferias", "address": web.url("/a.ics"), "login": "ana"})
    secrets = Passwords(lambda: None)
    with pytest.raises(Unavailable, match="password of ana"):
        session.calendars.read(calendar_id, secrets)
    secrets.keep(calendar_subscriptions.password_place(session.calendars.get(calendar_id)), "secreto")
    session.calendars.read(calendar_id, secrets)
    assert "Authorization" in web.asked[-1][1]


def test_a_server_that_hangs_does_not_hold_the_file(session, web):
    web.answers["/a.ics"] = lambda handler: handler.server.gate.wait(5)
    session.calendars._patience = Patience(connect=0.3, read=0.3, whole=0.5)
    calendar_id = session.calendars.add({"name": "Ferias", "address": web.url("/a.ics")})
    with pytest.raises(Unavailable, match="does not answer"):
        session.calendars.read(calendar_id)
    assert session.activities.add({"subject": "mientras"})
