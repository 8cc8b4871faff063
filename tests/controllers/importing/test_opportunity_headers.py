"""Headers of files of opportunities."""

from __future__ import annotations

import pytest

from crm.controllers.importing.opportunity_headers import BESIDE, BOOK, WORDS, holds_opportunities, targets
from crm.files import reading
from tests.controllers.files_in import real, table


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value",
            ["external_id", "owner", "product", "company", "stage", "created_at", "close_date", "value"],
        ),
        (
            "Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Stage,"
            "Deal - Expected close date,Deal - Won time,Deal - Lost reason,Deal - Owner,Deal - ID",
            ["title", "value", "currency", "company", "contact_name", "stage", "expected_close", "closed_on",
             "loss_reason", "owner", "external_id"],
        ),
        (
            "Opportunity Name,Account Name,Amount,Close Date,Stage,Probability (%),Lead Source,Opportunity Owner",
            ["title", "company", "value", "close_date", "stage", "probability", "source", "owner"],
        ),
        (
            "Deal Name,Closing Date,Reason For Loss,Contact Name,Record Id,Created Time",
            ["title", "close_date", "loss_reason", "contact_name", "external_id", "created_at"],
        ),
        (
            "Oportunidad,Cliente,Importe,Etapa,Fecha de cierre prevista,Comercial,Motivo de pérdida",
            ["title", "company", "value", "stage", "expected_close", "owner", "loss_reason"],
        ),
    ],
)  # fmt: skip
def test_headers_of_other_programs_and_people_are_known(headers, fields):
    assert [one.field for one in BOOK.propose(headers.split(","), "opportunities").columns] == fields


@pytest.mark.parametrize(
    ("headers", "holds"),
    [
        ("Deal Name,Deal Stage,Amount", True),
        ("Oportunidad,Etapa,Importe", True),
        ("First Name,Last Name,Stage,Budget", False),
        ("Nombre,Correo,Etapa,Importe", False),
        ("Ticket Name,Ticket Status,Pipeline,Close Date", False),
    ],
)
def test_a_file_of_deals_is_told_by_its_headers(headers, holds):
    assert holds_opportunities(table(headers)) == holds


@pytest.mark.parametrize("name", ["maven_crm/sales_pipeline.csv", "hubspot_dummy/hubspot_deals.csv"])
def test_real_files_of_deals_are_told(name):
    assert holds_opportunities(reading.open_table(reading.detect(real(name))))


@pytest.mark.parametrize(
    "name",
    ["hubspot_dummy/hubspot_tickets.csv", "hubspot_dummy/hubspot_contacts.csv", "maven_crm/accounts.csv",
     "other_exports/pipedrive_sample_import.csv"],
)  # fmt: skip
def test_other_real_files_are_not(name):
    assert not holds_opportunities(reading.open_table(reading.detect(real(name))))


def test_every_field_has_a_name_of_its_own_and_a_place():
    names = [one.name for one in targets()]
    assert len(names) == len(set(names))
    assert set(WORDS) | set(BESIDE) <= set(names)
    assert all(one.section or one.name == "status" or not one.editable for one in targets())
