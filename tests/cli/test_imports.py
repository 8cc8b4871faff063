"""The options of an import on the command line."""

from __future__ import annotations

import csv

import pytest


def _write(path, text, encoding="utf-8"):
    path.write_text(text, encoding=encoding)
    return path


def test_a_column_is_sent_where_map_says(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Clave\nAna,Sevilla\n")
    command("import", path, "--map", "Clave=city")
    contact_id = command("search", "ana", "--json").json[0]["id"]
    assert command("show", contact_id, "--json").json["city"] == "Sevilla"


def test_a_map_that_names_no_column_lists_the_columns(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre,Correo\nAna,a@x.es\n"), "--map", "Mail=email")
    assert answer.code == 1
    assert "Nombre, Correo" in answer.err


def test_a_map_to_no_field_lists_the_fields(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre,Correo\nAna,a@x.es\n"), "--map", "Correo=mailbox")
    assert answer.code == 1
    assert "email" in answer.err


def test_encoding_and_delimiter_may_be_said(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre|Ciudad\nÁngela|Málaga\n", "cp1252")
    command("import", path, "--encoding", "cp1252", "--delimiter", "|")
    assert [one["name"] for one in command("search", "angela", "--json").json] == ["Ángela"]


@pytest.mark.parametrize("typed", ["\\t", "tab", "TAB", "\t"])
def test_a_tab_may_be_written_in_several_ways(command, tmp_path, typed):
    path = _write(tmp_path / "a.txt", "Nombre\tCiudad\nÁngela\tMálaga\n")
    command("import", path, "--delimiter", typed)
    [found] = command("search", "angela", "--json").json
    assert command("show", found["id"], "--json").json["city"] == "Málaga"


@pytest.mark.parametrize("typed", ["xx", ";;", "a", "\n", " "])
def test_what_is_no_delimiter_is_refused(command, tmp_path, typed):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre;Ciudad\nÁngela;Málaga\n"), "--delimiter", typed)
    assert answer.code == 1
    assert "is no delimiter" in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert command("search", "angela", "--json").json == []


def test_a_file_without_a_header(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Ana,ana@x.es\nLuis,luis@x.es\n")
    answer = command("import", path, "--no-header", "--map", "Column A=first_name", "--json").json
    assert answer["created"] == 2


def test_rejects_name_row_column_value_and_reason(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Correo\nAna,not an address\nLuis,luis@x.es\n")
    answer = command("import", path, "--rejects", tmp_path / "rejects.csv", "--json").json
    assert answer["created"] == 2
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        [rejected] = list(csv.DictReader(file))
    assert (rejected["Row"], rejected["Column"], rejected["Value"]) == ("2", "Correo", "not an address")


def test_on_match_update_replaces_what_was_there(command, tmp_path):
    command("import", _write(tmp_path / "a.csv", "Nombre,Correo,Ciudad\nAna,ana@x.es,León\n"))
    newer = _write(tmp_path / "b.csv", "Nombre,Correo,Ciudad\nAna,ana@x.es,Burgos\n")
    assert command("import", newer, "--json").json["unchanged"] == 1
    assert command("import", newer, "--on-match", "update", "--json").json["updated"] == 1


def test_companies_come_in_as_companies(command, tmp_path):
    path = _write(tmp_path / "c.csv", "Company name,City\nÑandú,Ávila\n")
    command("import", path, "--entity", "companies")
    assert [one["kind"] for one in command("search", "nandu", "--json").json] == ["company"]
