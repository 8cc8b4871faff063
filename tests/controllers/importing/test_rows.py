"""Rows read into records by a mapping."""

from __future__ import annotations

import pytest

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.proposing import propose
from crm.controllers.importing.rows import RowReader
from crm.controllers.importing.values import Reading
from tests.controllers.files_in import table


@pytest.fixture
def findings():
    return Findings()


def _read(findings, headers, row, entity="contacts"):
    file = table(headers, row)
    reader = RowReader(propose(file, entity), Reading("ES"), findings=findings)
    reader.prepare(file.headers)
    return reader.read(2, row.split(","))


def test_a_row_becomes_a_person(findings):
    record = _read(findings, "First Name,Last Name,Email", "Ana,García,ANA@X.es")
    assert (record.kind, record.own_name, record.normals("email")) == ("person", "Ana García", ["ana@x.es"])


def test_a_bad_value_is_reported_and_its_row_comes_in(findings):
    record = _read(findings, "Name,Email", "Ana,nope")
    assert record.own_name == "Ana"
    assert [(one.row, one.column, one.value) for one in findings.errors] == [(2, "Email", "nope")]


def test_a_row_that_names_nobody_is_refused_with_a_reason(findings):
    assert _read(findings, "Name,Email,City", ",,Madrid") is None
    assert len(findings.errors) == 1


def test_a_phone_alone_names_a_record(findings):
    assert _read(findings, "Name,Phone", ",912345678").name == "+34912345678"


def test_a_company_alone_in_a_row_is_the_company(findings):
    assert _read(findings, "Name,Company,Phone", ",Acme,912345678").kind == "company"


def test_a_company_beside_an_email_is_a_persons(findings):
    assert _read(findings, "Name,Company,Email", ",Acme,ana@acme.es").kind == "person"


def test_a_company_without_a_name_is_called_by_its_domain(findings):
    record = _read(findings, "Company Name,Company Domain Name", ",acme.es", entity="companies")
    assert record.values["company"] == "acme.es"


def test_the_domain_of_a_company_is_its_link(findings):
    record = _read(findings, "Company Name,Domain,Website", "Acme,acme.es,https://www.acme.es", entity="companies")
    assert record.normals("link") == ["acme.es"]


def test_a_phone_is_read_by_the_country_of_its_row(findings):
    record = _read(findings, "Name,Phone,Country", "Ana,55 1234 5678,México")
    assert record.normals("phone") == ["+525512345678"]


def test_the_home_address_is_used_when_the_work_address_is_empty(findings):
    headers = "Name,Home Street,Home City,Business Street,Business City"
    assert _read(findings, headers, "Ana,Calle 1,Lugo,,").values["city"] == "Lugo"
    kept = _read(findings, headers, "Ana,Calle 1,Lugo,,Vigo").values
    assert (kept["city"], kept.get("address")) == ("Vigo", None)


def test_two_street_lines_are_joined(findings):
    record = _read(findings, "Name,Address,Address 2", "Ana,Mayor 1,3º B")
    assert record.values["address"] == "Mayor 1, 3º B"


def test_a_nul_is_reported_and_left_out(findings):
    record = _read(findings, "Name,City", "Ana,Ma\x00drid")
    assert ("city" in record.values, findings.errors[0].column) == (False, "City")


def test_a_text_too_long_is_reported_and_left_out(findings):
    record = _read(findings, "Name,City", f"Ana,{'x' * 5000}")
    assert ("city" in record.values, findings.errors[0].column) == (False, "City")


def test_a_long_note_is_kept(findings):
    assert len(_read(findings, "Name,Notes", f"Ana,{'x' * 500_000}").values["notes"]) == 500_000


def test_outer_spaces_are_no_part_of_a_value(findings):
    assert _read(findings, "Name,City", "  Ana  ,  Madrid ").values["city"] == "Madrid"


def test_the_fax_comes_after_the_phones(findings):
    record = _read(findings, "Name,Fax,Phone", "Ana,913333333,912345678")
    assert [one.label for one in record.channels.values()] == ["work", "other"]


@pytest.mark.parametrize("headers", ["Name,Company Type", "Nombre,Tipo", "Nombre completo,Tipo"])
def test_a_company_may_be_named_where_people_are(findings, headers):
    record = _read(findings, headers, f"Acme SL,{'Company' if 'Company' in headers else 'Empresa'}")
    assert (record.kind, record.values, findings.errors) == ("company", {"company": "Acme SL"}, [])


def test_what_only_a_person_has_is_reported_in_the_row_of_a_company(findings):
    record = _read(findings, "Nombre,Apellidos,Tipo,Empresa,Cargo", "Ana,Gil,Empresa,Acme,CEO")
    assert record.values == {"company": "Acme"}
    assert {(one.column, one.value) for one in findings.errors} == {("Nombre", "Ana Gil"), ("Cargo", "CEO")}


@pytest.mark.parametrize(
    ("header", "cell", "kind"),
    [
        ("Is a Company", "TRUE", "company"),
        ("Is a Company", "False", "person"),
        ("Es una compañía", "Sí", "company"),
        ("Es una empresa", "no", "person"),
    ],
)
def test_yes_and_no_tell_a_company_where_the_header_asks_for_one(findings, header, cell, kind):
    record = _read(findings, f"Nombre,{header},Correo", f"Acme SL,{cell},i@acme.es")
    assert (record.kind, record.own_name, findings.errors) == (kind, "Acme SL", [])


@pytest.mark.parametrize(("email", "kind"), [("info@acme.es", "company"), ("ana@acme.es", "person")])
def test_a_shared_mailbox_beside_a_company_is_the_companys(findings, email, kind):
    assert _read(findings, "Name,Company,Email", f",Acme,{email}").kind == kind


def test_a_file_without_names_may_call_people_by_any_mailbox(findings):
    assert _read(findings, "Company,Email", "Acme,info@acme.es").kind == "person"


@pytest.mark.parametrize("nothing", ["-", "n/a", "No tiene"])
@pytest.mark.parametrize(
    "header", ["Email", "Phone", "Website", "Status", "Owner", "Created", "Company", "Company Type", "Tax ID"]
)
def test_a_cell_that_says_there_is_nothing_is_no_error_and_leaves_its_field_empty(findings, header, nothing):
    record = _read(findings, f"First Name,{header}", f"Ana,{nothing}")
    assert (record.values, record.channels, findings.errors) == ({"first_name": "Ana"}, {}, [])


def test_words_that_say_nothing_stay_where_a_person_writes_freely(findings):
    assert _read(findings, "Name,Notes,State", "Ana,-,ND").values == {"first_name": "Ana", "notes": "-", "state": "ND"}
