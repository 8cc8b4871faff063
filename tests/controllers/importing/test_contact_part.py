"""People and companies of a file, and the companies that stand beside people in its rows."""

from __future__ import annotations

import pytest

from crm.models.imports import Mapping
from tests.controllers.files_in import bring_text, counts, everyone
from tests.records import picture

PEOPLE = "Person - Name,Person - Email,Organization - Name,Organization - City\n"
ROWS = "Ana Gil,ana@x.es,Acme,Lugo\nEva Paz,eva@x.es,Acme,Lugo\nIvo Mir,ivo@y.es,Beta,\n"


def bring_with(session, folder, text, *, create=(), **options):
    """Import with something made that is missing."""
    path = folder / "b.csv"
    path.write_text(text, encoding="utf-8")
    source = session.imports.detect(path)
    mapping = session.imports.propose_afresh(session.imports.open(source), "contacts")
    mapping = Mapping(mapping.entity, mapping.columns, create_missing=frozenset(create))
    return session.imports.run(source, mapping, **options)


def company_of(session, name):
    person = next(row for row in everyone(session) if row["name"] == name)
    found = session.contacts.get(person["id"])
    return found.company, found.company_id


def test_the_company_beside_a_person_comes_in_once_and_is_linked(session, tmp_path):
    result = bring_text(session, tmp_path, PEOPLE + ROWS)
    assert (result.created, result.side_created) == (3, {"companies": 2})
    assert company_of(session, "Ana Gil") == company_of(session, "Eva Paz")
    assert company_of(session, "Ana Gil")[1]


def test_a_second_import_of_people_with_companies_creates_nothing(session, tmp_path):
    bring_text(session, tmp_path, PEOPLE + ROWS)
    again = bring_text(session, tmp_path, PEOPLE + ROWS)
    assert (again.unchanged, again.side_created) == (3, {})


def test_a_row_with_a_company_alone_is_the_company(session, tmp_path):
    result = bring_text(session, tmp_path, PEOPLE + ",,Acme,Lugo\n")
    assert (result.created, result.failed, result.side_created) == (1, 0, {})
    assert [row["kind"] for row in everyone(session)] == ["company"]


def test_undo_takes_the_companies_back_too(session, tmp_path):
    before = picture(session.database)
    bring_text(session, tmp_path, PEOPLE + ROWS)
    session.history.undo()
    assert picture(session.database) == before


def test_companies_that_are_named_are_made_when_that_is_wanted(session, tmp_path):
    text = "Nombre,Empresa\nAna,Acme SL\nEva,ACME SL\nIvo,\n"
    result = bring_with(session, tmp_path, text, create=["companies"])
    assert (result.created, result.side_created) == (3, {"companies": 1})
    assert company_of(session, "Ana") == company_of(session, "Eva")


def test_companies_are_not_made_for_rows_that_are_skipped(session, tmp_path):
    session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})
    text = "Nombre,Correo,Empresa\nAna,ana@x.es,Acme\n"
    result = bring_with(session, tmp_path, text, create=["companies"], on_match="skip")
    assert (result.skipped, result.side_created) == (1, {})


@pytest.mark.parametrize("create", [(), ("companies",)])
def test_a_company_that_could_be_several_is_reported_and_never_made(session, tmp_path, create):
    for city in ("Lugo", "Vigo"):
        session.contacts.add({"kind": "company", "company": "Acme", "city": city})
    result = bring_with(session, tmp_path, "Nombre,Empresa\nAna,Acme\n", create=create)
    assert (result.created, result.side_created) == (1, {})
    assert "#" in result.errors[0].reason
    assert company_of(session, "Ana") == ("Acme", None)


def test_a_contact_that_was_merged_away_is_still_known_by_its_id(session, tmp_path):
    text = "Record ID,Nombre,Correo,Lifecycle Stage\n7,Ana Gil,ana@x.es,lead\n8,Anita Gil,anita@y.es,lead\n"
    bring_text(session, tmp_path, text)
    keep, other = (row["id"] for row in everyone(session))
    session.merging.merge(keep, [other], choices={})
    again = bring_text(session, tmp_path, text)
    assert (again.created, len(everyone(session))) == (0, 1)


def test_a_row_with_only_a_company_in_a_file_of_people_has_no_error(session, tmp_path):
    text = "Person - Name,Organization - Name,Organization - City\nAna,Acme,Vigo\n,Beta,Lugo\nIvo,,Tui\n"
    result = bring_text(session, tmp_path, text)
    assert counts(result) == (3, 0, 0, 0, 0)
    assert [(one.row, one.column, one.value) for one in result.errors] == [(4, "Organization - City", "Tui")]


@pytest.mark.parametrize(
    ("stored", "taken_by"),
    [
        ("", {"fill", "update", "create"}),
        ("Acme", {"fill", "update", "create"}),
        ("Beta", {"update", "create"}),
    ],
)
def test_a_company_is_made_only_where_a_record_takes_it(session, tmp_path, stored, taken_by):
    text = "Nombre,Correo,Empresa\nAna,ana@x.es,Acme\n"
    made = set()
    for on_match in ("fill", "update", "create", "skip"):
        session.contacts.add({"first_name": "Ana", "email": "ana@x.es", "company": stored})
        result = bring_with(session, tmp_path, text, create=["companies"], on_match=on_match)
        made |= {on_match} if result.side_created == {"companies": 1} else set()
        session.contacts.remove([row["id"] for row in everyone(session)])
    assert made == taken_by


def test_a_company_is_not_made_for_a_row_that_could_be_several(session, tmp_path):
    for city in ("Lugo", "Vigo"):
        session.contacts.add({"first_name": "Ana", "last_name": "Gil", "email": "ana@x.es", "city": city})
    text = "Nombre,Correo,Empresa\nAna Gil,ana@x.es,Acme\n"
    result = bring_with(session, tmp_path, text, create=["companies"])
    assert (result.skipped, result.side_created) == (1, {})


@pytest.mark.parametrize("nothing", ["-", "N/A", "no tiene"])
@pytest.mark.parametrize("header", ["CIF", "Web", "ID"])
def test_what_says_nothing_never_makes_two_companies_one(session, tmp_path, header, nothing):
    text = f"Empresa,Ciudad,{header}\nAcme,Lugo,{nothing}\nBeta,Vigo,{nothing}\n"
    result = bring_text(session, tmp_path, text)
    assert (counts(result), result.errors) == ((2, 0, 0, 0, 0), [])


def test_nobody_and_nothing_is_made_for_a_cell_that_says_nothing(session, tmp_path):
    text = "Nombre,Comercial,Empresa\nAna,-,n/a\n"
    result = bring_with(session, tmp_path, text, create=["companies", "owners"])
    assert (result.side_created, result.warnings) == ({}, [])
