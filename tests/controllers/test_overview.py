"""The numbers of a file at a glance."""

from __future__ import annotations

from crm.demo import fill


def _numbers(session):
    return {one.value: number for one, number in session.overview.figures()}


def test_an_empty_file_has_nothing_of_anything(session):
    assert set(_numbers(session).values()) == {0}


def test_each_number_is_what_counting_gives(session):
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@x.es", "status": "customer"})
    session.contacts.add({"kind": "company", "company": "Acme"})
    session.interactions.add(ana, {"subject": "Hola"})
    numbers = _numbers(session)
    assert (numbers["people"], numbers["companies"], numbers["customer"], numbers["lead"]) == (1, 1, 1, 1)
    assert (numbers["never_contacted"], numbers["without_email"]) == (1, 1)
    assert (numbers["interactions"], numbers["interactions_this_month"]) == (1, 1)


def test_a_call_of_long_ago_is_not_of_this_month(session):
    ana = session.contacts.add({"first_name": "Ana"})
    session.interactions.add(ana, {"at": "2001-01-01T10:00:00Z"})
    numbers = _numbers(session)
    assert (numbers["interactions"], numbers["interactions_this_month"]) == (1, 0)


def test_statuses_add_up_to_people_and_companies(session):
    fill(session)
    numbers = _numbers(session)
    statuses = sum(numbers[name] for name in ("lead", "prospect", "customer", "inactive"))
    assert statuses == numbers["people"] + numbers["companies"] > 0
