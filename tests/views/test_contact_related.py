"""Who belongs together."""

from __future__ import annotations

import pytest

from crm.views import contact_related
from crm.views.contact_related import ContactRelated


@pytest.fixture
def related(page, window):
    made = ContactRelated(page, window.desk)
    made.pack(fill="both", expand=True)
    page.update()
    return made


@pytest.fixture
def colleague(own, people):
    assert "Acme" in people
    return own.contacts.add({"first_name": "Dora", "company": "Acme"})


def _read(own, contact_id):
    return contact_related.read(own, own.contacts.get(contact_id))


def test_a_person_has_the_company_and_its_other_people(own, people, colleague):
    relatives = _read(own, people["Ana"])
    assert (relatives.company["id"], list(relatives.people)) == (people["Acme"], [colleague])


def test_a_company_has_its_people(own, people, colleague):
    relatives = _read(own, people["Acme"])
    assert (relatives.company, list(relatives.people)) == (None, [people["Ana"], colleague])


def test_a_person_without_a_company_has_nobody(own, people):
    assert _read(own, people["Berta"]) == contact_related.Relatives(None, (), [])


def test_people_are_listed(related, own, people, colleague):
    related.show(_read(own, people["Ana"]))
    assert list(related.table.ids) == [colleague]


@pytest.mark.usefixtures("colleague")
def test_the_company_can_be_opened(related, own, people):
    opened = []
    related.on_open = opened.append
    related.show(_read(own, people["Ana"]))
    related.company.invoke()
    assert opened == [people["Acme"]]


def test_a_person_can_be_opened(related, own, people, colleague):
    opened = []
    related.on_open = opened.append
    related.show(_read(own, people["Acme"]))
    related.table.on_open(colleague)
    assert opened == [colleague]


def test_a_company_shows_no_company(related, own, people, page):
    related.show(_read(own, people["Acme"]))
    page.update()
    assert not related.company.winfo_ismapped()
