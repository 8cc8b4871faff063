"""Mappings used before."""

from __future__ import annotations

from crm.controllers.importing.memory import headers_key
from crm.models.fields import Kind
from tests.controllers.files_in import bring_text

TEXT = "Nombre,Clave\nAna,Lugo\n"


def file(tmp_path, text=TEXT):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return path


def proposal(session, path):
    return session.imports.propose(session.imports.open(session.imports.detect(path)))


def import_with(session, path, header, field):
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source)).with_field(header, field)
    return session.imports.run(source, mapping)


def test_columns_go_where_they_went_last_time_in_any_order(session, tmp_path):
    import_with(session, file(tmp_path), "Clave", "city")
    found = proposal(session, file(tmp_path, "clave,NOMBRE\nVigo,Eva\n"))
    assert found.fields == {"clave": "city", "NOMBRE": "full_name"}
    assert found.notes


def test_the_last_mapping_survives_the_undo_of_its_import(session, tmp_path):
    import_with(session, file(tmp_path), "Clave", "city")
    session.history.undo()
    assert proposal(session, file(tmp_path)).fields["Clave"] == "city"


def test_other_headers_are_proposed_afresh(session, tmp_path):
    import_with(session, file(tmp_path), "Clave", "city")
    assert "Clave" not in proposal(session, file(tmp_path, "Nombre,Clave,Otra\nAna,x,y\n")).fields


def test_a_mapping_asked_for_afresh_forgets(session, tmp_path):
    import_with(session, file(tmp_path), "Clave", "city")
    table = session.imports.open(session.imports.detect(file(tmp_path)))
    assert session.imports.propose_afresh(table).fields == {"Nombre": "full_name"}


def test_a_field_that_no_longer_exists_is_left_out(session, tmp_path):
    field_id = session.fields.add("Clave", Kind.TEXT)
    bring_text(session, tmp_path, TEXT)
    session.fields.remove(field_id)
    assert proposal(session, file(tmp_path)).fields == {"Nombre": "full_name"}


def test_a_mapping_is_kept_under_a_name_and_fits_its_headers(session, tmp_path):
    mapping = proposal(session, file(tmp_path)).with_field("Clave", "city")
    session.imports.save_mapping("Feria", mapping)
    [kept] = session.imports.saved_mappings(["Clave", "Nombre"])
    assert (kept.name, kept.fits, kept.mapping) == ("Feria", True, mapping)
    assert not session.imports.saved_mappings(["Otra"])[0].fits


def test_a_mapping_of_the_same_name_takes_its_place_and_can_be_removed(session, tmp_path):
    mapping = proposal(session, file(tmp_path))
    first = session.imports.save_mapping("Feria", mapping)
    assert session.imports.save_mapping(" Feria ", mapping.with_field("Clave", "city")) == first
    session.imports.remove_mapping(first)
    assert session.imports.saved_mappings([]) == []


def test_each_import_knows_its_file(session, tmp_path):
    first, second = (import_with(session, file(tmp_path, f"Nombre\n{name}\n"), "Nombre", "full_name") for name in "AB")
    assert session.imports.files() == {first.operation: "a.csv", second.operation: "a.csv"}


def test_headers_are_the_same_in_any_order_and_case():
    assert headers_key(["Á b", "c"]) == headers_key(["C", "a  B"])


def test_headers_that_differ_only_in_case_keep_each_its_own_column(session, tmp_path):
    path = file(tmp_path, "Name,City,city\nAna,Lugo,Vigo\n")
    import_with(session, path, "Name", "full_name")
    assert proposal(session, path).fields == {"Name": "full_name", "City": "city"}
