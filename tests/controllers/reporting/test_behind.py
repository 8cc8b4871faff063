"""Tests of crm/controllers/reporting/behind.py."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.figures import ALL
from crm.models.lists import ListQuery
from crm.models.reports import SUBTOTAL, TOTAL, Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import Deal, a_world, few, some_deals

DEFINITION = Definition(
    "opportunities",
    groupings=(Grouping("closed_on", "quarter"), Grouping("source")),
    measures=(Measure(Aggregate.COUNT),),
)


@few
@given(some_deals())
def test_groups_and_total_count_the_records_behind_them(session, deals):
    with a_world(session, deals):
        for line in session.reports.preview(DEFINITION).lines:
            if line.kind in (SUBTOTAL, TOTAL):
                assert len(session.reports.records(DEFINITION, line.key).ids) == line.cells[-1]


def test_all_are_those_of_the_report_in_its_order(session):
    with a_world(session, [Deal(value=1), Deal(value=3), Deal(value=2)]) as world:
        query = ListQuery(sort="value", descending=True)
        behind = session.reports.records(Definition("opportunities", query=query), ALL)
        first, second, third = world.deals
        assert (behind.entity, list(behind.ids)) == ("opportunities", [second.id, third.id, first.id])


@pytest.mark.parametrize("key", ["nope", "{}", '["a","b","c"]', "3"])
def test_a_line_there_is_none_of_is_refused(session, key):
    with pytest.raises(Invalid, match="no such part"):
        session.reports.records(DEFINITION, key)
