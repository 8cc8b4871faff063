"""Tests of crm/controllers/reporting/leaving_out.py."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.figures import WITHOUT_RATE, WITHOUT_VALUE
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from tests.controllers.analysis.world import a_world, few, some_deals
from tests.controllers.segment_cases import won

SUMS = (Measure(Aggregate.SUM, "value"), Measure(Aggregate.SUM, "weighted"))
DEFINITION = Definition("opportunities", groupings=(Grouping("product_id"),), measures=SUMS)


@few
@given(some_deals())
def test_what_is_in_no_sum_is_counted_and_named(session, deals):
    with a_world(session, deals) as world:
        expected = {
            WITHOUT_VALUE: [one.id for one in world.deals if one.value is None],
            WITHOUT_RATE: [one.id for one in world.deals if one.value is not None and one.worth() is None],
        }
        told = {one.key: one.count for one in session.reports.preview(DEFINITION).left_out}
        assert told == {key: len(ids) for key, ids in expected.items() if ids}
        for key, ids in expected.items():
            assert list(session.reports.records(DEFINITION, left_out=key).ids) == ids


def test_several_fields_of_money_are_told_apart(session):
    session.fields.add("Coste", Kind.MONEY, entity="opportunities", currency="EUR")
    deal = session.opportunities.add({"title": "Trato", "value": 100})
    definition = Definition("opportunities", measures=(SUMS[0], Measure(Aggregate.SUM, "custom.f1")))
    (left,) = session.reports.preview(definition).left_out
    assert (left.key, left.reason.startswith("Coste: ")) == (f"{WITHOUT_VALUE}:custom.f1", True)
    assert list(session.reports.records(definition, left_out=left.key).ids) == [deal]


def test_a_reason_there_is_none_of_is_refused(session):
    with pytest.raises(Invalid, match="no such part"):
        session.reports.records(DEFINITION, left_out="nope")


def test_customers_with_purchases_without_a_rate_are_named(session):
    ana, eva = (session.contacts.add({"first_name": name}) for name in ("Ana", "Eva"))
    won(session, 3, 5_000, contact_id=ana, currency="USD")
    won(session, 3, 5_000, contact_id=eva)
    session.segments.recompute()
    definition = Definition("contacts", measures=(Measure(Aggregate.SUM, "won_value"),))
    (left,) = session.reports.preview(definition).left_out
    assert (left.key, left.count) == (WITHOUT_RATE, 1)
    assert list(session.reports.records(definition, left_out=left.key).ids) == [ana]
