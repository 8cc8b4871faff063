"""Records that belong to a contact, read from rows."""

from __future__ import annotations

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.interaction_headers import targets
from crm.controllers.importing.linked import ContactFinder, Linked, LinkedReader
from crm.controllers.importing.values import Reading
from crm.models.imports import JOIN, Column, Mapping

MAPPING = Mapping(
    "interactions", (Column("A", "subject"), Column("B", "body"), Column("C", "body", combine=JOIN), Column("D", "at"))
)


def read(*cells: str) -> tuple[Linked | None, Findings]:
    findings = Findings()
    reader = LinkedReader(MAPPING, Reading("ES"), findings=findings)
    reader.prepare(["A", "B", "C", "D"], targets())
    return reader.read(2, cells), findings


def test_columns_on_one_field_are_joined():
    record, _findings = read("Hola", "uno", "dos", "")
    assert record.values == {"subject": "Hola", "body": "uno\ndos"}


def test_a_bad_value_is_reported_and_the_rest_is_read():
    record, findings = read("Hola", "", "", "never")
    assert record.values == {"subject": "Hola"}
    assert [(error.row, error.column, error.value) for error in findings.errors] == [(2, "D", "never")]


def test_an_empty_row_is_no_record():
    assert read(" ", "", "", "")[0] is None


def test_several_addresses_stand_for_the_one_that_is_known(session):
    ana = session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})
    finder = ContactFinder(session.database, MAPPING, findings=Findings())
    record = Linked(2)
    record.links = {"contact_email": "new@x.es; ANA@x.es"}
    finder.load([record])
    assert finder.find(record) == ana


def test_a_person_nobody_knows_is_not_replaced_by_the_company(session):
    session.contacts.add({"kind": "company", "company": "Acme"})
    findings = Findings()
    finder = ContactFinder(session.database, MAPPING, findings=findings)
    record = Linked(2)
    record.links = {"contact_email": "new@x.es", "company": "Acme"}
    finder.load([record])
    assert finder.find(record) == 0
    assert len(findings.errors) == 1


def test_a_company_alone_is_whom_it_belongs_to(session):
    acme = session.contacts.add({"kind": "company", "company": "Acme"})
    finder = ContactFinder(session.database, MAPPING, findings=Findings())
    record = Linked(2)
    record.links = {"company": "acme"}
    finder.load([record])
    assert finder.find(record) == acme
