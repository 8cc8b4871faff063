"""Tests of crm/controllers/reporting/parts.py: groups of local days in any time zone, and the records of each."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from crm.controllers.reporting import parts
from crm.errors import Invalid
from crm.models.dashboards import Filters
from crm.models.periods import OWN, UNITS
from crm.models.reports import SUBTOTAL, Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import Deal, a_world, few, some_deals
from tests.controllers.reporting.world import day_of, grouped, measured, unit_of

COUNT = (Measure(Aggregate.COUNT),)
every_unit = pytest.mark.parametrize("unit", UNITS)
# Moments at both ends of a day, a week, a quarter, a leap day and the hours that clocks skip or repeat.
MOMENTS = (
    "2024-02-28T23:30:00Z", "2024-02-29T23:00:00Z", "2024-03-01T00:00:00Z", "2025-12-31T23:00:00Z",
    "2026-01-01T04:59:59Z", "2026-01-01T05:00:00Z", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z",
    "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z",
    "2026-09-06T03:59:59Z", "2026-09-06T04:00:00Z", "2025-09-07T03:59:59Z", "2025-09-07T04:00:00Z",
)  # fmt: skip


def counts(session, *groupings, **options):
    """The number of records of each group of the first grouping, by its key."""
    definition = Definition("opportunities", groupings=groupings, measures=COUNT, **options)
    found = measured(session.reports.preview(definition), 0)
    found.pop("")
    return {json.loads(key)[0]: count for key, (count,) in found.items()}


@every_unit
@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Santiago", "Asia/Kathmandu", "UTC"])
def test_moments_are_grouped_by_local_days(session, live_in, zone, unit):
    live_in(zone)
    with a_world(session, [Deal(created=moment) for moment in MOMENTS]):
        expected = grouped(MOMENTS, lambda moment: unit_of(unit, day_of(moment)))
        found = counts(session, Grouping("created_at", unit))
        assert found == {key: len(some) for (key,), some in expected.items()}


@every_unit
def test_very_many_days_are_grouped_one_by_one(session, live_in, monkeypatch, unit):
    live_in("Europe/Madrid")
    monkeypatch.setattr(parts, "_MOST_EDGES", 1)
    with a_world(session, [Deal(created=moment) for moment in MOMENTS]):
        expected = grouped(MOMENTS, lambda moment: unit_of(unit, day_of(moment)))
        found = counts(session, Grouping("created_at", unit))
        assert found == {key: len(some) for (key,), some in expected.items()}


@few
@given(some_deals())
def test_days_are_grouped_by_any_unit(session, deals):
    with a_world(session, deals) as world:
        for unit in UNITS:
            expected = grouped(world.deals, lambda deal, unit=unit: unit_of(unit, deal.expected_close))
            found = counts(session, Grouping("expected_close", unit))
            assert found == {key: len(some) for (key,), some in expected.items()}


@few
@given(some_deals())
def test_the_records_behind_a_group_are_those_it_counts(session, deals):
    with a_world(session, deals) as world:
        groupings = (Grouping("created_at", "week"), Grouping("product_id"))
        definition = Definition("opportunities", groupings=groupings, measures=COUNT)
        for line in session.reports.preview(definition).lines:
            if line.kind == SUBTOTAL:
                ids = list(session.reports.records(definition, line.key).ids)
                assert (len(set(ids)), set(ids) <= {one.id for one in world.deals}) == (line.cells[-1], True)


def test_a_period_has_its_empty_months(session):
    filters = Filters(OWN, "2024-01-15", "2024-05-02")
    with a_world(session, [Deal(created="2024-03-05T12:00:00Z")]):
        found = counts(session, Grouping("created_at", "month"), filters=filters)
        assert list(found.items()) == [
            ("2024-01-01", 0), ("2024-02-01", 0), ("2024-03-01", 1), ("2024-04-01", 0), ("2024-05-01", 0),
        ]  # fmt: skip


def test_months_to_come_are_not_shown_empty(session):
    filters = Filters(OWN, "2026-01-01", "2999-12-31")
    with a_world(session, []):
        assert max(counts(session, Grouping("created_at", "year"), filters=filters)) < "2900"


def test_what_has_no_value_is_a_group_of_its_own(session):
    with a_world(session, [Deal(source=""), Deal(source="Web")]) as world:
        assert counts(session, Grouping("source")) == {None: 1, "Web": 1}
        definition = Definition("opportunities", groupings=(Grouping("source"),), measures=COUNT)
        assert list(session.reports.records(definition, "[null]").ids) == [world.deals[0].id]


def test_a_date_needs_a_unit(session):
    with pytest.raises(Invalid, match="day, week, month"):
        counts(session, Grouping("created_at"))
