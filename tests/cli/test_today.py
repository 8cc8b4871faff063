"""Tests of crm/cli/today.py."""

from __future__ import annotations

from crm.cli import today
from crm.models.today import Section
from crm.utils import dates
from tests.records import second_user


def section(answer, key):
    return next(one for one in answer.json["sections"] if one["section"] == key)


def test_json_holds_every_section_with_its_rows(command, session):
    contact = session.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    activity = session.activities.add({"subject": "Oferta", "due_on": dates.today(), "contact_id": contact})
    found = section(command("today", "--json"), "due")
    assert (found["count"], found["entity"]) == (1, "activities")
    assert [(row["id"], row["title"], row["about"], row["late"]) for row in found["rows"]] == [
        (activity, "Call: Oferta", "Ana Gil", False)
    ]


def test_the_text_names_what_is_there_and_leaves_empty_sections_out(command, session):
    session.activities.add({"type": "task", "subject": "Factura", "due_on": "2026-01-07"})
    said = command("today").out
    assert "Overdue (1)" in said
    assert "Task: Factura" in said
    assert "Birthdays" not in said


def test_an_empty_day_says_so(command):
    assert "Nothing to do today." in command("today").out


def test_the_day_of_others_is_told_when_asked_for(command, session):
    second_user(session).activities.add({"subject": "Suya", "due_on": dates.today()})
    assert section(command("today", "--json"), "due")["count"] == 0
    assert section(command("today", "--json", "--everyone"), "due")["count"] == 1


def test_rows_beyond_the_limit_are_counted(command, session):
    for number in range(3):
        session.activities.add({"subject": str(number), "due_on": dates.today()})
    assert "and 2 more" in command("today", "--limit", "1").out


def test_long_words_for_when_stand_apart_from_the_title():
    row = {"title": "Norte", "rotting": "8 days since it was added, limit 5", "contact": "", "company": ""}
    section = Section("rotting", "opportunities", 1, (row | {"value": None, "currency": "", "stage": ""},))
    assert "limit 5  Norte" in today.section_text(section, {})
