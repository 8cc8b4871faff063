"""Whole imports: real files, undo, trial, cancel, rights."""

from __future__ import annotations

import shutil

import pytest

from crm.app import open_database, sign_in
from crm.errors import Denied, Invalid
from crm.models.fields import Kind
from crm.models.imports import Mapping
from tests.controllers.files_in import bring_in, bring_text, counts, everyone, real
from tests.records import picture, second_user

REAL = [
    "briandunning_500/uk-500_cr-newlines.csv",
    "hubspot_dummy/hubspot_contacts.csv",
    "hubspot_dummy/hubspot_companies.csv",
    "maven_crm/accounts.csv",
    "maven_crm/sales_teams.csv",
    "other_exports/google_contacts_2024_b.csv",
    "other_exports/pipedrive_sample_import.csv",
    "roundcube/contacts.vcf",
    "roundcube/csv2vcard_tb_plain.csv",
    "roundcube/csv2vcard_tb_plain.vcf",
    "ezvcard/gmail-list.vcf",
    "ezvcard/gmail-single2.vcf",
    "ezvcard/John_Doe_MAC_ADDRESS_BOOK.vcf",
    "phpspreadsheet/csv/line_break_in_enclosure.csv",
    *(
        f"crm_messy_demo/{name}.csv"
        for name in (
            "01-facebook-leads-standard",
            "03-google-ads-leads",
            "05-excel-export",
            "07-real-estate-crm",
            "09-duplicate-headers",
            "11-international-names",
            "13-mixed-languages",
            "15-duplicate-rows",
            "19-empty-columns",
            "21-tab-separated",
            "23-quoted-fields-multiline",
            "25-hubspot-export",
        )
    ),
]


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("entity", ["contacts", "companies"])
def test_the_same_file_twice_creates_nothing_the_second_time(session, name, entity):
    counts(bring_in(session, real(name), entity))
    before = len(everyone(session))
    assert counts(bring_in(session, real(name), entity))[:2] == (0, 0)
    assert len(everyone(session)) == before


@pytest.mark.parametrize("name", [name for name in REAL if "line_break" not in name and "sales_teams" not in name])
def test_every_row_of_a_real_file_of_people_comes_in(session, name):
    result = bring_in(session, real(name))
    assert (result.failed, result.skipped) == (0, 0)


@pytest.fixture
def hubspot(session):
    """The companies of HubSpot, then its people; the two results."""
    companies = bring_in(session, real("hubspot_dummy/hubspot_companies.csv"), "companies")
    return companies, bring_in(session, real("hubspot_dummy/hubspot_contacts.csv"), "contacts")


def test_hubspot_companies_and_people_come_in_linked(session, hubspot):
    companies, people = hubspot
    assert (companies.created, people.created, len(people.errors)) == (200, 950, 0)
    rows = [row for row in everyone(session) if row["kind"] == "person"]
    assert sum(row["company_id"] is not None for row in rows) == 679
    assert all(bool(row["company_id"]) == bool(row["company"]) for row in rows)


@pytest.mark.usefixtures("hubspot")
def test_hubspot_zeros_and_extensions_are_kept(session):
    people = [row for row in everyone(session) if row["kind"] == "person"]
    assert sum(row["postal_code"].startswith("0") for row in people) == 83
    numbers = [row["phone"] for row in people]
    assert sum("x" in number for number in numbers) == 575


@pytest.mark.usefixtures("hubspot")
def test_hubspot_statuses_are_understood(session):
    assert {row["status"] for row in everyone(session)} == {"lead", "prospect", "customer"}


def test_the_zeros_of_british_phones_are_kept(session):
    bring_in(session, real("briandunning_500/uk-500_cr-newlines.csv"))
    rows = everyone(session)
    assert (len(rows), all(row["phone"].startswith(("0", "+44")) for row in rows)) == (500, True)


def test_maven_accounts_are_85_companies(session):
    assert bring_in(session, real("maven_crm/accounts.csv"), "companies").created == 85


@pytest.mark.parametrize("name", ["google_contacts_2024_b", "pipedrive_sample_import"])
def test_both_emails_of_a_person_come_in(session, name):
    bring_in(session, real(f"other_exports/{name}.csv"))
    person = next(row["id"] for row in everyone(session) if row["kind"] == "person")
    contact = session.contacts.get(person)
    assert [one.label for one in contact.channels if one.kind == "email"] == ["work", "home"]


def test_roundcube_csv_and_vcard_are_the_same_people(session):
    for name in ("csv2vcard_email", "csv2vcard_outlook"):
        bring_in(session, real(f"roundcube/{name}.csv"))
        assert bring_in(session, real(f"roundcube/{name}.vcf")).created == 0


@pytest.mark.usefixtures("hubspot")
def test_undo_takes_everything_back_to_the_byte(session, tmp_path):
    session.tags.add("VIP")
    before = picture(session.database)
    text = "Email,First Name,Tags,City\nanna72@example.net,Anna,Nueva,Vigo\nnew@x.es,Nuevo,VIP,Lugo\n"
    result = bring_text(session, tmp_path, text, on_match="update")
    assert (counts(result), result.side_created) == ((1, 1, 0, 0, 0), {"tags": 1})
    report = session.history.undo(result.operation)
    assert (picture(session.database), report.kept, session.maintenance.check()) == (before, (), [])


def test_an_import_is_one_operation_with_its_counts(session, tmp_path):
    result = bring_text(session, tmp_path, "Name\nAna\nLuis\n")
    operation = session.history.operations()[0]
    assert (operation.id, operation.door, "file.csv" in operation.label) == (result.operation, "import", True)
    assert operation.counts["create"] == 2


def test_a_trial_counts_exactly_and_leaves_nothing(session, tmp_path):
    before = picture(session.database)
    text = "Name,Email,Tags\nAna,a@x.es,VIP\nEva,nope,\n,,\n"
    trial = bring_text(session, tmp_path, text, dry_run=True)
    assert (picture(session.database), trial.operation, trial.dry_run) == (before, None, True)
    real_one = bring_text(session, tmp_path, text)
    assert (counts(trial), trial.errors, trial.side_created) == (
        counts(real_one),
        real_one.errors,
        real_one.side_created,
    )


@pytest.mark.parametrize("calls", [0, 1, 3])
def test_cancelling_leaves_nothing(session, tmp_path, calls):
    before = picture(session.database)
    seen = []

    def progress(one):
        seen.append(one)
        return len(seen) <= calls

    rows = "".join(f"Ana {number},a{number}@x.es\n" for number in range(3000))
    result = bring_text(session, tmp_path, "Name,Email\n" + rows, progress=progress)
    assert (result.cancelled, result.rows, picture(session.database)) == (True, 0, before)
    assert session.maintenance.check() == []


def test_progress_tells_rows_and_share(session, tmp_path):
    seen = []
    rows = "".join(f"Ana {number},a{number}@x.es\n" for number in range(3000))
    bring_text(session, tmp_path, "Name,Email\n" + rows, progress=lambda one: seen.append(one) or True)
    assert (seen[-1].rows, seen[-1].fraction, seen[-1].finishing) == (3000, 1.0, True)
    assert [one.rows for one in seen] == sorted(one.rows for one in seen)


def test_ignored_columns_are_listed(session, tmp_path):
    assert "Signo" in bring_text(session, tmp_path, "Name,Signo\nAna,Leo\n").warnings[0]


def test_a_reader_may_not_import(session, tmp_path):
    with pytest.raises(Denied):
        bring_text(second_user(session, "reader"), tmp_path, "Name\nAna\n")


def test_a_mapping_that_cannot_be_run_is_refused(session, tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    source = session.imports.detect(path)
    mapping = Mapping("contacts", session.imports.propose(session.imports.open(source)).with_field("Name", "x").columns)
    with pytest.raises(Invalid):
        session.imports.run(source, mapping)


def test_an_unknown_rule_is_refused_with_the_known_ones(session, tmp_path):
    with pytest.raises(Invalid, match="fill"):
        bring_text(session, tmp_path, "Name\nAna\n", on_match="nope")


def test_imported_contacts_are_found_by_search(session, tmp_path):
    bring_text(session, tmp_path, "Name,Phone\nÁlvaro Núñez,912 345 678\n")
    assert [row["name"] for row in session.contacts.search("nunez")] == ["Álvaro Núñez"]
    assert session.maintenance.check() == []


def test_one_notice_tells_of_many_contacts(session, tmp_path):
    seen = []
    session.database.changed.connect(seen.append)
    bring_text(session, tmp_path, "Name\nAna\nEva\n")
    assert [(one.entity, one.id) for one in seen] == [("contacts", None)]


def test_targets_are_offered_by_entity(session):
    people = {field.name for field in session.imports.targets("contacts") if "." not in field.name}
    companies = {field.name for field in session.imports.targets("companies")}
    assert people - companies == {
        "first_name",
        "last_name",
        "full_name",
        "job_title",
        "mobile_phone",
        "birthday",
        "company_external_id",
        "company_tax_id",
    }


def test_an_export_comes_into_an_empty_file_with_the_fields_and_users_it_needs(session, tmp_path, empty_file):
    session.users.add("Pepe Sanz")
    session.fields.add("Metros", Kind.NUMBER)
    session.fields.add("Color", Kind.CHOICE, choices=("Rojo", "Azul"))
    metros, color = (field.as_field().name for field in session.fields.all())
    owner = next(user.id for user in session.users.all() if user.name == "Pepe Sanz")
    session.contacts.add({"first_name": "Ana", "assigned_to": owner, metros: 80, color: "Rojo"})
    session.exports.run(tmp_path / "one.csv")
    other = sign_in(open_database(shutil.copy(empty_file, tmp_path / "other.db")))
    result = bring_in(other, tmp_path / "one.csv")
    other.exports.run(tmp_path / "two.csv")
    assert (result.created, result.errors, result.side_created) == (1, [], {"fields": 2, "users": 1})
    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    other.database.close()
