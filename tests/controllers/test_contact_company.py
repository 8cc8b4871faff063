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
