"""The types of interaction there are."""

from __future__ import annotations

from crm.models.interactions import FIELDS, NOTE, TYPES


def test_a_note_is_one_of_the_types():
    assert NOTE in {choice.value for choice in TYPES}


def test_the_default_type_is_one_of_the_choices():
    field = next(field for field in FIELDS if field.name == "type")
    assert field.default in {choice.value for choice in field.choices}
