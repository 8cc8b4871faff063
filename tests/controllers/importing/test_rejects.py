"""Rows with something refused, written to be mended and imported again."""

from __future__ import annotations

import csv

import pytest

from crm.controllers.importing.rejects import own_headers
from crm.errors import Invalid
from crm.utils import i18n
from tests.controllers.files_in import real

TEXT = "Nombre,Correo,Ciudad\nAna,nope,Lugo\nEva,eva@x.es,Vigo\n,,\n"


@pytest.fixture
def rejected(session, tmp_path):
    def write(text, name, **options):
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")
        source = session.imports.detect(path)
        mapping = session.imports.propose_afresh(session.imports.open(source))
        result = session.imports.run(source, mapping, **options)
        return session.imports.write_rejects(source, result, path=tmp_path / name, **options), tmp_path / name

    return write


def test_a_row_with_a_refused_value_is_written_whole_with_its_reason(rejected):
    count, path = rejected(TEXT, "out.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = [row for row in csv.DictReader(file) if row["Nombre"]]
    assert count == 1
    assert (row["Correo"], row["Ciudad"], row["Row"], row["Reason"][:7]) == ("nope", "Lugo", "2", "Correo:")


def test_a_workbook_is_written_when_the_name_says_so(session, rejected):
    _count, path = rejected(TEXT, "out.xlsx")
    assert session.imports.detect(path).format == "workbook"


def test_what_was_mended_by_hand_is_not_refused(rejected):
    assert rejected(TEXT, "out.csv", edits={(2, "Correo"): "ana@x.es"})[0] == 0


def test_rejects_of_real_people_can_be_mended_and_imported(session, tmp_path):
    source = session.imports.detect(real("crm_messy_demo/05-excel-export.csv"))
    mapping = session.imports.propose_afresh(session.imports.open(source))
    result = session.imports.run(source, mapping)
    count = session.imports.write_rejects(source, result, path=tmp_path / "again.csv")
    assert count == len({error.row for error in result.errors})


def test_the_file_itself_is_never_written_over(rejected, tmp_path):
    with pytest.raises(Invalid, match="left as it was"):
        rejected(TEXT, "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("language", ["en", "es"])
def test_rejected_rows_go_where_the_rows_of_the_file_went(session, rejected, language):
    i18n.use(language)
    try:
        _count, path = rejected("Tipo,Fecha,Contacto,Detalle\nLlamada,2024-01-02,Nadie,x\n", "out.csv")
        found = session.imports.propose(session.imports.open(session.imports.detect(path)))
    finally:
        i18n.use("en")
    assert list(found.fields) == ["Tipo", "Fecha", "Contacto", "Detalle"]


def test_rejected_rows_of_rejected_rows_have_one_reason(rejected):
    _count, path = rejected(TEXT, "out.csv")
    _again, path = rejected(path.read_text(encoding="utf-8-sig"), "again.csv")
    assert path.read_text(encoding="utf-8-sig").splitlines()[0] == "Nombre,Correo,Ciudad,Row,Reason"


def test_a_mapping_is_remembered_for_the_rejected_rows_too():
    assert own_headers(["A", "Fila", "Motivo"]) == own_headers(["A", "Row", "Reason"]) == ["A"]
    assert own_headers(["Reason", "Row", "A"]) == ["Reason", "Row", "A"]
