"""Records as a person reads them."""

from __future__ import annotations

import pytest

from crm.controllers.importing import targets
from crm.controllers.importing.linked import Linked
from crm.controllers.importing.records import Record
from crm.controllers.importing.showing import Names, Showing
from crm.models.contacts import PERSON, Channel
from crm.models.fields import Field, Kind
from crm.models.import_results import FieldChange

CUSTOM = (Field("custom.m2", Kind.NUMBER, "Metros"), Field("custom.ok", Kind.YES_NO, "Vale"))


@pytest.fixture
def shown(session) -> Showing:
    return Showing(targets.targets("contacts", CUSTOM), Names(session.database))


def ana(**values) -> Record:
    record = Record(2, PERSON)
    record.values = {"first_name": "Ana", "status": "customer", "assigned_to": 1, "company_id": 9, **values}
    record.custom = {"m2": 1500, "ok": 1}
    record.add_channel(Channel("email", "a@x.es"))
    record.add_channel(Channel("email", "b@x.es"))
    record.tags = {"vip": "VIP"}
    return record


def test_values_are_shown_in_words(session, shown):
    assert shown.texts(ana()) == {
        "first_name": "Ana",
        "status": "Customer",
        "owner": session.user.name,
        "email": "a@x.es, b@x.es",
        "tags": "VIP",
        "custom.m2": "1,500",
        "custom.ok": "Yes",
    }


def test_changes_are_told_with_old_and_new_in_the_order_of_the_fields(shown):
    before, after = shown.texts(ana()), shown.texts(ana(city="Lugo", first_name="Eva"))
    assert shown.changes(before, after) == [
        FieldChange("first_name", "First name", "Ana", "Eva"),
        FieldChange("city", "City", "", "Lugo"),
    ]


def test_a_long_text_is_shown_short(shown):
    assert len(shown.texts(ana(notes="x" * 10_000))["notes"]) <= 200


def test_ids_are_shown_by_the_names_behind_them(session):
    stage = session.pipelines.default().stages[0]
    deal = Linked(2)
    deal.values = {"title": "Obra", "stage_id": stage.id, "value": 150_000, "currency": "EUR", "contact_id": 99}
    found = Showing(targets.targets("opportunities"), Names(session.database)).texts(deal)
    assert found == {
        "title": "Obra",
        "stage": stage.name,
        "value": "€1,500.00",
        "currency": "EUR",
        "contact_name": "#99",
    }
