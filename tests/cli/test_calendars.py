"""Calendars on the command line: imported, tried, exported, listed and read."""

from __future__ import annotations

import pytest

from tests.controllers.calendars_in import day
from tests.files.calendars_in import calendar


@pytest.fixture
def file(tmp_path):
    """A calendar with a good event and a broken one."""
    path = tmp_path / "citas.ics"
    broken = calendar("DTSTART:20260230").replace("uno", "dos").replace("Visita", "Rota")
    path.write_text(calendar(f"DTSTART:{day(2)}T090000Z") + broken, encoding="utf-8", newline="")
    return path


def test_a_calendar_comes_in_and_what_is_broken_is_named(command, file):
    answer = command("import", file)
    assert answer.code == 0
    assert "1 created, 0 updated, 0 unchanged, 1 skipped" in answer.out
    assert "Rota: The date 20260230 does not exist." in answer.out
    assert command("import", file, "--json").json["unchanged"] == 1


def test_a_trial_writes_nothing(command, file):
    assert command("import", file, "--dry-run", "--json").json["created"] == 1
    assert command("import", file, "--json").json["created"] == 1


def test_what_is_there_may_stay(command, file):
    command("import", file)
    file.write_text(calendar(f"DTSTART:{day(3)}T090000Z"))
    assert command("import", file, "--on-match", "skip", "--json").json["unchanged"] == 1
    assert command("import", file, "--on-match", "update", "--json").json["updated"] == 1


def test_nothing_of_a_calendar_is_created_twice(command, file):
    answer = command("import", file, "--on-match", "create")
    assert answer.code == 1
    assert "update or skip" in answer.err


def test_activities_go_out_as_a_calendar(command, file, tmp_path):
    command("import", file)
    target = tmp_path / "todo.ics"
    assert "1 event written" in command("export", target).out
    assert "SUMMARY:Visita" in target.read_text("utf-8")
    assert command("export", target, "--search", "nadie", "--json").json["events"] == 0


def test_calendars_are_listed_and_read(command, session, file):
    session.calendars.add({"name": "Citas", "kind": "folder", "address": str(file.parent)})
    assert command("calendars", "--json").json[0]["read_at"] == ""
    assert command("calendars", "--read", "--json").json[0]["read_at"] != ""
