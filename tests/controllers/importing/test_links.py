"""Companies, owners and tags that rows point at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.controllers.files_in import bring_text, everyone


def _company(session, name="Acme", **values):
    return session.contacts.add({"kind": "company", "company": name, **values})


def _person(session):
    return next(row for row in everyone(session) if row["kind"] == "person")


def test_a_person_is_linked_by_the_domain_of_a_website(session, tmp_path):
    company = _company(session, website="https://www.acme.es/inicio")
    bring_text(session, tmp_path, "Name,Associated Company Domain\nAna,ACME.es\n")
    assert (_person(session)["company_id"], _person(session)["company"]) == (company, "Acme")


def test_a_person_is_linked_by_the_domain_of_an_email(session, tmp_path):
    company = _company(session, email="info@acme.es")
    bring_text(session, tmp_path, "Name,Company Domain\nAna,acme.es\n")
    assert _person(session)["company_id"] == company


def test_everybodys_domain_links_nobody(session, tmp_path):
    _company(session, email="acme@gmail.com")
    bring_text(session, tmp_path, "Name,Company Domain\nAna,gmail.com\n")
    assert _person(session)["company_id"] is None


def test_a_person_is_linked_by_a_name_in_any_case(session, tmp_path):
    company = _company(session, "Peña SL")
    bring_text(session, tmp_path, "Name,Company\nAna,PEÑA sl\n")
    assert (_person(session)["company_id"], _person(session)["company"]) == (company, "Peña SL")


def test_accents_count_in_the_name_of_a_company(session, tmp_path):
    _company(session, "Peña SL")
    result = bring_text(session, tmp_path, "Name,Company\nAna,Pena SL\n")
    assert (_person(session)["company_id"], _person(session)["company"]) == (None, "Pena SL")
    assert len(result.warnings) == 1


def test_two_companies_of_one_name_link_nobody_and_are_named(session, tmp_path):
    _company(session, city="Vigo")
    _company(session, city="Lugo")
    result = bring_text(session, tmp_path, "Name,Company\nAna,Acme\n")
    assert _person(session)["company_id"] is None
    assert (result.errors[0].column, result.errors[0].reason.count("Acme")) == ("Company", 2)


def test_a_domain_that_leads_nowhere_is_reported_with_its_row(session, tmp_path):
    result = bring_text(session, tmp_path, "Name,Company Domain\nAna,nope.es\n")
    assert [(one.row, one.column, one.value) for one in result.errors] == [(2, "Company Domain", "nope.es")]


def test_people_are_linked_when_their_company_comes_later(session, tmp_path):
    text = "Name,Email,Company\nAna,a@x.es,Acme\n"
    bring_text(session, tmp_path, text)
    company = _company(session)
    assert bring_text(session, tmp_path, text).updated == 1
    assert _person(session)["company_id"] == company


def test_missing_tags_are_made_and_counted(session, tmp_path):
    session.tags.add("VIP")
    result = bring_text(session, tmp_path, 'Name,Tags\nAna,"vip, Norte"\nLuis,NORTE\n')
    assert (result.side_created, [tag.name for tag in session.tags.all()]) == ({"tags": 1}, ["Norte", "VIP"])


def test_owners_are_known_by_name_and_email(session, tmp_path):
    session.users.add("Berta Gil", email="berta@x.es")
    bring_text(session, tmp_path, "Name,Owner\nAna,BERTA@x.es\nLuis,berta gil\n")
    assert [row["owner"] for row in everyone(session)] == ["Berta Gil", "Berta Gil"]


def test_an_unknown_owner_is_warned_about_once(session, tmp_path):
    result = bring_text(session, tmp_path, "Name,Owner\nAna,Zoe\nLuis,Zoe\nEva,Teo\n")
    assert len(result.warnings) == 2
    assert {row["assigned_to"] for row in everyone(session)} == {None}


COMPANIES = "Account ID,Company,VAT\n77,Acme,B12345674\n78,Beta,\n"


@pytest.mark.parametrize(
    ("headers", "row"), [("Name,Account ID", "Ana,77"), ("Nombre,CIF de la empresa", "Ana,ES-B12345674")]
)
def test_a_person_is_linked_by_the_id_of_the_company(session, tmp_path, headers, row):
    bring_text(session, tmp_path, COMPANIES)
    assert bring_text(session, tmp_path, f"{headers}\n{row}\n").errors == []
    assert next(one["company"] for one in everyone(session) if one["name"] == "Ana") == "Acme"


def test_an_id_of_no_company_is_reported(session, tmp_path):
    bring_text(session, tmp_path, COMPANIES)
    [error] = bring_text(session, tmp_path, "Name,Account ID\nAna,99\n").errors
    assert (error.column, error.value) == ("Account ID", "99")


def test_an_id_and_a_name_that_contradict_each_other_are_reported_with_both(session, tmp_path):
    bring_text(session, tmp_path, COMPANIES)
    [error] = bring_text(session, tmp_path, "Name,Account ID,Company\nAna,77,Beta\n").errors
    assert "Acme" in error.reason
    assert "Beta" in error.reason


def test_a_name_that_two_users_have_makes_no_third(session, tmp_path):
    for email in ("a@x.es", "b@x.es"):
        session.users.add("Ana Gil", email=email)
    path = tmp_path / "a.csv"
    path.write_text("Name,Owner\nEva,Ana Gil\nIvo,b@x.es\n", encoding="utf-8")
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source))
    result = session.imports.run(source, replace(mapping, create_missing=frozenset(["owners"])))
    assert (result.side_created, [one.row for one in result.errors]) == ({}, [2])
