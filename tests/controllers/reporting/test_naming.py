"""Tests of crm/controllers/reporting/naming.py."""

from __future__ import annotations

import pytest

from crm.controllers.reporting.naming import chosen_words, date_words
from crm.models.fields import Choice, Field, Kind
from crm.models.opportunities import Line
from crm.models.reports import SUBTOTAL, Definition, Grouping
from tests.controllers.analysis.world import Deal, a_world


def labels(session, entity, grouping):
    """What the groups of a report are called."""
    result = session.reports.preview(Definition(entity, groupings=(Grouping(grouping),)))
    return [line.cells[0] for line in result.lines if line.kind == SUBTOTAL]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("day", "2 Mar 2026"),
        ("week", "Week 10 of 2026 (2 Mar 2026)"),
        ("month", "March 2026"),
        ("quarter", "Q1 2026"),
        ("year", "2026"),
    ],
)
def test_units_of_time_are_told_in_words(unit, words):
    assert date_words(unit)("2026-03-02") == words


def test_the_week_of_new_year_belongs_to_the_year_of_its_thursday():
    assert date_words("week")("2025-12-29").startswith("Week 1 of 2026")


def test_stages_of_several_pipelines_say_which_one(session):
    with a_world(session, [Deal(pipeline=0), Deal(pipeline=1)]):
        assert labels(session, "opportunities", "stage_id") == ["Etapa 0 (Vía 0)", "Etapa 0 (Vía 1)"]


def test_people_are_called_by_their_names_and_nobody_so(session):
    with a_world(session, [Deal(owner=1), Deal(owner=0)]):
        assert labels(session, "opportunities", "assigned_to") == ["Berta", "Nobody"]


def test_customers_products_and_tags_are_called_by_their_names(session):
    company = session.contacts.add({"kind": "company", "company": "Ñandú S.A."})
    product = session.products.add({"name": "Harina", "currency": "EUR"})
    deal = session.opportunities.add({"title": "Trato", "company_id": company}, lines=[Line(product_id=product)])
    session.opportunities.add_tags([deal], [session.tags.add("VIP")])
    assert labels(session, "opportunities", "company_id") == ["Ñandú S.A."]
    assert labels(session, "opportunities", "product_id") == ["Harina"]
    assert labels(session, "opportunities", "tags") == ["VIP"]


def test_choices_stand_in_their_order_and_in_words(session):
    for status in ("customer", "lead"):
        session.contacts.add({"first_name": "Ana", "status": status})
    assert labels(session, "contacts", "status") == ["Lead", "Customer"]


def test_a_multiple_choice_is_told_choice_by_choice():
    field = Field("custom.a", Kind.CHOICES, "A", choices=(Choice("x", "Equis"), Choice("y", "Ye")))
    assert chosen_words(field, '["y","x","gone"]') == "Ye, Equis, gone"
