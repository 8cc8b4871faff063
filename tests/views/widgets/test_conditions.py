"""Which operators suit which kind of field."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind
from crm.models.filters import Operator
from crm.views.widgets.conditions import operator_words, operators


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_field_can_be_filtered_and_every_operator_has_words(kind):
    field = Field("x", kind, "X")
    assert operators(field)
    assert all(operator_words(field, operator) for operator in operators(field))


def test_a_moment_may_never_have_happened():
    assert Operator.NEVER in operators(Field("last", Kind.MOMENT, "Last"))


def test_a_yes_or_no_is_only_asked_as_such():
    assert operators(Field("mail", Kind.YES_NO, "Mail")) == [Operator.ANY]


def test_amounts_are_less_and_more_where_days_are_before_and_after():
    assert operator_words(Field("v", Kind.MONEY, "V"), Operator.BEFORE) != operator_words(
        Field("d", Kind.DATE, "D"), Operator.BEFORE
    )
