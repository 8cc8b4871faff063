"""Records that belong to a contact, read from rows."""

from __future__ import annotations

import pytest

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.interaction_headers import targets
from crm.controllers.importing.linked import ContactFinder, Linked, LinkedReader
from crm.controllers.importing.values import Reading
from crm.models.imports import JOIN, Column, Mapping
from crm.utils.dates import show_moment

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


@pytest.mark.parametrize("nothing", ["-", "N/A", "no tiene"])
def test_a_cell_that_says_there_is_nothing_is_empty_and_no_error(nothing):
    record, findings = read("Hola", nothing, "", nothing)
    assert (record.values, record.blank, findings.errors) == ({"subject": "Hola", "body": nothing}, {"body", "at"}, [])


def told(day: str, clock: str) -> tuple[str, list[tuple[str, str]]]:
    findings = Findings()
    columns = (Column("T", "at", combine=JOIN), Column("D", "at"))
    reader = LinkedReader(Mapping("interactions", columns), Reading("ES"), findings=findings)
    reader.prepare(["T", "D"], targets())
    record = reader.read(2, [clock, day])
    at = show_moment(record.values["at"]) if record else ""
    return at[-5:], [(error.column, error.value) for error in findings.errors]


@pytest.mark.parametrize(
    "clock", ["10:30", "10.30", "10:30:00", "10:30 h", "0.4375", "10.30 am", "1899-12-30 10:30:00"]
)
@pytest.mark.parametrize("day", ["13/03/2024", "2024-03-13 00:00:00", "45364"])
def test_a_time_beside_the_day_is_joined_to_it(day, clock):
    assert told(day, clock) == ("10:30", [])


@pytest.mark.parametrize("clock", ["", "-", "12:15"])
def test_a_moment_that_tells_its_time_keeps_it(clock):
    assert told("2024-03-13 10:30", clock) == ("10:30", [])


@pytest.mark.parametrize("clock", ["soon", "25:00", "930"])
def test_a_time_that_cannot_be_read_is_reported_and_the_day_stays(clock):
    assert told("13/03/2024", clock) == ("00:00", [("T", clock)])


def test_a_time_without_a_day_is_nothing():
    assert told("", "10:30") == ("", [])


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
