"""A contact typed as one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.models.contacts import COMPANY, PERSON
from crm.views.typed_contact import read, split_name


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "Ana Gil, Acme, ana@acme.es, 612345678",
            {"name": "Ana Gil", "company": "Acme", "email": "ana@acme.es", "mobile_phone": "612345678"},
        ),
        ("ana@acme.es, Ana Gil", {"name": "Ana Gil", "email": "ana@acme.es"}),
        ("Ana Gil <ana@acme.es>", {"name": "Ana Gil", "email": "ana@acme.es"}),
        ("Ana Gil ana@acme.es 612 34 56", {"name": "Ana Gil", "email": "ana@acme.es", "phone": "612 34 56"}),
        ("Ana Gil; Acme; +34 612-345-678", {"name": "Ana Gil", "company": "Acme", "mobile_phone": "+34 612-345-678"}),
        ("Ana, 915550000, 612345678", {"name": "Ana", "phone": "915550000", "mobile_phone": "612345678"}),
        (
            "Ana, Acme, CEO, www.acme.es",
            {"name": "Ana", "company": "Acme", "job_title": "CEO", "website": "www.acme.es"},
        ),
        ("Ana, 612345678, 915550000", {"name": "Ana", "phone": "915550000", "mobile_phone": "612345678"}),
        ("Ana, 612345678, 712345678", {"name": "Ana", "phone": "612345678", "mobile_phone": "712345678"}),
        ("Ana, 915550000", {"name": "Ana", "phone": "915550000"}),
        (
            "Lucía Peña Gómez, Aceites Olivarea, S.A., lucia@x.es, 612 345 678",
            {
                "name": "Lucía Peña Gómez",
                "company": "Aceites Olivarea, S.A.",
                "email": "lucia@x.es",
                "mobile_phone": "612 345 678",
            },
        ),
        ("Ana, Acme, SL, CEO", {"name": "Ana", "company": "Acme, SL", "job_title": "CEO"}),
        ("Ana, Acme, S.A. de C.V.", {"name": "Ana", "company": "Acme, S.A. de C.V."}),
        ("Ana, Acme, E.I.R.L., Lima", {"name": "Ana", "company": "Acme, E.I.R.L.", "job_title": "Lima"}),
        ("Ana, Acme, S. Coop.", {"name": "Ana", "company": "Acme, S. Coop."}),
        ("Ana, Acme, Ltda.", {"name": "Ana", "company": "Acme, Ltda."}),
        ("Ana Gil", {"name": "Ana Gil"}),
        ("", {}),
    ],
)
def test_a_person_is_read(line, values):
    assert read(line, PERSON) == values


def test_a_company_begins_with_its_name():
    assert read("Acme, Madrid, info@acme.es", COMPANY) == {"company": "Acme", "city": "Madrid", "email": "info@acme.es"}


def test_a_company_keeps_its_legal_form():
    assert read("Olivarea, S.L.U., Jaén", COMPANY) == {"company": "Olivarea, S.L.U.", "city": "Jaén"}


@pytest.mark.parametrize(
    ("number", "region", "field"),
    [
        ("351 2345678", "AR", "phone"),
        ("310 1234567", "CO", "mobile_phone"),
        ("+34 722 33 44 55", "CO", "mobile_phone"),
        ("601 1234567", "CO", "phone"),
    ],
)
def test_what_a_mobile_number_is_its_country_says(number, region, field):
    assert read(f"Ana, {number}", PERSON, region=region) == {"name": "Ana", field: number}


def test_a_house_number_is_no_phone():
    assert read("Studio 54, Acme", PERSON) == {"name": "Studio 54", "company": "Acme"}


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Ana Gil", ("Ana", "Gil")),
        ("María José García", ("María José", "García")),
        ("Ana", ("Ana", "")),
        ("", ("", "")),
    ],
)
def test_a_name_is_split(name, halves):
    assert split_name(name) == halves


@given(st.text(max_size=300))
def test_any_line_is_read(line):
    assert all(isinstance(value, str) for value in read(line, PERSON).values())
