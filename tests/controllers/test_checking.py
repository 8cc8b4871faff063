"""Checking of values by kind: what is kept, in which form, and what is refused with a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.checking import clean, clean_value
from crm.errors import Invalid
from crm.models.fields import Choice, Field, Kind

COLORS = (Choice("red", "Red"), Choice("blue", "Blue"))


def field(kind: Kind, **options) -> Field:
    return Field("custom.x", kind, "X", choices=COLORS, **options)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Kind.TEXT, " a ", " a "),
        (Kind.LONG_TEXT, "a\r\nb", "a\r\nb"),
        (Kind.NUMBER, 5, 5),
        (Kind.NUMBER, 5.0, 5),
        (Kind.NUMBER, 2.5, 2.5),
        (Kind.NUMBER, Decimal("2.50"), 2.5),
        (Kind.MONEY, 1250, 1250),
        (Kind.DATE, "20240131", "2024-01-31"),
        (Kind.MOMENT, "2024-1-2T3:4:5Z", "2024-01-02T03:04:05Z"),
        (Kind.YES_NO, True, 1),
        (Kind.CHOICE, "red", "red"),
        (Kind.CHOICES, ["red", "blue", "red"], ["red", "blue"]),
        (Kind.EMAIL, "Ana <ana@Example.com>", "ana@example.com"),
        (Kind.PHONE, "612 34 56 78", "+34612345678"),
        (Kind.TAGS, [3, 3, 1], [3, 1]),
        (Kind.TEXT, "", None),
        (Kind.CHOICES, [], None),
        (Kind.NUMBER, None, None),
    ],
)
def test_a_value_is_kept_in_its_one_form(kind, value, kept):
    found = clean_value(value, field(kind), region="ES")
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, 5),
        (Kind.TEXT, "a\x00"),
        (Kind.TEXT, "x" * 1001),
        (Kind.NUMBER, "5"),
        (Kind.NUMBER, True),
        (Kind.NUMBER, float("nan")),
        (Kind.NUMBER, float("inf")),
        (Kind.NUMBER, 2**63),
        (Kind.NUMBER, 1e300),
        (Kind.MONEY, 12.5),
        (Kind.DATE, "2024-02-30"),
        (Kind.DATE, 5),
        (Kind.MOMENT, "2024-01-01"),
        (Kind.YES_NO, "yes"),
        (Kind.YES_NO, 2),
        (Kind.CHOICE, "green"),
        (Kind.CHOICE, ["red"]),
        (Kind.CHOICES, "red"),
        (Kind.CHOICES, 5),
        (Kind.CHOICES, [["red"]]),
        (Kind.USER, "1"),
        (Kind.USER, True),
        (Kind.TAGS, [1, "2"]),
        (Kind.EMAIL, "ana"),
        (Kind.PHONE, "abc"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(kind, value):
    with pytest.raises(ValueError, match=r"\.$"):
        clean_value(value, field(kind), region="ES")


@given(st.sampled_from(Kind), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_whatever_comes_is_kept_or_refused(kind, value):
    try:
        clean_value(value, field(kind), region="ES")
    except ValueError as error:
        assert str(error)


def test_a_required_field_takes_its_default_or_is_refused():
    assert clean_value("", field(Kind.TEXT, required=True, default="x"), region="") == "x"
    with pytest.raises(ValueError, match="must not be empty"):
        clean_value("", field(Kind.TEXT, required=True), region="")


def test_all_problems_are_told_at_once_and_unknown_fields_named():
    with pytest.raises(Invalid) as refused:
        clean({"custom.x": 5, "other": 1}, [field(Kind.TEXT)], region="")
    assert set(refused.value.fields) == {"custom.x", "other"}
    assert "custom.x" in refused.value.fields["other"]
