"""What a contact is called, and what a form sees of it."""

from __future__ import annotations

from crm.models.contacts import COMPANY, FIELDS, PERSON, Contact, display_name
from crm.models.tags import Tag

NOBODY = dict.fromkeys(("first_name", "last_name", "company", "email", "phone", "mobile_phone"), "")


def test_a_person_is_called_by_first_and_last_name():
    assert display_name({**NOBODY, "kind": PERSON, "first_name": "Ana", "last_name": "Gil"}) == "Ana Gil"


def test_a_person_of_one_name_has_no_stray_space():
    assert display_name({**NOBODY, "kind": PERSON, "last_name": "Gil"}) == "Gil"


def test_a_person_without_a_name_is_called_by_what_there_is():
    assert display_name({**NOBODY, "kind": PERSON, "email": "a@x.es", "company": "Acme"}) == "a@x.es"
    assert display_name({**NOBODY, "kind": PERSON, "mobile_phone": "+34612345678"}) == "+34612345678"


def test_a_company_is_called_by_its_company_name_alone():
    assert display_name({**NOBODY, "kind": COMPANY, "company": "Acme", "first_name": "Ana"}) == "Acme"


def test_the_values_of_a_contact_hold_every_field_tags_as_ids_and_custom_ones_by_key():
    contact = Contact(1, PERSON, 3, first_name="Ana", tags=(Tag(7, "VIP", ""),), custom={"f1": 5})
    values = contact.values()
    assert set(values) == {field.name for field in FIELDS} | {"custom.f1"}
    assert (values["tags"], values["custom.f1"], contact.name) == ([7], 5, "Ana")


def test_field_names_are_unique():
    names = [field.name for field in FIELDS]
    assert len(names) == len(set(names))
