"""The dialog that imports a calendar file: what it foresees, does, names, refuses, and leaves when it is stopped."""

from __future__ import annotations

import pytest

from crm.models.events import CalendarResult
from crm.views.dialogs.calendar_import import CalendarImportDialog, done_in_words, foreseen, is_calendar, open_import
from tests.controllers.calendars_in import activities, day
from tests.files.calendars_in import calendar
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "citas.ics"
    broken = calendar("DTSTART:20260230").replace("uno", "dos").replace("Visita", "Rota")
    path.write_text(calendar(f"DTSTART:{day(2)}T090000Z") + broken, encoding="utf-8", newline="")
    return path


@pytest.fixture
def importing(page, desk, opened, file):
    """A function that opens the dialog on the file."""
    return lambda: opened(CalendarImportDialog(page, desk, path=file))


@pytest.fixture
def dialog(importing):
    return importing()


def listed(dialog):
    tree = dialog.list.table.tree
    return [tree.item(item, "text").strip() for item in tree.get_children()]


def test_it_says_what_would_come_before_anything_does(dialog, session):
    assert str(dialog.words.cget("text")) == "1 new activity · 1 skipped"
    assert str(dialog.primary.cget("text")) == "Import 1"
    pump(dialog, lambda: listed(dialog) == ["Rota"])
    assert activities(session) == []


def test_importing_brings_it_in_and_offers_undo(dialog, desk, session):
    dialog.confirm()
    assert len(activities(session)) == 1
    assert str(dialog.words.cget("text")) == "1 activity imported · 1 skipped"
    desk.undo()
    assert activities(session) == []


def test_a_second_time_there_is_nothing_to_do(importing, dialog):
    dialog.start()
    dialog.close()
    again = importing()
    assert "1 here already" in str(again.words.cget("text"))
    assert again.primary.instate(["disabled"])


def test_what_is_here_may_stay_as_it_is(importing, file, dialog):
    dialog.start()
    dialog.close()
    file.write_text(calendar(f"DTSTART:{day(5)}T090000Z"))
    again = importing()
    assert "1 brought up to date" in str(again.words.cget("text"))
    again.choice.invoke()
    assert "1 here already" in str(again.words.cget("text"))


def test_what_is_no_calendar_is_told(page, desk, opened, tmp_path):
    path = tmp_path / "nada.ics"
    path.write_text("<html>")
    dialog = opened(CalendarImportDialog(page, desk, path=path))
    assert "not a calendar" in dialog.said
    assert dialog.primary.instate(["disabled"])


def test_the_import_door_leads_here(window, file):
    from crm.views.dialogs.import_assistant import open_assistant

    dialog = open_assistant(window, file)
    assert isinstance(dialog, CalendarImportDialog)
    dialog.close()
    open_import(window, file).close()


def test_a_calendar_is_known_by_its_name_or_its_beginning(tmp_path, file):
    other = tmp_path / "citas"
    other.write_bytes(file.read_bytes())
    table = tmp_path / "a.csv"
    table.write_text("Nombre;Correo\n")
    assert [is_calendar(path) for path in (file, other, table, tmp_path / "no")] == [True, True, False, False]


def test_results_are_told_in_words():
    result = CalendarResult(created=2, updated=1, unchanged=3)
    assert foreseen(result) == "2 new activities · 1 brought up to date · 3 here already"
    assert done_in_words(result) == "2 activities imported · 1 brought up to date · 3 here already"
