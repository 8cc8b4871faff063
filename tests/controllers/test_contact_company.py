"""A company's name in its people."""

from __future__ import annotations

import pytest

from crm.controllers.contact_company import rename_for_people


@pytest.fixture
def acme(session):
    """A company with one person of a name and one without."""
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    people = [session.contacts.add({"company": "Acme", "first_name": first}) for first in ("Zoe", "")]
    return company, people


def _rows(session, people):
    rows = [session.database.one("SELECT company, sort_name FROM contacts WHERE id = :id", id=one) for one in people]
    return [(row["company"], row["sort_name"]) for row in rows]


def test_people_carry_the_new_name_and_who_has_no_own_is_sorted_by_it(session, acme):
    company, people = acme
    with session.database.transaction(session.contacts.context.author, "Rename"):
        rename_for_people(session.database, company, name="Ñandú")
    assert _rows(session, people) == [("Ñandú", "zoe"), ("Ñandú", "nandu")]


def test_the_rename_is_undone_with_its_operation(session, acme):
    company, people = acme
    with session.database.transaction(session.contacts.context.author, "Rename"):
        rename_for_people(session.database, company, name="Ñandú")
    session.history.undo()
    assert _rows(session, people) == [("Acme", "zoe"), ("Acme", "acme")]


def test_deals_of_a_person_who_is_a_company_after_all_are_the_company_s_and_undo_takes_that_back(session):
    firm = session.contacts.add({"first_name": "Talleres Gil"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": firm})
    session.contacts.change(firm, {"kind": "company", "company": "Talleres Gil"})
    moved = session.opportunities.get(deal)
    assert (moved.contact_id, moved.company_id) == (None, firm)
    session.contacts.change(firm, {"kind": "person", "first_name": "Talleres Gil"})
    assert session.opportunities.get(deal).contact_id == firm
    session.history.undo()
    session.history.undo()
    back = session.opportunities.get(deal)
    assert (back.contact_id, back.company_id) == (firm, None)


def test_a_deal_that_has_a_company_keeps_whom_it_is_with(session, acme):
    company, _people = acme
    person = session.contacts.add({"first_name": "Ana"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": person, "company_id": company})
    session.contacts.change(person, {"kind": "company", "company": "Ana"})
    kept = session.opportunities.get(deal)
    assert (kept.contact_id, kept.company_id) == (person, company)
