"""What each verb answers."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest

from crm.app import open_database, sign_in
from crm.models.fields import Kind
from tests.house import ROOT

PEOPLE = "Nombre,Apellidos,Empresa,Correo,Teléfono\nAna,Gil,Ñandú,ana@nandu.es,612 345 678\nLuis,Mora,,luis@mora.es,\n"


@pytest.fixture
def people(tmp_path):
    """A file of two people."""
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def filled(command, people):
    """The test's file after importing the two."""
    assert command("import", people).code == 0
    return command


def test_init_creates_a_file(tmp_path, command):
    answer = command("init", "--database", tmp_path / "new.db", "--json")
    assert answer.json["people"] == 0
    assert (tmp_path / "new.db").exists()


def test_init_demo_fills_it(tmp_path, command):
    answer = command("init", "--demo", "--database", tmp_path / "demo.db", "--json")
    assert answer.json["people"] > 100
    assert answer.json["interactions"] > 500


def test_overview_counts_what_the_session_counts(filled, database_file):
    answer = filled("overview", "--json")
    session = sign_in(open_database(database_file))
    assert answer.json["people"] == len(session.contacts.search("ana")) + len(session.contacts.search("luis")) == 2
    session.database.close()


def test_import_accounts_for_every_row(command, people):
    answer = command("import", people, "--json").json
    parts = ("created", "updated", "unchanged", "skipped", "failed")
    assert answer["rows"] == sum(answer[part] for part in parts) == 2
    assert answer["created"] == 2
    assert set(answer) >= {"errors", "side_created", "warnings", "operation"}


def test_importing_twice_creates_nothing(filled, people):
    answer = filled("import", people, "--json").json
    assert (answer["created"], answer["unchanged"]) == (0, 2)


def test_a_dry_run_writes_nothing(command, people):
    assert command("import", people, "--dry-run", "--json").json["created"] == 2
    assert command("search", "ana", "--json").json == []


def test_search_prints_the_promised_keys(filled):
    [found] = filled("search", "nandu", "--json").json
    assert list(found) == ["id", "kind", "name", "company", "email", "phone"]
    assert (found["name"], found["company"], found["phone"]) == ("Ana Gil", "Ñandú", "612 34 56 78")


def test_search_finds_a_phone_in_any_format(filled):
    assert [one["name"] for one in filled("search", "+34 612-345", "--json").json] == ["Ana Gil"]


def test_search_without_json_prints_aligned_rows(filled):
    assert "Luis Mora" in filled("search", "luis").out


def test_show_prints_the_fields_that_are_filled(filled):
    contact_id = filled("search", "luis", "--json").json[0]["id"]
    shown = filled("show", contact_id).out
    assert "E-mail: luis@mora.es" in shown
    assert "Job title" not in shown
    assert filled("show", contact_id, "--json").json["email"] == "luis@mora.es"


def test_show_says_choices_and_amounts_in_words(filled, database_file):
    database = open_database(database_file)
    session = sign_in(database)
    session.fields.add("Budget", Kind.MONEY, currency="EUR")
    [row] = session.contacts.search("luis")
    session.contacts.change(row["id"], {f"custom.{session.fields.all()[0].key}": 123450})
    database.close()
    shown = filled("show", row["id"]).out
    assert "Status: Lead" in shown
    assert "Budget: €1,234.50" in shown


def test_export_writes_what_a_search_finds(filled, tmp_path):
    answer = filled("export", tmp_path / "out.csv", "--search", "ana", "--json")
    assert answer.json["rows"] == 1
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=","))
    assert rows[0]["First name"] == "Ana"


def test_undo_and_redo_of_an_import(filled):
    assert filled("undo", "--json").json["restored"] > 0
    assert filled("search", "ana", "--json").json == []
    filled("redo")
    assert len(filled("search", "ana", "--json").json) == 1


def test_undo_with_nothing_to_undo_is_refused(command):
    answer = command("undo")
    assert (answer.code, answer.err) == (1, "There is nothing to undo.\n")


def test_undo_of_an_operation_by_its_number(filled):
    operation = next(one for one in filled("history", "--json").json if one["label"].startswith("Import"))
    assert filled("undo", operation["id"]).code == 0
    assert filled("search", "ana", "--json").json == []


def test_history_of_an_opportunity_tells_what_changed_in_words(command, session):
    deal = session.opportunities.add({"title": "Obra", "value": 100_00})
    session.opportunities.change(deal, {"value": 120_00})
    told = command("history", "--opportunity", deal, "--json").json
    assert [one["body"] for one in told] == ["Value: €100.00 → €120.00", ""]


def test_the_fields_an_operation_changed_are_told(command, session):
    deal = session.opportunities.add({"title": "Obra", "value": 100_00})
    session.opportunities.change(deal, {"value": 120_00})
    operation = command("history", "--json").json[0]["id"]
    told = {"record": "Obra", "field": "Value", "before": "€100.00", "after": "€120.00"}
    assert told in command("history", "--operation", operation, "--json").json


@pytest.mark.parametrize("which", ["--opportunity", "--operation"])
def test_history_of_what_never_was_is_refused(command, which):
    assert command("history", which, 9999).code == 1


def test_history_of_a_contact_begins_with_its_import(filled):
    contact_id = filled("search", "ana", "--json").json[0]["id"]
    assert [one["kind"] for one in filled("history", contact_id, "--json").json] == ["create"]


def test_check_says_when_all_is_well(filled):
    answer = filled("check", "--json")
    assert (answer.code, answer.json) == (0, {"ok": True, "problems": []})


def test_check_ends_with_1_when_the_index_is_out_of_step_and_rebuild_mends_it(filled, database_file):
    database = open_database(database_file)
    database.execute("DELETE FROM contact_search")
    database.close()
    broken = filled("check", "--json")
    assert (broken.code, broken.json["ok"]) == (1, False)
    assert filled("check", "--rebuild").code == 0


def test_fields_and_tags_are_listed(filled, database_file):
    database = open_database(database_file)
    sign_in(database).tags.add("VIP")
    database.close()
    assert "last_interaction_at" in [one["name"] for one in filled("fields", "--json").json]
    assert [(one["name"], one["uses"]) for one in filled("tags", "--json").json] == [("VIP", 0)]


def test_without_a_display_the_program_prints_the_overview_and_ends_well(database_file):
    words = [sys.executable, "main.py", "--database", str(database_file), "--language", "en"]
    ended = subprocess.run(
        words,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DISPLAY": "", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[0].startswith("There is no display")
    assert "Companies" in ended.stdout


def test_json_keeps_every_letter(command, tmp_path):
    path = tmp_path / "letters.csv"
    path.write_text("Nombre,Correo\nŁukasz 李 🙂,l@x.pl\n", encoding="utf-8")
    command("import", path)
    answer = command("search", "lukasz", "--json")
    assert "Łukasz" in answer.out
    assert json.loads(answer.out)[0]["name"] == "Łukasz 李 🙂"


def test_the_whole_file_goes_out_and_into_a_new_one(filled, tmp_path):
    rows = filled("archive", tmp_path / "all.zip", "--json").json["rows"]
    answer = filled("restore", tmp_path / "all.zip", "--database", tmp_path / "new.db", "--json")
    assert answer.json == {"rows": rows, "database": str(tmp_path / "new.db")}
    assert filled("overview", "--database", tmp_path / "new.db", "--json").json["people"] == 2


def test_a_file_with_records_is_not_restored_into(filled, tmp_path):
    filled("archive", tmp_path / "all.zip")
    answer = filled("restore", tmp_path / "all.zip")
    assert (answer.code, "holds something" in answer.err) == (1, True)


def test_an_archive_given_to_import_is_told_apart(filled, tmp_path):
    filled("archive", tmp_path / "all.zip")
    answer = filled("import", tmp_path / "all.zip")
    assert (answer.code, "`restore`" in answer.err) == (1, True)


def test_contacts_go_out_as_json_lines(filled, tmp_path):
    assert filled("export", tmp_path / "out.jsonl", "--json").json["rows"] == 2
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["E-mail"] == "ana@nandu.es"
