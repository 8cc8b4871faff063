"""Tests of crm/controllers/reporting/notes.py."""

from __future__ import annotations

from crm.models.reports import Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import Deal, a_world


def notes(session, *measures, groupings=()):
    """The sentences below a report."""
    definition = Definition("opportunities", groupings=groupings, measures=measures)
    return session.reports.preview(definition).notes


def test_a_plain_report_needs_no_notes(session):
    with a_world(session, [Deal()]):
        assert notes(session, Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")) == ()


def test_an_average_says_of_how_many(session):
    with a_world(session, [Deal(value=1), Deal(value=3), Deal(value=None)]):
        assert notes(session, Measure(Aggregate.AVERAGE, "value")) == (
            "Average of Value: of the 2 records in which it is known.",
        )


def test_converted_money_says_at_which_rates(session):
    with a_world(session, [Deal(currency="USD")]):
        (note,) = notes(session, Measure(Aggregate.SUM, "value"))
        assert note.startswith("Money is added up in EUR")


def test_records_in_several_groups_are_spoken_of(session):
    with a_world(session, [Deal(products=(0, 1))]):
        (note,) = notes(session, Measure(Aggregate.COUNT), groupings=(Grouping("product_id"),))
        assert note.startswith("Product: ")


def test_sums_of_purchases_say_where_they_count(session):
    definition = Definition("contacts", measures=(Measure(Aggregate.SUM, "won_value"),))
    assert session.reports.preview(definition).notes == ()
    session.contacts.add({"first_name": "Ana"})
    assert "counts with the company alone" in session.reports.preview(definition).notes[0]
