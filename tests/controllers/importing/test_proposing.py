"""Which columns go to which fields, for the layouts of many programs."""

from __future__ import annotations

import pytest

from crm.controllers.importing import proposing
from crm.files import reading
from crm.models.fields import Field, Kind
from crm.models.imports import ELSE, JOIN, Column
from tests.controllers.files_in import real, table


def _fields(headers, *rows, entity="contacts"):
    return proposing.propose(table(headers, *rows), entity).fields


def test_a_name_without_a_last_name_is_the_whole_name():
    assert _fields("Nombre,Correo", "Ana García,ana@x.es") == {"Nombre": "full_name", "Correo": "email"}


def test_a_name_beside_last_names_is_the_first_name():
    assert _fields("Nombre,Apellidos", "Ana,García")["Nombre"] == "first_name"


def test_a_name_in_a_file_of_companies_is_the_company():
    assert _fields("Nombre,Web", "Acme,acme.es", entity="companies")["Nombre"] == "company"


def test_middle_names_are_joined_to_the_first():
    found = proposing.propose(table("First Name,Middle Name,Last Name", "Ana,M,Paz"), "contacts")
    assert found.columns[1] == Column("Middle Name", "first_name", combine=JOIN)


@pytest.mark.parametrize(("value", "field"), [("Cliente", "status"), ("Jalisco", "state")])
def test_estado_is_a_status_or_a_place_by_its_values(value, field):
    assert _fields("Nombre,Estado", f"Ana,{value}")["Estado"] == field


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Tipo", ("Empresa", "Persona"), "kind"),
        ("Type", ("Company", "Person"), "kind"),
        ("Tipo", ("Cliente", "Potencial"), "status"),
        ("Tipo", ("Proveedor", "Cliente"), "tags"),
        ("Tipo de contacto", ("Distribuidor", "Prensa"), "tags"),
    ],
)
def test_tipo_is_a_kind_a_status_or_a_tag_by_its_values(header, values, field):
    assert _fields(f"Nombre,{header}", *(f"Ana,{value}" for value in values))[header] == field


def test_tipo_beside_a_status_is_no_second_status():
    assert _fields("Nombre,Estatus,Tipo", "Ana,Cliente,Cliente")["Tipo"] == "tags"


def test_title_is_the_job_unless_it_is_mr():
    assert _fields("Name,Title", "Ana,Director")["Title"] == "job_title"
    assert "Title" not in _fields("Name,Title", "Ana,Mrs.")


def test_of_two_statuses_the_lifecycle_stage_counts():
    found = proposing.propose(table("Email,Lead Status,Lifecycle Stage", "a@x.es,NEW,lead"), "contacts")
    assert (found.fields["Lifecycle Stage"], found.ignored) == ("status", ["Lead Status"])


def test_labels_come_from_the_column_beside():
    found = proposing.propose(
        table("Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value", "Work,1,Mobile,2"), "contacts"
    )
    assert [(one.header, one.label_from) for one in found.columns if one.field] == [
        ("Phone 1 - Value", "Phone 1 - Label"),
        ("Phone 2 - Value", "Phone 2 - Label"),
    ]
    assert found.ignored == []


def test_the_second_address_is_used_where_the_first_is_empty():
    found = proposing.propose(
        table("Name,Home Street,Home City,Business Street,Business City", "Ana,a,b,c,d"), "contacts"
    )
    combined = {one.header: one.combine for one in found.columns}
    assert (combined["Business City"], combined["Home City"]) == ("", ELSE)
    assert "Home Street" in found.notes[0]


def test_a_second_line_of_the_street_is_joined():
    found = proposing.propose(table("Name,Address,Address 2,City", "Ana,a,b,c"), "contacts")
    assert {one.header: one.combine for one in found.columns}["Address 2"] == JOIN


def test_without_headers_the_look_of_values_decides():
    found = _fields(
        "Column A,Column B,Column C,Column D", "Ana,García,ana@x.es,+34 612 345 678", "Luis,Paz,luis@y.es,912 345 678"
    )
    assert list(found.values()) == ["first_name", "last_name", "email", "phone"]


def test_countries_are_known_by_their_look():
    assert _fields("account,office_location", "Acme,Kenya", "Beta,United States", entity="companies") == {
        "account": "company",
        "office_location": "country",
    }


def test_custom_fields_are_known_by_their_label():
    custom = [Field("custom.f1", Kind.NUMBER, "Metros cuadrados")]
    found = proposing.propose(table("Nombre,Metros Cuadrados", "Ana,80"), "contacts", custom=custom)
    assert found.fields["Metros Cuadrados"] == "custom.f1"


def test_external_ids_belong_to_the_program_they_come_from():
    assert proposing.propose(table("Record ID,Lifecycle Stage", "1,lead"), "contacts").source == "HubSpot"
    assert proposing.propose(table("Código cliente,Nombre", "1,Ana"), "contacts").source == "Código cliente"


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("hubspot_dummy/hubspot_contacts.csv", "contacts"),
        ("hubspot_dummy/hubspot_companies.csv", "companies"),
        ("maven_crm/accounts.csv", "companies"),
        ("crm_messy_demo/13-mixed-languages.csv", "contacts"),
        ("roundcube/contacts.vcf", "contacts"),
    ],
)
def test_the_kind_of_a_real_file_is_guessed(name, entity):
    found = reading.open_table(reading.detect(real(name)))
    assert proposing.guess_entity(found) == entity


def test_hubspot_contacts_leave_out_only_what_has_no_place():
    found = reading.open_table(reading.detect(real("hubspot_dummy/hubspot_contacts.csv")))
    assert proposing.propose(found, "contacts").ignored == ["Lead Status", "Last Modified Date"]
