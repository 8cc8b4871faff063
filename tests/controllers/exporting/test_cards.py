"""A contact as the parts of a card."""

from __future__ import annotations

from crm.controllers.exporting.cards import card
from crm.controllers.exporting.columns import Person
from crm.files.vcard_own import OWN_FIELD, label_of
from crm.models.contacts import Channel
from crm.models.fields import Field, Kind

ROW = dict.fromkeys(
    (
        "first_name",
        "last_name",
        "company",
        "job_title",
        "birthday",
        "notes",
        "external_id",
        "address",
        "city",
        "state",
        "postal_code",
        "country",
        "status",
        "owner",
        "source",
        "tax_id",
        "created_at",
        "external_source",
    ),
    "",
) | {"custom": "{}"}


def test_the_primary_email_comes_first():
    person = Person(
        {**ROW, "kind": "person"}, [Channel("email", "b@x.es"), Channel("email", "a@x.es", is_primary=True)]
    )
    assert card(person)["E-mail"] == ["a@x.es", "b@x.es"]


def test_mobiles_are_told_from_other_phones():
    person = Person({**ROW, "kind": "person"}, [Channel("phone", "1", "work"), Channel("phone", "2", "mobile")])
    assert (card(person)["Phone"], card(person)["Mobile phone"]) == (["1"], ["2"])


def test_a_company_says_so():
    assert card(Person({**ROW, "kind": "company", "company": "Acme"}))["Kind"] == "company"
    assert not card(Person({**ROW, "kind": "person"}))["Kind"]


def test_tags_are_categories():
    assert card(Person({**ROW, "kind": "person"}, tags=["VIP", "Norte"]))["Categories"] == ["VIP", "Norte"]


def test_labels_and_flags_stand_beside_the_numbers():
    person = Person({**ROW, "kind": "person"}, [Channel("email", "a@x.es", "home", is_primary=True, opted_out=True)])
    assert card(person)[label_of("E-mail")] == ["Home, opted out"]


def test_a_mobile_that_is_shown_first_says_so_behind_other_phones():
    person = Person({**ROW, "kind": "person"}, [Channel("phone", "2", "mobile", True), Channel("phone", "1", "work")])
    assert card(person)[label_of("Mobile phone")] == ["Mobile, primary"]


def test_own_fields_stand_under_their_labels():
    person = Person({**ROW, "kind": "person", "custom": '{"f1":80.0}'})
    parts = card(person, [Field("custom.f1", Kind.NUMBER, "Metros"), Field("custom.f2", Kind.TEXT, "Zona")])
    assert {name: text for name, text in parts.items() if name.startswith(OWN_FIELD)} == {OWN_FIELD + "Metros": "80"}
