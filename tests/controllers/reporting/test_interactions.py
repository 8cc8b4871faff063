"""Tests of crm/controllers/reporting/interactions.py."""

from __future__ import annotations

import pytest

from crm.controllers.reporting.interactions import SORTS
from crm.errors import Invalid
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.reports import Definition


@pytest.fixture
def talks(session):
    """A call with Ana and an e-mail with Ñu, by their ids."""
    made = []
    for name, kind, body in (("Ana", "call", "Precio del molino"), ("Ñu", "email", "")):
        contact = session.contacts.add({"first_name": name})
        made.append(
            session.interactions.add(contact, {"type": kind, "body": body, "at": f"2026-01-0{len(made) + 1}T12:00:00Z"})
        )
    return made


def found(session, **query):
    """The interactions of a query."""
    return list(session.reports.records(Definition("interactions", query=ListQuery(**query))).ids)


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_has_everything(session, talks, sort):
    assert sorted(found(session, sort=sort)) == talks
    assert found(session, sort=sort, descending=True) == found(session, sort=sort)[::-1]


@pytest.mark.parametrize(("text", "place"), [("molino precio", 0), ("ñu", 1), ("NU", 1)])
def test_text_is_looked_for_in_words_and_customer(session, talks, text, place):
    assert found(session, text=text) == [talks[place]]


def test_conditions_narrow(session, talks):
    condition = Condition("at", Operator.AFTER, ("2026-01-01",))
    assert found(session, conditions=(condition,)) == [talks[1]]


def test_an_unknown_field_is_refused(session):
    with pytest.raises(Invalid, match="nope"):
        found(session, conditions=(Condition("nope", Operator.FILLED),))
