"""The people of events: known by their addresses, persons before companies, customers on the way out."""

from __future__ import annotations

from datetime import date

from crm.controllers.calendar_people import People, customers
from crm.models.events import Event, Guest


def event(*emails: str, contact: str = "") -> Event:
    guests = tuple(Guest(email) for email in emails)
    return Event("1", date(2026, 3, 1), guests=guests, contact=Guest(contact) if contact else None)


def test_the_first_known_person_of_an_event_is_its_contact(session):
    session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    eva = session.contacts.add({"first_name": "Eva", "email": "eva@example.org"})
    meeting = event("nadie@example.org", "EVA@example.org", "ana@example.org")
    assert People(session.database, [meeting]).contact_of(meeting) == eva


def test_the_customer_written_beside_it_comes_first(session):
    session.contacts.add({"first_name": "Eva", "email": "eva@example.org"})
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@example.org"})
    meeting = event("eva@example.org", contact="ana@example.org")
    assert People(session.database, [meeting]).contact_of(meeting) == ana


def test_of_one_address_the_person_is_meant(session):
    session.contacts.add({"kind": "company", "company": "Molino", "email": "info@example.org"})
    person = session.contacts.add({"first_name": "Luis", "email": "info@example.org"})
    assert People(session.database, [event("info@example.org")]).contact_of(event("info@example.org")) == person


def test_nobody_known_is_nobody(session):
    assert People(session.database, [event("x@example.org")]).contact_of(event("x@example.org")) is None
    assert People(session.database, []).contact_of(event()) is None


def test_customers_go_out_with_their_name_and_address(session):
    ana = session.contacts.add({"first_name": "Ana", "last_name": "Gil", "email": "Ana@Example.org"})
    assert customers(session.database, [ana, None]) == {ana: Guest("ana@example.org", "Ana Gil")}
