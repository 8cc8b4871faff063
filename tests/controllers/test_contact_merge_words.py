"""Values of a plan as a person reads them."""

from __future__ import annotations

import pytest

from crm.controllers.contact_merge_fields import Party, Winner
from crm.controllers.contact_merge_words import Words
from crm.models.fields import Field, Kind

WORDS = Words({4: "Berta"}, region="ES")


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (Field("custom.b", Kind.MONEY, "", currency="EUR"), 123450, "€1,234.50"),
        (Field("phone", Kind.PHONE, ""), "+34612345678", "612 34 56 78"),
        (Field("assigned_to", Kind.USER, ""), 4, "Berta"),
        (Field("assigned_to", Kind.USER, ""), None, ""),
    ],
)
def test_a_value_is_shown_in_words_and_a_user_by_name(field, value, shown):
    assert WORDS.show(value, field) == shown


def _parties(*cities):
    return [Party({"id": number, "city": city, "custom": "{}"}) for number, city in enumerate(cities, 1)]


def test_a_field_shows_every_contacts_value_and_the_result():
    field = Field("city", Kind.TEXT, "City", "Address")
    found = WORDS.field(field, _parties("Soria", ""), winner=Winner("Soria", 1, "first"), result="Soria")
    assert (found.options, found.result, found.chosen) == (((1, "Soria"), (2, "")), "Soria", 1)
    assert (found.label, found.section, found.rules[0]) == ("City", "Address", "first")
