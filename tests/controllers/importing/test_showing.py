"""Records as a person reads them."""

from __future__ import annotations

from crm.controllers.importing import targets
from crm.controllers.importing.records import Record
from crm.controllers.importing.showing import Showing
from crm.models.contacts import PERSON, Channel
from crm.models.fields import Field, Kind
from crm.models.import_results import FieldChange

CUSTOM = (Field("custom.m2", Kind.NUMBER, "Metros"), Field("custom.ok", Kind.YES_NO, "Vale"))


def showing() -> Showing:
    return Showing(targets.targets("contacts", CUSTOM), {3: "Pepe"})


def ana(**values) -> Record:
    record = Record(2, PERSON)
    record.values = {"first_name": "Ana", "status": "customer", "assigned_to": 3, "company_id": 9, **values}
    record.custom = {"m2": 1500, "ok": 1}
    record.add_channel(Channel("email", "a@x.es"))
    record.add_channel(Channel("email", "b@x.es"))
    record.tags = {"vip": "VIP"}
    return record


def test_values_are_shown_in_words():
    assert showing().texts(ana()) == {
        "first_name": "Ana",
        "status": "Customer",
        "owner": "Pepe",
        "email": "a@x.es, b@x.es",
        "tags": "VIP",
        "custom.m2": "1,500",
        "custom.ok": "Yes",
    }


def test_changes_are_told_with_old_and_new_in_the_order_of_the_fields():
    before, after = showing().texts(ana()), showing().texts(ana(city="Lugo", first_name="Eva"))
    assert showing().changes(before, after) == [
        FieldChange("first_name", "First name", "Ana", "Eva"),
        FieldChange("city", "City", "", "Lugo"),
    ]


def test_a_long_text_is_shown_short():
    assert len(showing().texts(ana(notes="x" * 10_000))["notes"]) <= 200
