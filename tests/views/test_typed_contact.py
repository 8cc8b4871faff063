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
            {"name": "Ana Gil", "company": "Acme", "email": "ana@acme.es", "phone": "612345678"},
        ),
        ("ana@acme.es, Ana Gil", {"name": "Ana Gil", "email": "ana@acme.es"}),
        ("Ana Gil <ana@acme.es>", {"name": "Ana Gil", "email": "ana@acme.es"}),
        ("Ana Gil ana@acme.es 612 34 56", {"name": "Ana Gil", "email": "ana@acme.es", "phone": "612 34 56"}),
        ("Ana Gil; Acme; +34 612-345-678", {"name": "Ana Gil", "company": "Acme", "phone": "+34 612-345-678"}),
        ("Ana, 915550000, 612345678", {"name": "Ana", "phone": "915550000", "mobile_phone": "612345678"}),
        (
            "Ana, Acme, CEO, www.acme.es",
            {"name": "Ana", "company": "Acme", "job_title": "CEO", "website": "www.acme.es"},
        ),
        ("Ana Gil", {"name": "Ana Gil"}),
        ("", {}),
    ],
)
def test_a_person_is_read(line, values):
    assert read(line, PERSON) == values


def test_a_company_begins_with_its_name():
    assert read("Acme, Madrid, info@acme.es", COMPANY) == {"company": "Acme", "city": "Madrid", "email": "info@acme.es"}


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
