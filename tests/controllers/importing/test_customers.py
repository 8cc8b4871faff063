"""Whom a deal belongs to."""

from __future__ import annotations

import pytest

from tests.controllers.deals_in import bring_text, deals


@pytest.fixture
def acme(session) -> int:
    return session.contacts.add({"kind": "company", "company": "Acme", "website": "https://acme.es"})


@pytest.fixture
def ana(session, acme) -> int:  # noqa: ARG001 - it is there before she is
    values = {"first_name": "Ana", "last_name": "Gil", "email": "ana@acme.es", "company": "Acme"}
    return session.contacts.add(values)


@pytest.fixture
def bring(session, tmp_path):
    def take(headers: str, cells: str, **options):
        return bring_text(session, tmp_path, f"Title,Stage,Amount,{headers}\nObra,Demo,5,{cells}\n", **options)

    return take


def links(session) -> tuple[int | None, int | None]:
    return deals(session, "contact_id", "company_id")[0]


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        ("Contact email", "ANA@acme.es"),
        ("Contact name", "ana gil"),
        ("Contact name,Account", "Ana Gil,Acme"),
        ("Contact email,Company domain", "ana@acme.es,acme.es"),
    ],
)
def test_a_deal_finds_its_person_who_brings_the_company(session, ana, acme, bring, headers, cells):  # noqa: PLR0917
    assert bring(headers, cells).errors == []
    assert links(session) == (ana, acme)


@pytest.mark.parametrize(("headers", "cells"), [("Account", "ACME"), ("Company domain", "www.acme.es")])
def test_a_deal_finds_its_company_alone(session, acme, bring, headers, cells):  # noqa: PLR0917
    bring(headers, cells)
    assert links(session) == (None, acme)


def test_a_customer_may_be_a_person(session, ana, acme, bring):
    assert bring("Customer", "Ana Gil").errors == []
    assert links(session) == (ana, acme)


def test_a_contact_that_is_a_company_is_the_company(session, acme, bring):
    bring("Contact name", "Acme")
    assert links(session) == (None, acme)


@pytest.mark.usefixtures("ana")
def test_namesakes_are_reported_with_the_candidates_and_left_empty(session, bring):
    other = session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Beta"})
    [error] = bring("Contact name", "Ana Gil").errors
    assert (f"#{other}" in error.reason, error.column, links(session)) == (True, "Contact name", (None, None))


def test_a_company_tells_namesakes_apart(session, ana, acme, bring):
    session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Beta"})
    assert bring("Contact name,Account", "Ana Gil,Acme").errors == []
    assert links(session) == (ana, acme)


@pytest.mark.usefixtures("ana")
def test_a_namesake_with_another_address_is_somebody_else(session, bring):
    [error] = bring("Contact name,Contact email", "Ana Gil,ana@beta.es").errors
    assert (error.column, links(session)[0]) == ("Contact email", None)


@pytest.mark.parametrize(
    ("header", "cell"), [("Account", "Nobody"), ("Contact email", "x@nobody.es"), ("Domain", "n.es")]
)
def test_what_leads_nowhere_is_reported_and_the_deal_comes_in(session, bring, header, cell):
    result = bring(header, cell)
    assert (result.created, [(one.row, one.column, one.value) for one in result.errors]) == (1, [(2, header, cell)])
    assert links(session) == (None, None)


def test_people_and_companies_are_made_once_when_that_is_wanted(session, tmp_path):
    text = "Title,Stage,Amount,Account,Contact name,Contact email\n" + "A,Demo,1,Beta,Eva Rey,eva@beta.es\n" * 2
    result = bring_text(
        session, tmp_path, text + "B,Demo,1,Beta,Eva Rey,eva@otra.es\n", create=["companies", "contacts"]
    )
    assert (result.side_created, result.errors) == ({"companies": 1, "contacts": 2}, [])
    assert len(set(deals(session, "contact_id"))) == 2
