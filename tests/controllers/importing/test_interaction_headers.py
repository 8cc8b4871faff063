"""Headers of files of interactions."""

from __future__ import annotations

import pytest

from crm.controllers.importing.interaction_headers import BOOK, holds_interactions, targets
from crm.models.imports import ELSE, JOIN
from tests.controllers.files_in import table


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        ("Activity Type,Activity Date,Contact email", ["type", "at", "contact_email"]),
        ("Tipo,Fecha,Asunto,Notas,NIF", ["type", "at", "subject", "body", "contact_tax_id"]),
        ("Shoe,Fecha,Cliente,Responsable", ["", "at", "contact_name", "owner"]),
    ],
)
def test_usual_headers_are_known(headers, fields):
    assert [column.field for column in BOOK.propose(table(headers).headers, "interactions").columns] == fields


def test_two_outcomes_fill_each_other_and_two_notes_are_joined():
    columns = BOOK.propose(table("Call outcome,Meeting outcome,Notes,Comments").headers, "interactions").columns
    assert [column.combine for column in columns] == ["", ELSE, "", JOIN]


@pytest.mark.parametrize("headers", ["Fecha,Hora", "Hora,Fecha", "Date,Start time"])
def test_a_time_beside_the_date_is_a_part_of_it(headers):
    found = {column.combine: column.field for column in BOOK.propose(table(headers).headers, "interactions").columns}
    assert found == {"": "at", JOIN: "at"}


@pytest.mark.parametrize(
    ("headers", "holds"),
    [
        ("Activity Type,Activity Date,Contact email", True),
        ("Tipo,Fecha,Notas,Correo", True),
        ("First Name,Last Name,Email,Create Date,Notes", False),
        ("Nombre,Correo,Fecha de alta,Notas", False),
        ("Tipo,Hora,Notas,Correo", False),
    ],
)
def test_a_file_of_interactions_is_told_by_its_headers(headers, holds):
    assert holds_interactions(table(headers)) == holds


def test_every_target_has_a_name_of_its_own():
    names = [field.name for field in targets()]
    assert len(names) == len(set(names))
