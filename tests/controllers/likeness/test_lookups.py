"""Tests of crm/controllers/likeness/lookups.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.lookups import ids_near
from tests.controllers.likeness.people_in import company, person


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ({"first_name": "X", "email": "ana@acme.es"}, person("|", email="Ana+crm@acme.es")),
        ({"first_name": "X", "email": "ana+crm@acme.es"}, person("|", email="ana@acme.es")),
        ({"first_name": "X", "phone": "600111222"}, person("|", phone="+34 600 111 222")),
        ({"first_name": "X", "tax_id": "B-12345678"}, person("|", tax_id="ESB12345678")),
        ({"first_name": "Ana", "last_name": "García López"}, person("Ana|García")),
        ({"first_name": "Ana", "last_name": "García"}, person("Ana|García López")),
        ({"first_name": "García", "last_name": "Ana"}, person("Ana|García")),
        ({"first_name": "José", "last_name": "García"}, person("Pepe|Garcia")),
        ({"first_name": "Ana", "last_name": "Gutiérrez"}, person("Ana|Gutierez")),
        ({"first_name": "Beatriz", "last_name": "Gil"}, person("Baetriz|Gil", company="Acme")),
        ({"first_name": "Zoe", "last_name": "Zabala", "company": "Acme"}, person("Zoé|Zavala", company="ACME")),
        ({"kind": "company", "company": "Talleres Pérez S.L."}, company("TALLERES PEREZ")),
        ({"kind": "company", "company": "Talleres Pérez"}, company("Talleres Pérez, S.A.")),
        (
            {"kind": "company", "company": "Acme", "website": "https://www.acme.es"},
            company("Beta", email="info@acme.es"),
        ),
        ({"first_name": "太郎", "last_name": "山田"}, person("太郎|山田")),
    ],
)
def test_who_is_meant_is_among_those_looked_up(session, stored, typed):
    contact_id = session.contacts.add(stored)
    with session.database.at_work():
        assert contact_id in ids_near(session.database, typed)


def test_a_letter_or_two_find_nobody_yet(session):
    session.contacts.add({"first_name": "Ana", "last_name": "Gil"})
    with session.database.at_work():
        assert ids_near(session.database, person("A|")) == []


def test_a_stranger_is_not_looked_up(session):
    session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Acme", "email": "ana@acme.es"})
    with session.database.at_work():
        assert ids_near(session.database, person("Luis|Mora", company="Beta", email="luis@beta.es")) == []
