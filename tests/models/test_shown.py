"""Stored values as a person reads them."""

from __future__ import annotations

import pytest

from crm.models.contacts import STATUSES
from crm.models.fields import Choice, Field, Kind
from crm.models.shown import show

CHOICES = (Choice("x", "X"), Choice("y", "Y"))


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (Field("status", Kind.CHOICE, "", choices=STATUSES), "lead", "Lead"),
        (Field("custom.a", Kind.CHOICES, "", choices=CHOICES), ["y", "x"], "Y, X"),
        (Field("custom.b", Kind.MONEY, "", currency="EUR"), 123450, "€1,234.50"),
        (Field("custom.c", Kind.YES_NO, ""), 0, "No"),
        (Field("custom.d", Kind.DATE, ""), "2026-11-21", "21 Nov 2026"),
        (Field("custom.e", Kind.NUMBER, ""), 0, "0"),
        (Field("phone", Kind.PHONE, ""), "+34612345678", "612 34 56 78"),
        (Field("notes", Kind.LONG_TEXT, ""), "one\ntwo", "one\ntwo"),
    ],
    ids=lambda one: one.name if isinstance(one, Field) else "",
)
def test_a_value_is_shown_in_words(field, value, shown):
    assert show(value, field, region="ES") == shown


@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_is_shown_as_nothing(value):
    assert show(value, Field("custom.a", Kind.CHOICES, "", choices=CHOICES), region="ES") == ""


def test_a_choice_that_is_gone_stands_for_itself():
    assert show("z", Field("custom.a", Kind.CHOICE, "", choices=CHOICES), region="ES") == "z"
