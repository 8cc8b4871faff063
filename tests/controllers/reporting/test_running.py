"""Tests of crm/controllers/reporting/running.py: which lines a report has, and where its figures stand."""

from __future__ import annotations

import pytest

from crm.controllers.reporting import running
from crm.errors import Invalid
from crm.models.lists import ListQuery
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, Aggregate, Definition, Grouping, Measure, Money
from tests.controllers.analysis.world import Deal, a_world

COUNT, VALUE = Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")
DEALS = [Deal(owner=1, value=100), Deal(owner=1, value=5, currency="USD", closed_on="2026-02-01"), Deal(owner=2)]


def lines(session, **parts):
    """The lines of a report about deals."""
    return session.reports.preview(Definition("opportunities", **parts)).lines


def test_totals_alone_have_one_line_a_group(session):
    with a_world(session, DEALS):
        found = lines(session, groupings=(Grouping("assigned_to"),), measures=(COUNT,))
        assert [(one.kind, one.cells) for one in found] == [
            (SUBTOTAL, ("Berta", 2)),
            (SUBTOTAL, ("Carlos", 1)),
            (TOTAL, ("Total", 3)),
        ]


def test_a_second_grouping_stands_inside_the_first(session):
    with a_world(session, DEALS):
        found = lines(session, groupings=(Grouping("status"), Grouping("assigned_to")), measures=(COUNT,))
        assert [(one.kind, one.level, *one.cells) for one in found] == [
            (GROUP, 0, "In progress", None, None),
            (SUBTOTAL, 1, None, "Berta", 2),
            (SUBTOTAL, 1, None, "Carlos", 1),
            (SUBTOTAL, 0, "In progress", None, 3),
            (TOTAL, 0, "Total", None, 3),
        ]


def test_records_keep_their_own_currency_and_sums_stand_below_them(session):
    with a_world(session, DEALS[:2]):
        found = lines(session, columns=("value",), query=ListQuery(sort="value"), measures=(VALUE,))
        worth = DEALS[1].worth()
        assert [one.cells for one in found] == [
            (Money(5, "USD"),),
            (Money(100, "EUR"),),
            (Money(100 + worth, "EUR"),),
        ]


def test_records_stand_in_their_group_in_the_order_asked(session):
    with a_world(session, DEALS) as world:
        parts = {"columns": ("title",), "groupings": (Grouping("assigned_to"),)}
        found = lines(session, **parts, query=ListQuery(sort="value", descending=True))
        ids = [one.id for one in found if one.kind == RECORD]
        assert ids == [world.deals[0].id, world.deals[1].id, world.deals[2].id]
        assert [one.kind for one in found] == [GROUP, RECORD, RECORD, GROUP, RECORD]


def test_without_measures_and_columns_records_are_counted(session):
    with a_world(session, DEALS):
        assert lines(session)[-1].cells == (3,)


def test_what_is_not_listed_is_counted_and_said(session, monkeypatch):
    monkeypatch.setattr(running, "PREVIEWED", 2)
    monkeypatch.setattr("crm.controllers.reports.PREVIEWED", 2)
    with a_world(session, DEALS):
        definition = Definition("opportunities", ("title",), groupings=(Grouping("assigned_to"),), measures=(COUNT,))
        result = session.reports.preview(definition)
        assert (len([one for one in result.lines if one.kind == RECORD]), result.records) == (2, 3)
        assert result.lines[-1].cells[-1] == 3
        assert "first 2 of 3" in result.notes[0]


def test_columns_say_what_they_are(session):
    groupings = (Grouping("closed_on", "month"),)
    average = Measure(Aggregate.AVERAGE, "probability")
    definition = Definition("opportunities", ("title", "value"), groupings=groupings, measures=(VALUE, average))
    found = session.reports.preview(definition).columns
    assert [(one.key, one.label, one.is_measure) for one in found] == [
        ("by closed_on:month", "Closed on (by month)", False),
        ("title", "Title", False),
        ("value", "Value", False),
        ("avg:probability", "Average of Probability (%)", True),
    ]


def test_three_groupings_are_refused(session):
    with pytest.raises(Invalid, match="two"):
        lines(session, groupings=(Grouping("status"), Grouping("source"), Grouping("assigned_to")))
