"""Tests of crm/controllers/reporting/ordering.py."""

from __future__ import annotations

import pytest

from crm.models.reports import SUBTOTAL, Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import Deal, a_world

DEALS = [Deal(source="Web", value=5), Deal(source="Web", value=1), Deal(source="Feria", value=9), Deal(source="")]
VALUE = Measure(Aggregate.SUM, "value")


def order(session, grouping="source", unit="", **options):
    """The labels of the groups as they stand."""
    definition = Definition("opportunities", groupings=(Grouping(grouping, unit),), measures=(VALUE,), **options)
    return [line.cells[0] for line in session.reports.preview(definition).lines if line.kind == SUBTOTAL]


def test_names_stand_by_the_alphabet_and_nothing_last(session):
    with a_world(session, DEALS):
        assert order(session) == ["Feria", "Web", "Not filled in"]
        assert order(session, descending=True) == ["Web", "Feria", "Not filled in"]


@pytest.mark.parametrize(("descending", "expected"), [(False, "Web"), (True, "Not filled in")])
def test_groups_stand_by_what_they_come_to(session, descending, expected):
    with a_world(session, DEALS):
        assert order(session, sort="sum:value", descending=descending)[0] == expected


def test_groups_of_which_nothing_is_known_stand_last(session):
    average = Measure(Aggregate.AVERAGE, "value")
    with a_world(session, [Deal(source="A", value=None), Deal(source="B", value=1)]):
        definition = Definition("opportunities", groupings=(Grouping("source"),), measures=(average,), sort="avg:value")
        assert [line.cells[0] for line in session.reports.preview(definition).lines][:2] == ["B", "A"]


def test_months_stand_by_time(session):
    closed = [Deal(end="won", closed_on=day) for day in ("2026-02-01", "2025-10-05", "2026-01-31")]
    with a_world(session, closed):
        assert order(session, "closed_on", "month") == ["October 2025", "January 2026", "February 2026"]


def test_stages_stand_by_their_place(session):
    with a_world(session, [Deal(path=(2,)), Deal(path=(0,)), Deal(end="won"), Deal(path=(1,))]):
        assert order(session, "stage_id") == ["Etapa 0", "Etapa 1", "Etapa 2", "Won"]
