"""Types of interactions of the business's own: keys that last, names apart from the built-in ones."""

from __future__ import annotations

import pytest

from crm.errors import Invalid


def test_a_type_keeps_its_key_through_a_rename(session):
    type_id = session.interaction_types.add("Visita de obra")
    session.interaction_types.change(type_id, name="Obra")
    assert [one.key for one in session.interaction_types.all() if one.name == "Obra"] == ["visita_de_obra"]


@pytest.mark.parametrize("name", ["Call", "note", " TASK "])
def test_the_built_in_types_are_not_added_again(session, name):
    with pytest.raises(Invalid, match="already"):
        session.interaction_types.add(name)


def test_a_key_that_was_used_takes_no_other_meaning(session):
    types = session.interaction_types
    contact = session.contacts.add({"first_name": "Ana"})
    first = types.add("Cata")
    session.interactions.add(contact, {"type": "cata"})
    types.change(first, name="Degustación")
    types.add("Cata")
    assert types.by_name("Cata").key == "cata_2"


def test_a_type_without_letters_has_a_key_all_the_same(session):
    session.interaction_types.add("!!")
    assert session.interaction_types.by_name("!!").key == "type"


def test_a_used_type_goes_out_of_use_and_stays_what_it_was(session):
    contact = session.contacts.add({"first_name": "Ana"})
    type_id = session.interaction_types.add("Cata")
    happened = session.interactions.add(contact, {"type": "cata"})
    session.interaction_types.remove(type_id)
    assert session.interactions.get(happened).type == "cata"
    assert session.interaction_types.by_name("Cata").active is False


def test_an_unused_type_is_gone(session):
    session.interaction_types.remove(session.interaction_types.add("Cata"))
    assert session.interaction_types.by_name("Cata") is None


def test_choices_hold_what_records_keep_and_what_people_read(session):
    session.interaction_types.add("Cata")
    assert ("cata", "Cata") in [(one.value, one.label) for one in session.interaction_types.choices()]
