"""Which operators suit which kind of field."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind
from crm.models.filters import Condition, Operator
from crm.views.widgets.conditions import operator_words, operators, sentence
from crm.views.widgets.editors import Lookup


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_field_can_be_filtered_and_every_operator_has_words(kind):
    field = Field("x", kind, "X")
    assert operators(field)
    assert all(operator_words(field, operator) for operator in operators(field))


def test_a_moment_may_never_have_happened():
    assert Operator.NEVER in operators(Field("last", Kind.MOMENT, "Last"))


@pytest.mark.parametrize("name", ["created_at", "updated_at"])
def test_what_every_record_has_is_never_never(name):
    field = Field(name, Kind.MOMENT, "Then")
    assert Operator.NEVER not in operators(field)
    assert operator_words(field, Operator.OLDER_THAN_DAYS) == "more than … days ago"


def test_a_yes_or_no_may_be_left_out_or_empty():
    expected = [Operator.ANY, Operator.NONE, Operator.EMPTY, Operator.FILLED]
    assert operators(Field("mail", Kind.YES_NO, "Mail")) == expected


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.CHOICE])
def test_texts_and_choices_can_be_left_out(kind):
    assert Operator.NONE in operators(Field("source", kind, "Source"))


def test_amounts_are_less_and_more_where_days_are_before_and_after():
    assert operator_words(Field("v", Kind.MONEY, "V"), Operator.BEFORE) != operator_words(
        Field("d", Kind.DATE, "D"), Operator.BEFORE
    )


def test_a_birthday_comes_round():
    field = Field("birthday", Kind.DATE, "Birthday")
    assert operators(field)[0] is Operator.COMES_ROUND
    assert Operator.OLDER_THAN_DAYS not in operators(field)
    told = [sentence(field, Condition("birthday", Operator.COMES_ROUND, (days,)), lookup=Lookup()) for days in (0, 7)]
    assert told == ["Birthday: today", "Birthday: in the next 7 days"]
