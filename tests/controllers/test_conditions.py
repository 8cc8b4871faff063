"""Conditions of any entity: what a filter cannot be compared with is refused beside its field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.controllers.conditions import Conditions, days_ago, number
from crm.controllers.contact_queries import CONTACTS
from crm.errors import Invalid
from crm.models.contacts import FIELDS
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.utils import dates

KNOWN = {field.name: field for field in FIELDS}


def test_each_condition_has_marks_of_its_own():
    parts = Conditions(CONTACTS, KNOWN)
    parts.where(ListQuery(conditions=tuple(Condition("city", Operator.ANY, (city,)) for city in ("Lugo", "Vigo"))))
    assert parts.values == {"v0": '["Lugo"]', "v1": '["Vigo"]'}


@pytest.mark.parametrize("operator", [Operator.BEFORE, Operator.BETWEEN, Operator.CONTAINS])
def test_a_filter_without_its_value_is_refused_beside_its_field(operator):
    with pytest.raises(Invalid) as refused:
        Conditions(CONTACTS, KNOWN).condition(Condition("created_at", operator), "v")
    assert list(refused.value.fields) == ["created_at"]


@pytest.mark.parametrize("value", ["x", "", None, float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(Invalid):
        number("value", value)


def test_days_ago_stop_where_the_calendar_does():
    assert days_ago(10**9) == date.min
    assert days_ago(-(10**9)) == date.max
    assert days_ago(3) == date.fromisoformat(dates.today()) - timedelta(days=3)
