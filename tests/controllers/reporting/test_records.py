"""Tests of crm/controllers/reporting/records.py: every field of every entity as a cell."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.reports import ENTITIES, RECORD, Definition, Money
from tests.controllers.files_in import real


def cells(session, entity, *columns):
    """The cells of the records of an entity."""
    result = session.reports.preview(Definition(entity, columns))
    return [line.cells for line in result.lines if line.kind == RECORD]


@pytest.fixture
def filled(session):
    """One record of each kind, with everything that hangs on it."""
    company = session.contacts.add({"kind": "company", "company": "Molinos S.L."})
    ana = session.contacts.add({"first_name": "Ana", "last_name": "Peña", "company": "Molinos S.L.", "source": "Web"})
    deal = session.opportunities.add({"title": "Harina", "contact_id": ana, "company_id": company, "value": 5})
    session.opportunities.add_tags([deal], [session.tags.add("VIP"), session.tags.add("Feria")])
    session.activities.add({"subject": "Llamar", "contact_id": ana, "opportunity_id": deal, "due_on": "2020-01-01"})
    session.interactions.add(ana, {"type": "call", "subject": "Hola", "opportunity_id": deal})
    return session


@pytest.mark.parametrize("entity", [one.value for one in ENTITIES])
def test_every_field_can_be_listed(filled, entity):
    columns = [one.name for one in filled.reports.fields(entity)]
    assert all(len(row) == len(columns) for row in cells(filled, entity, *columns))
    assert cells(filled, entity, *columns)


def test_links_are_told_by_name(filled):
    found = cells(filled, "opportunities", "contact_id", "company_id", "status", "value", "tags")
    assert found[0][:4] == ("Ana Peña", "Molinos S.L.", "In progress", Money(5, "EUR"))
    assert sorted(found[0][4].split(", ")) == ["Feria", "VIP"]
    names = ("Ana Peña", "Harina", "Molinos S.L.")
    assert cells(filled, "activities", "contact_id", "opportunity_id", "company", "state") == [(*names, "Overdue")]
    assert cells(filled, "interactions", "contact_id", "opportunity_id", "company", "type") == [(*names, "Call")]


def test_own_fields_are_columns_of_their_kind(session):
    session.fields.add("Coste", Kind.MONEY, currency="USD")
    session.fields.add("Al día", Kind.YES_NO)
    session.fields.add("Desde", Kind.DATE)
    session.contacts.add({"first_name": "Ana", "custom.f1": 250, "custom.f2": 1, "custom.f3": "2026-01-31"})
    found = cells(session, "contacts", "custom.f1", "custom.f2", "custom.f3")
    assert found == [(Money(250, "USD"), "Yes", "2026-01-31")]


def test_names_that_break_programs_come_through_whole(session):
    kept = []
    for one in json.loads(real("blns/blns.json").read_text(encoding="utf-8")):
        with suppress(Invalid):  # no title
            kept.append(session.opportunities.get(session.opportunities.add({"title": one})).title)
    assert len(kept) > 400
    assert sorted(row[0] for row in cells(session, "opportunities", "title")) == sorted(kept)
