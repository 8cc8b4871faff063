"""A field of the business's own, as every form understands it."""

from __future__ import annotations

from crm.models.custom_fields import KINDS, CustomField
from crm.models.fields import Choice, Kind
from crm.utils.i18n import use


def test_a_custom_field_is_a_field_named_by_its_key():
    field = CustomField(1, "contacts", "f1", "Sector", Kind.CHOICE, choices=("A", "B"), required=True).as_field()
    assert (field.name, field.label, field.required) == ("custom.f1", "Sector", True)
    assert [choice.value for choice in field.choices] == ["A", "B"]


def test_a_field_without_a_section_stands_under_more():
    assert CustomField(1, "contacts", "f1", "Sector", Kind.TEXT).as_field().section == "More"


def test_every_kind_offered_is_a_kind():
    assert {Kind(choice.value) for choice in KINDS} < set(Kind)


def test_what_a_template_brought_is_read_in_the_language_in_use():
    use("es")
    try:
        field = CustomField(1, "contacts", "f1", "Note", Kind.CHOICE, choices=("Call", "Propia")).as_field()
    finally:
        use("en")
    assert (field.label, field.choices) == ("Nota", (Choice("Call", "Llamada"), Choice("Propia", "Propia")))
