"""Tests of crm/controllers/reporting/measuring.py: what groups come to, against plain Python over random deals."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.dashboards import Filters
from crm.models.periods import OWN
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.storage.changelog import to_json
from crm.utils.chart_data import ChartKind
from tests.controllers.analysis.world import a_world, few, some_deals
from tests.controllers.reporting.world import (
    average,
    grouped,
    measured,
    owner_of,
    plain,
    unit_of,
    weighted_worths,
    worths,
)
from tests.controllers.segment_cases import won

MONEY = tuple(Measure(how, "value") for how in Aggregate)
ALL = (Measure(Aggregate.COUNT), *MONEY, Measure(Aggregate.SUM, "weighted"), Measure(Aggregate.AVERAGE, "probability"))


def summed(deals, found):
    """What known worths add up to; nothing where there are deals and none is known."""
    return sum(found) if found or not deals else None


def figures(deals):
    """What ALL come to."""
    found, known = worths(deals), {"won": 100, "lost": 0}
    odds = [known.get(one.end, one.probability) for one in deals]
    return (
        len(deals),
        sum(one.value is not None for one in deals),
        summed(deals, found),
        average(found),
        min(found, default=None),
        max(found, default=None),
        summed(deals, weighted_worths(deals)),
        pytest.approx(sum(odds) / len(odds)) if odds else None,
    )


def check(session, world, groupings, keys):
    """Every group of every level comes to what plain Python says."""
    result = session.reports.preview(Definition("opportunities", groupings=groupings, measures=ALL))
    for level in range(len(keys)):
        expected = {to_json(list(k)): figures(v) for k, v in grouped(world.deals, *keys[: level + 1]).items()}
        found = measured(result, level)
        if level == 0:
            assert found.pop("") == figures(world.deals)
        assert found == expected


@few
@given(some_deals())
def test_one_grouping(session, deals):
    with a_world(session, deals) as world:
        check(session, world, (Grouping("assigned_to"),), [owner_of(world)])


@few
@given(some_deals())
def test_two_groupings(session, deals):
    with a_world(session, deals) as world:
        keys = [lambda deal: unit_of("month", "" if deal.end == "open" else deal.closed_on), lambda deal: deal.end]
        check(session, world, (Grouping("closed_on", "month"), Grouping("status")), keys)


@few
@given(some_deals())
def test_a_record_with_several_products_counts_in_each_and_once_in_the_total(session, deals):
    with a_world(session, deals) as world:
        definition = Definition("opportunities", groupings=(Grouping("product_id"),), measures=ALL)
        found = measured(session.reports.preview(definition), 0)
        assert found.pop("") == figures(world.deals)
        expected = {}
        for deal in world.deals:
            for product in {world.products[one] for one in deal.products} or {None}:
                expected.setdefault(to_json([product]), []).append(deal)
        assert found == {key: figures(some) for key, some in expected.items()}


@few
@given(some_deals())
def test_several_below_one_grouping_are_counted_once_above(session, deals):
    with a_world(session, deals) as world:
        groupings = (Grouping("assigned_to"), Grouping("product_id"))
        result = session.reports.preview(Definition("opportunities", groupings=groupings, measures=ALL))
        found = measured(result, 0)
        found.pop("")
        assert found == {to_json(list(k)): figures(v) for k, v in grouped(world.deals, owner_of(world)).items()}


def test_days_have_a_first_and_a_last(session):
    for day in ("2026-01-05", "2025-12-31"):
        session.activities.add({"subject": "Visita", "due_on": day})
    session.activities.add({"subject": "Sin día"})
    measures = tuple(Measure(how, "due_on") for how in (Aggregate.LEAST, Aggregate.MOST, Aggregate.COUNT))
    result = session.reports.preview(Definition("activities", measures=measures))
    assert result.lines[-1].cells == ("2025-12-31", "2026-01-05", 2)


def test_numbers_of_nothing_are_zero_or_nothing(session):
    result = session.reports.preview(Definition("opportunities", measures=ALL))
    assert measured(result, 0)[""] == figures([])


@pytest.mark.parametrize(("values", "sums"), [([None, None], None), ([0, None], 0), ([0, 0], 0)])
def test_unknown_values_are_never_counted_as_nothing(session, values, sums):
    for value in values:
        session.opportunities.add({"title": "Harina", "value": value, "currency": "EUR"})
    measures = (Measure(Aggregate.SUM, "value"), Measure(Aggregate.AVERAGE, "value"))
    result = session.reports.preview(
        Definition("opportunities", groupings=(Grouping("status"),), measures=measures, chart=ChartKind.ROWS)
    )
    assert list(measured(result, 0).values()) == [(sums, sums), (sums, sums)]
    assert result.chart.series[0].values == (sums,)


def test_a_month_without_records_comes_to_zero(session):
    session.opportunities.add({"title": "Harina", "value": 100, "currency": "EUR", "expected_close": "2026-03-02"})
    definition = Definition(
        "opportunities",
        filters=Filters(OWN, since="2026-02-01", until="2026-03-31"),
        period_field="expected_close",
        groupings=(Grouping("expected_close", "month"),),
        measures=(Measure(Aggregate.SUM, "value"),),
    )
    found = measured(session.reports.preview(definition), 0)
    assert list(found.values()) == [(0,), (100,), (100,)]


def test_words_are_not_added_up(session):
    with pytest.raises(Invalid, match="Title"):
        session.reports.preview(Definition("opportunities", measures=(Measure(Aggregate.SUM, "title"),)))


def test_a_sum_needs_a_field(session):
    with pytest.raises(Invalid, match="field"):
        session.reports.preview(Definition("opportunities", measures=(Measure(Aggregate.SUM),)))


def test_a_purchase_of_a_person_for_a_company_is_added_up_once(session):
    ana = session.contacts.add({"first_name": "Ana"})
    acme = session.contacts.add({"kind": "company", "company": "Acme"})
    won(session, 3, 5_000, contact_id=ana, company_id=acme)
    session.segments.recompute()
    measures = tuple(Measure(Aggregate.SUM, name) for name in ("won_count", "won_value"))
    result = session.reports.preview(Definition("contacts", ("name", "won_value"), measures=measures))
    assert [plain(one) for one in result.lines[-1].cells] == ["Total", 5_000, 1]
