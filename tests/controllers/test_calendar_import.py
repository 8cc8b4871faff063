"""Importing calendar files: all samples, twice, undone, tried, cancelled, many, with what is broken named."""

from __future__ import annotations

import pytest

from crm.controllers.calendar_import import known_targets
from crm.controllers.calendar_placing import ACTIVITY, Target
from crm.errors import Denied, Invalid
from tests.controllers.calendars_in import activities, bring, bring_event, day, kept
from tests.controllers.files_in import real
from tests.files.calendars_in import calendar
from tests.records import newest, picture, second_user


def test_every_sample_file_comes_in_and_a_second_time_changes_nothing(session):
    for path in sorted(real("icalendar_py").rglob("*.ics")):
        session.calendars.import_file(path)
        before = newest(session.database)
        again = session.calendars.import_file(path)
        assert (again.created, again.updated) == (0, 0), path
        assert newest(session.database) == before, path


def test_undo_takes_a_whole_import_back(session, tmp_path):
    before = picture(session.database)
    texts = [calendar(f"DTSTART:{day(n)}T090000Z").replace("uno", str(n)) for n in range(1, 5)]
    bring(session, tmp_path, *texts, calendar(f"DTSTART:{day(1)}", "RRULE:FREQ=WEEKLY").replace("uno", "serie"))
    assert session.history.operations()[0].label == "Import citas.ics"
    session.history.undo()
    assert picture(session.database) == before


def test_a_newer_version_changes_what_is_here(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(1)}T090000Z", "LOCATION:Bar")
    result = bring_event(session, tmp_path, f"DTSTART:{day(2)}T090000Z")
    assert (result.created, result.updated) == (0, 1)
    assert [(row["due_on"], row["place"]) for row in activities(session)] == [(kept(2), "")]


def test_what_is_here_may_stay_as_it_is(session, tmp_path):
    bring_event(session, tmp_path, f"DTSTART:{day(1)}T090000Z")
    result = bring_event(session, tmp_path, f"DTSTART:{day(2)}T090000Z", update=False)
    assert (result.updated, result.unchanged) == (0, 1)
    assert activities(session)[0]["due_on"] == kept(1)


def test_a_trial_tells_everything_and_leaves_nothing(session, tmp_path):
    before = picture(session.database)
    result = bring_event(session, tmp_path, f"DTSTART:{day(1)}", "RRULE:FREQ=DAILY;COUNT=3", dry_run=True)
    assert (result.created, result.dry_run, result.operation) == (1, True, None)
    assert picture(session.database) == before


def test_a_cancelled_import_leaves_nothing(session, tmp_path):
    before = picture(session.database)
    result = bring_event(session, tmp_path, f"DTSTART:{day(1)}", progress=lambda _done, _all: False)
    assert (result.cancelled, result.created) == (True, 0)
    assert picture(session.database) == before


def test_what_is_broken_or_called_off_is_named(session, tmp_path):
    broken = calendar("DTSTART:20260230").replace("uno", "dos").replace("Visita", "Rota")
    off = calendar(f"DTSTART:{day(1)}", "STATUS:CANCELLED").replace("uno", "tres").replace("Visita", "Anulada")
    result = bring(session, tmp_path, calendar(f"DTSTART:{day(1)}"), broken, off)
    assert result.created == 1
    assert [(one.name, one.reason) for one in result.skipped] == [
        ("Rota", "The date 20260230 does not exist."),
        ("Anulada", "It was called off."),
    ]


def test_a_text_that_cannot_be_kept_skips_its_event_alone(session, tmp_path):
    odd = calendar(f"DTSTART:{day(1)}", "DESCRIPTION:a\x00b").replace("uno", "dos")
    result = bring(session, tmp_path, odd, calendar(f"DTSTART:{day(1)}"))
    assert (result.created, len(result.skipped)) == (1, 1)


def test_an_occurrence_without_its_series_is_an_activity(session, tmp_path):
    lines = (f"DTSTART:{day(2)}T120000Z", f"RECURRENCE-ID:{day(2)}T090000Z")
    assert bring_event(session, tmp_path, *lines).created == 1
    assert bring_event(session, tmp_path, *lines).unchanged == 1


def test_many_events_come_in_together(session, tmp_path):
    texts = [calendar(f"DTSTART:{day(n % 300)}T090000Z").replace("uno", f"n{n}") for n in range(1200)]
    seen = []
    result = bring(session, tmp_path, *texts, progress=lambda done, whole: seen.append((done, whole)) or True)
    assert (result.created, len(activities(session))) == (1200, 1200)
    assert seen == [(0, 1200), (500, 1200), (1000, 1200)]


def test_an_export_of_this_file_is_known_again(session, tmp_path):
    session.activities.add({"subject": "Visita", "due_on": "2027-03-01"})
    path = tmp_path / "todo.ics"
    session.calendars.export(path)
    result = session.calendars.import_file(path)
    assert (result.created, result.updated, result.unchanged) == (0, 0, 1)


def test_another_activity_of_the_same_number_is_not_taken_for_it(session):
    activity = session.activities.add({"subject": "Visita"})
    made = session.activities.get(activity).created_at.replace("-", "").replace(":", "")
    assert known_targets(session.database, {f"activity-{activity}-{made}@cartera"}) == {
        f"activity-{activity}-{made}@cartera": Target(ACTIVITY, activity)
    }
    assert known_targets(session.database, {f"activity-{activity}-20200101T000000Z@cartera"}) == {}


def test_who_may_not_import_is_told(session, tmp_path):
    with pytest.raises(Denied):
        bring_event(second_user(session, role="reader"), tmp_path, f"DTSTART:{day(1)}")


def test_what_is_no_calendar_is_refused(session, tmp_path):
    with pytest.raises(Invalid, match="not a calendar"):
        bring(session, tmp_path, "<html></html>")
