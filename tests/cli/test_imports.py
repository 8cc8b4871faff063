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


def test_rejects_are_the_rows_of_the_file_with_their_numbers_and_reasons(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Correo\nAna,not an address\nLuis,luis@x.es\n")
    answer = command("import", path, "--rejects", tmp_path / "rejects.csv", "--json").json
    assert answer["created"] == 2
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        [rejected] = list(csv.DictReader(file))
    assert (rejected["Row"], rejected["Nombre"], rejected["Correo"]) == ("2", "Ana", "not an address")
    assert rejected["Reason"].startswith("Correo: ")


def test_on_match_update_replaces_what_was_there(command, tmp_path):
    command("import", _write(tmp_path / "a.csv", "Nombre,Correo,Ciudad\nAna,ana@x.es,León\n"))
    newer = _write(tmp_path / "b.csv", "Nombre,Correo,Ciudad\nAna,ana@x.es,Burgos\n")
    assert command("import", newer, "--json").json["unchanged"] == 1
    assert command("import", newer, "--on-match", "update", "--json").json["updated"] == 1


def test_companies_come_in_as_companies(command, tmp_path):
    path = _write(tmp_path / "c.csv", "Company name,City\nÑandú,Ávila\n")
    command("import", path, "--entity", "companies")
    assert [one["kind"] for one in command("search", "nandu", "--json").json] == ["company"]


DATES = "Nombre,Fecha de alta\nAna,03/04/2024\nLuis,05/06/2024\n"


def _created_at(command, name):
    return command("show", command("search", name, "--json").json[0]["id"], "--json").json["created_at"][:10]


def test_dates_that_can_be_read_in_two_ways_are_left_empty_with_a_warning(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", DATES), "--json").json
    assert [error["value"] for error in answer["errors"]] == ["03/04/2024", "05/06/2024"]
    assert any("--date-order" in warning for warning in answer["warnings"])


@pytest.mark.parametrize(("order", "day"), [("dmy", "2024-04-0"), ("mdy", "2024-03-0")])
def test_the_order_of_dates_may_be_said(command, tmp_path, order, day):
    answer = command("import", _write(tmp_path / "a.csv", DATES), "--date-order", order, "--json").json
    assert answer["errors"] == []
    assert _created_at(command, "ana").startswith(day)


def test_an_owner_may_be_named_and_nobody_is_invented(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Comercial\nAna,Pepe\n")
    answer = command("import", path, "--dry-run", "--json").json
    assert [word in " ".join(answer["warnings"]) for word in ("Pepe", "--create-missing owners")] == [True, True]
    assert answer["side_created"] == {}


def test_owners_are_made_when_that_is_said(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Comercial\nAna,Pepe\nEva,pepe\n")
    answer = command("import", path, "--create-missing", "owners", "--json").json
    assert answer["side_created"] == {"users": 1}


def test_a_word_may_stand_for_a_value(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Estado del cliente\nAna,Vivito\n")
    command("import", path, "--value", "status:Vivito=Customer", "--json")
    assert command("show", command("search", "ana", "--json").json[0]["id"], "--json").json["status"] == "customer"


@pytest.mark.parametrize("pair", ["status=x", "nope:a=b", "status:Vivo=Nada"])
def test_a_value_that_is_not_understood_is_refused_before_anything_is_written(command, tmp_path, pair):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre\nAna\n"), "--value", pair)
    assert answer.code == 1
    assert "Nothing was imported" in answer.err
    assert command("search", "ana", "--json").json == []


def test_what_matches_may_be_said(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Correo\nAna,ana@x.es\n")
    command("import", path)
    renamed = _write(tmp_path / "b.csv", "Nombre,Correo\nAna,ana@x.es\n")
    assert command("import", renamed, "--match", "tax_id", "--json").json["created"] == 1


def test_an_unknown_key_is_refused_with_the_known_ones(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre\nAna\n"), "--match", "email,shoe")
    assert answer.code == 1
    assert "tax_id" in answer.err


def test_what_a_file_holds_is_found_out(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Empresa,CIF,Ciudad\nAcme SL,B12345674,Lugo\n")
    command("import", path)
    assert command("search", "acme", "--json").json[0]["kind"] == "company"


def test_the_keys_of_the_answer_are_those_of_the_documentation(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre\nAna\n"), "--json").json
    documented = "rows created updated unchanged skipped failed errors side_created warnings operation"
    assert set(documented.split()) <= set(answer)


@pytest.mark.parametrize("name", ["a.csv", "nowhere/out.csv"])
def test_rejects_that_cannot_be_written_stop_the_import_before_it_begins(command, tmp_path, name):
    path = _write(tmp_path / "a.csv", "Nombre,Correo\nAna,nope\n")
    answer = command("import", path, "--rejects", tmp_path / name)
    assert (answer.code, command("search", "ana", "--json").json) == (1, [])
    assert path.read_text(encoding="utf-8") == "Nombre,Correo\nAna,nope\n"


def test_a_word_left_out_is_no_error_and_sets_nothing(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Correo,Estado\nAna,a@x.es,Muerto\n")
    answer = command("import", path, "--map", "Estado=status", "--value", "status:Muerto=", "--json").json
    assert (answer["created"], answer["errors"]) == (1, [])


def test_what_reading_the_file_changed_is_among_the_warnings(command, tmp_path):
    path = _write(tmp_path / "a.csv", "Nombre,Ciudad\nAna,Vi\0go\n")
    assert any("NUL" in warning for warning in command("import", path, "--json").json["warnings"])


_DEALS = "Deal ID,Deal Name,Deal Stage,Amount,Product,Deal Owner\n1,Obra,Zzz,100,GTXPro,Pepe\n"


def test_deals_come_in_with_what_was_left_open_told_and_how_to_answer(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", _DEALS), "--json").json
    assert (answer["created"], answer["left_open"]) == (1, ["stages", "products", "owners"])
    told = " ".join(answer["warnings"])
    assert all(option in told for option in ("--create-missing stages", '--value "product:', "--create-missing owners"))


def test_words_of_deals_stand_for_what_value_says(command, tmp_path):
    command("import", _write(tmp_path / "p.csv", "Product,Price\nGTX Pro,5\n"))
    path = _write(tmp_path / "a.csv", _DEALS)
    answers = ("--value", "product:GTXPro=gtx pro", "--value", "stage:Zzz=Won", "--create-missing", "owners")
    assert command("import", path, *answers, "--json").json["left_open"] == []


def test_a_value_that_is_no_product_lists_the_products(command, tmp_path):
    command("import", _write(tmp_path / "p.csv", "Product,Price\nGTX Pro,5\n"))
    answer = command("import", _write(tmp_path / "a.csv", _DEALS), "--value", "product:GTXPro=GTX")
    assert (answer.code, "GTX Pro" in answer.err) == (1, True)


def test_deals_activities_and_products_are_exported(command, tmp_path):
    command("import", _write(tmp_path / "a.csv", _DEALS), "--create-missing", "products")
    for entity, rows in (("opportunities", 1), ("products", 1), ("activities", 0)):
        assert command("export", tmp_path / "b.csv", "--entity", entity, "--json").json["rows"] == rows


BROKEN = "Nombre,Ciudad\nJosÃ©,CÃ¡diz\n"


def test_wrongly_decoded_text_is_told_with_what_puts_it_right(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", BROKEN), "--json").json
    assert [one for one in answer["warnings"] if "2 cells were decoded wrongly" in one]
    assert [one for one in answer["warnings"] if "--repair" in one]


def test_text_that_is_put_right_is_told_no_more(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", BROKEN), "--repair", "--json").json
    assert not [one for one in answer["warnings"] if "--repair" in one]
    assert [one["name"] for one in command("search", "josé", "--json").json] == ["José"]


def test_sound_text_is_not_doubted(command, tmp_path):
    answer = command("import", _write(tmp_path / "a.csv", "Nombre,Ciudad\nJosé,Cádiz\n"), "--json").json
    assert answer["warnings"] == []
