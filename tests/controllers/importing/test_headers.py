"""What single headers mean, in the words of many programs."""

from __future__ import annotations

import pytest

from crm.controllers.importing import headers
from crm.models.contacts import FIELDS
from crm.models.imports import CONTACTS


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("First Name", "first_name"),
        ("firstname", "first_name"),
        ("Apellidos", "last_name"),
        ("E-mail Address", "email"),
        ("E-mail 1 - Value", "email"),
        ("Person - Email (Work)", "email"),
        ("Dirección de correo electrónico", "email"),
        ("Correo", "email"),
        ("Teléfono del trabajo 2", "phone"),
        ("phone1", "phone"),
        ("Móvil", "mobile_phone"),
        ("WhatsApp", "mobile_phone"),
        ("Mobile Phone Number", "mobile_phone"),
        ("Código postal del trabajo", "postal_code"),
        ("Mailing Zip/Postal Code", "postal_code"),
        ("State/Region", "state"),
        ("Población", "city"),
        ("Associated Company Domain", "company_domain"),
        ("Account Name", "company"),
        ("Razón social", "company"),
        ("Contact Owner", "owner"),
        ("NIF/CIF", "tax_id"),
        ("Lead Source", "source"),
        ("Group Membership", "tags"),
        ("Fecha de alta", "created_at"),
        ("Contact ID", "external_id"),
        ("Observaciones", "notes"),
    ],
)
def test_a_usual_header_is_known(header, field):
    assert headers.read(header, "contacts").field == field


@pytest.mark.parametrize("header", ["Deal - Title", "Activity - Subject*", "GCLID", "Extra1", "Address 1 - Label", ""])
def test_a_header_of_something_else_is_unknown(header):
    assert headers.read(header, "contacts").field == ""


@pytest.mark.parametrize(("header", "label"), [("Home Phone", "home"), ("Business Phone 2", "work"), ("Phone", "")])
def test_a_header_tells_the_label_of_its_numbers(header, label):
    assert headers.read(header, "contacts").label == label


def test_a_column_of_labels_is_told_from_the_values():
    assert headers.read("E-mail 2 - Label", "contacts").names_label
    assert not headers.read("E-mail 2 - Value", "contacts").names_label


def test_the_id_of_a_company_is_no_id_of_a_person():
    assert headers.read("Company ID", "contacts").field == "company_external_id"
    assert headers.read("Company ID", "companies").field == "external_id"


@pytest.mark.parametrize("field", [field for field in FIELDS if field.editable], ids=lambda field: field.name)
def test_the_label_of_every_field_is_known(field):
    name = "owner" if field.name == "assigned_to" else field.name
    assert headers.read(field.label, "contacts").field == name


@pytest.mark.parametrize(
    ("cell", "label"), [("* Work", "work"), ("Móvil", "mobile"), ("iPhone de Ana", "other"), ("", "")]
)
def test_a_label_is_read_in_any_words(cell, label):
    assert headers.label_of(cell) == label


def test_own_label_words_hold_labels_and_flags():
    assert headers.own_label_words() | {"work": "work", "opted out": headers.OPTED_OUT} == (headers.own_label_words())


@pytest.mark.parametrize(
    "header", ["Cumpleaños", "Fecha de nacimiento", "F. Nacimiento", "birthday", "Birth date", "Date of Birth", "DOB"]
)
def test_birthdays_go_by_many_names(header):
    assert headers.read(header, CONTACTS).field == "birthday"
