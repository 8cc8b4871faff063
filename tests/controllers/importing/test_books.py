"""Files of other records than people and companies, told by their headers."""

from __future__ import annotations

import pytest

from crm.controllers.importing.books import beside, propose, told_by_headers
from crm.files import reading
from tests.controllers.files_in import real, table


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("maven_crm/sales_pipeline.csv", "opportunities"),
        ("hubspot_dummy/hubspot_deals.csv", "opportunities"),
        ("hubspot_dummy/hubspot_activities.csv", "interactions"),
        ("maven_crm/products.csv", "products"),
        ("maven_crm/sales_teams.csv", "users"),
        ("maven_crm/accounts.csv", ""),
        ("hubspot_dummy/hubspot_contacts.csv", ""),
        ("other_exports/pipedrive_sample_import.csv", ""),
        ("briandunning_500/uk-500_cr-newlines.csv", ""),
    ],
)
def test_real_files_are_told(name, entity):
    assert told_by_headers(reading.open_table(reading.detect(real(name)))) == entity


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Deal - Title", "opportunities.title"),
        ("Negocio: Valor", "opportunities.value"),
        ("Activity - Due date", "activities.due"),
        ("Note - Content*", "interactions.body"),
        ("Person - Name*", ""),
        ("Deal - Zapato", ""),
    ],
)
def test_a_header_may_tell_of_a_record_beside_a_person(header, field):
    assert beside(header) == field


def test_a_file_that_is_not_of_this_program_is_not_taken_letter_for_letter():
    assert not propose(table("Title,Stage,Value"), "opportunities").exact
