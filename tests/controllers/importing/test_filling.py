"""How much of each column arrived."""

from __future__ import annotations

from tests.controllers.files_in import bring_text


def rates(session, tmp_path, text, **options):
    result = bring_text(session, tmp_path, text, **options)
    return {one.header: (one.in_file, one.taken) for one in result.fill}


def test_values_of_the_file_and_those_that_arrived(session, tmp_path):
    found = rates(session, tmp_path, "Nombre,Correo,Ciudad\nAna,nope,Lugo\nEva,eva@x.es,\nIvo,,Vigo\n")
    assert found == {"Nombre": (3, 3), "Correo": (2, 1), "Ciudad": (2, 2)}


def test_nothing_of_a_failed_row_arrived(session, tmp_path):
    found = rates(session, tmp_path, "Nombre,Correo,Código postal\nAna,a@x.es,27001\n,nope,27002\n")
    assert found["Código postal"] == (2, 1)
    assert found["Correo"] == (2, 1)


def test_columns_left_out_are_not_counted(session, tmp_path):
    assert "Zapato" not in rates(session, tmp_path, "Nombre,Zapato\nAna,42\n")


def test_spaces_are_no_value(session, tmp_path):
    found = rates(session, tmp_path, "Nombre,Correo,Ciudad\nAna,a@x.es,  \n,  ,  \n")
    assert (found["Correo"], found["Ciudad"]) == ((1, 1), (0, 0))


def test_an_owner_nobody_knows_did_not_arrive(session, tmp_path):
    assert rates(session, tmp_path, "Nombre,Propietario\nAna,Zoe\n,Zoe\n")["Propietario"] == (2, 0)
