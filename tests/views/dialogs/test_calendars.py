"""The list of calendars: read now, hidden, removed, what was wrong, what waits for a decision."""

from __future__ import annotations

import pytest

from crm.models.calendars import Reading, SyncReading
from crm.network.passwords import Passwords
from crm.views.dialogs.calendars import CalendarsDialog, in_words
from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "citas"
    path.mkdir()
    (path / "a.ics").write_text(calendar(f"DTSTART:{day(1)}"))
    return path


@pytest.fixture
def dialog(page, desk, opened, folder):
    desk.session.calendars.add({"name": "Citas", "kind": "folder", "address": str(folder)})
    return opened(CalendarsDialog(page, desk, passwords=Passwords(lambda: None)))


def rows(dialog):
    tree = dialog.list.table.tree
    return [(tree.item(item, "text").strip(), *tree.item(item, "values")) for item in tree.get_children()]


def test_a_calendar_is_read_now(dialog):
    assert rows(dialog) == [("Citas", "Folder", "not yet")]
    dialog.read_now()
    assert dialog.said == "Citas: 1 event"
    pump(dialog, lambda: rows(dialog)[0][2].startswith("today"))


def test_what_was_wrong_stands_below_the_list(dialog, folder):
    folder.rename(folder.with_name("otra"))
    dialog.read_now()
    pump(dialog, lambda: rows(dialog)[0][2] == "could not be read")
    assert "cannot be read" in str(dialog.problem.cget("text"))
    assert dialog.problem.winfo_manager()


def test_a_calendar_is_hidden_and_shown(dialog, session):
    dialog.toggle()
    pump(dialog, lambda: rows(dialog)[0][0] == "Citas (hidden)")
    assert str(dialog.hide_button.cget("text")) == "Show"
    dialog.toggle()
    pump(dialog, lambda: rows(dialog)[0][0] == "Citas")
    assert session.calendars.all()[0].shown


def test_a_removed_calendar_comes_back(dialog, desk):
    dialog.remove()
    pump(dialog, lambda: rows(dialog) == [])
    desk.undo()
    pump(dialog, lambda: len(rows(dialog)) == 1)


def test_a_new_one_is_read_as_soon_as_it_is_saved(dialog, tmp_path, session):
    (tmp_path / "b.ics").write_text(calendar(f"DTSTART:{day(1)}"))
    adding = dialog.add("folder")
    adding.form.put("address", str(tmp_path))
    adding.form.put("name", "Otra")
    adding.save()
    assert session.calendars.all()[1].read_at
    assert dialog.edit().form.values()["name"] == "Citas"


def test_without_conflicts_there_is_nothing_to_decide(dialog):
    assert dialog.conflicts_button.instate(["disabled"])


def test_readings_are_told_in_words():
    assert in_words(Reading(2, unchanged=True)) == "nothing new"
    assert in_words(Reading(1, added=1, skipped=("Rota: No.",))) == "1 event · skipped: Rota: No."
    assert in_words(SyncReading()) == "nothing new"
    told = in_words(SyncReading(added_here=1, removed_there=2, conflicts=1))
    assert told == "1 changes taken · 2 changes sent · 1 to decide"
