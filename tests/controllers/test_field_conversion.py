"""How single values convert from one kind of field to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.field_conversion import as_text, convert
from crm.models.custom_fields import CustomField
from crm.models.fields import Kind


def field(kind: Kind, *choices: str, currency: str = "EUR") -> CustomField:
    return CustomField(1, "contacts", "f1", "Own", kind, choices=choices, currency=currency)


@pytest.mark.parametrize(
    ("value", "old", "new", "becomes"),
    [
        ("12", Kind.TEXT, Kind.NUMBER, 12),
        ("12,5", Kind.TEXT, Kind.NUMBER, 12.5),
        ("muchos", Kind.TEXT, Kind.NUMBER, None),
        ("9" * 40, Kind.TEXT, Kind.NUMBER, None),
        ("1e999999999", Kind.TEXT, Kind.NUMBER, None),
        ("12,50 €", Kind.TEXT, Kind.MONEY, 1250),
        (12.5, Kind.NUMBER, Kind.MONEY, 1250),
        (1.234, Kind.NUMBER, Kind.MONEY, None),
        (1234, Kind.NUMBER, Kind.MONEY, 123400),
        (123456, Kind.MONEY, Kind.NUMBER, 1234.56),
        (123400, Kind.MONEY, Kind.NUMBER, 1234),
        (-50, Kind.MONEY, Kind.TEXT, "-0.50"),
        ("31/01/2024", Kind.TEXT, Kind.DATE, "2024-01-31"),
        ("2024-01-31", Kind.DATE, Kind.TEXT, "2024-01-31"),
        ("sí", Kind.TEXT, Kind.YES_NO, 1),
        ("No", Kind.TEXT, Kind.YES_NO, 0),
        ("quizá", Kind.TEXT, Kind.YES_NO, None),
        (1, Kind.YES_NO, Kind.NUMBER, 1),
        ("a\nb", Kind.LONG_TEXT, Kind.TEXT, "a b"),
        ("x" * 2000, Kind.LONG_TEXT, Kind.TEXT, None),
        ("rojo, azul", Kind.TEXT, Kind.CHOICES, ["rojo", "azul"]),
        (["rojo", "azul"], Kind.CHOICES, Kind.TEXT, "rojo, azul"),
        (" , ", Kind.TEXT, Kind.CHOICES, None),
        ("ana@example.com", Kind.TEXT, Kind.EMAIL, "ana@example.com"),
        ("ana", Kind.TEXT, Kind.EMAIL, None),
        ("612345678", Kind.TEXT, Kind.PHONE, "+34612345678"),
    ],
)
def test_a_value_becomes_what_a_person_would_expect_or_nothing(value, old, new, becomes):
    assert convert(value, field(old), kind=new) == becomes


def test_a_choice_must_be_among_those_there_are():
    assert convert("verde", field(Kind.TEXT, "rojo"), kind=Kind.CHOICE) is None
    assert convert("rojo", field(Kind.TEXT, "rojo"), kind=Kind.CHOICE) == "rojo"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(Kind))
def test_no_text_ends_in_an_error(text, kind):
    if kind not in (Kind.USER, Kind.CONTACT, Kind.TAGS, Kind.MOMENT):
        convert(text, field(Kind.TEXT), kind=kind)


@given(st.integers(-(10**12), 10**12))
def test_money_written_as_text_reads_back_the_same(minor):
    written = as_text(minor, field(Kind.MONEY))
    assert convert(written, field(Kind.TEXT), kind=Kind.MONEY) == minor


@given(st.integers(-(10**9), 10**9))
def test_money_made_a_number_comes_back_the_same(minor):
    number = convert(minor, field(Kind.MONEY), kind=Kind.NUMBER)
    assert convert(number, field(Kind.NUMBER), kind=Kind.MONEY) == minor
