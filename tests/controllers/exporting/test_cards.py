"""A contact as the parts of a card."""

from __future__ import annotations

from crm.controllers.exporting.cards import card
from crm.controllers.exporting.columns import Person
from crm.models.contacts import Channel

ROW = dict.fromkeys(
    (
        "first_name",
        "last_name",
        "company",
        "job_title",
        "notes",
        "external_id",
        "address",
        "city",
        "state",
        "postal_code",
        "country",
    ),
    "",
)


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
    assert "Kind" not in card(Person({**ROW, "kind": "person"}))


def test_tags_are_categories():
    assert card(Person({**ROW, "kind": "person"}, tags=["VIP", "Norte"]))["Categories"] == "VIP, Norte"
