"""Who brought the most, against plain Python."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import TOP_CUSTOMERS, Card, Filters
from crm.models.periods import EVER
from tests.controllers.analysis.world import Deal, World, a_world, few, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts, worth


def give_customers(world: World, seed: int) -> dict[int, int | None]:
    """Whom each deal counts for: its company, else its contact, else nobody; drawn and written."""
    dice, database, session = random.Random(seed), world.session.database, world.session
    people = [None, *(session.contacts.add({"kind": "person", "first_name": name}) for name in ("Ana", "Eva"))]
    companies = [None, None, *(session.contacts.add({"kind": "company", "company": name}) for name in ("Alfa", "Beta"))]
    found = {}
    for one in world.deals:
        person, company = dice.choice(people), dice.choice(companies)
        database.update("opportunities", one.id, {"contact_id": person, "company_id": company})
        found[one.id] = company or person
    return found


@few
@given(deals=some_deals(), drawn=scopes(), seed=st.integers(0, 99))
def test_every_bar_is_what_counting_gives(session, deals, drawn, seed):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        customers, won = give_customers(world, seed), world.closed(scope, "won")
        brought = {
            customer: worth([one for one in won if customers[one.id] == customer])
            for customer in set(customers.values()) - {None}
        }
        wanted = sorted(((-value, customer) for customer, value in brought.items() if value > 0))[:10]
        shown = session.figures.figure(Card(TOP_CUSTOMERS), filters)
        assert list(shown.chart.series[0].values if shown.chart else ()) == [-value for value, _customer in wanted]
        assert list(shown.parts[0] if shown.parts else ()) == [str(customer) for _value, customer in wanted]
        assert shown.numbers[0].value == -sum(value for value, _customer in wanted)


@few
@given(deals=some_deals(), drawn=scopes(), seed=st.integers(0, 99))
def test_the_deals_behind_each_bar_are_the_customers_won_ones(session, deals, drawn, seed):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        customers = give_customers(world, seed)
        shown = session.figures.figure(Card(TOP_CUSTOMERS), filters)
        for key, found in parts(session, shown, filters).items():
            assert found == {one.id for one in world.closed(scope, "won") if customers[one.id] == int(key)}
        assert not shown.parts or add_up(session, shown, filters)
        assert are_told(session, shown, filters)


def test_only_ten_are_shown_and_counted(session):
    with a_world(session, [Deal(end="won", value=100 + number) for number in range(12)]) as world:
        for one in world.deals:
            person = session.contacts.add({"kind": "person", "first_name": f"Ana {one.value}"})
            session.database.update("opportunities", one.id, {"contact_id": person})
        shown = session.figures.figure(Card(TOP_CUSTOMERS), Filters(EVER))
        assert shown.chart.labels == tuple(f"Ana {value}" for value in range(111, 101, -1))
        assert ids(session, TOP_CUSTOMERS, Filters(EVER)) == {one.id for one in world.deals[2:]}
        assert shown.numbers[1].value == sum(range(102, 112)) / sum(range(100, 112))


def test_deals_of_nobody_are_named(session):
    with a_world(session, [Deal(end="won"), Deal(end="lost")]) as world:
        shown = session.figures.figure(Card(TOP_CUSTOMERS), Filters(EVER))
        assert [(one.key, one.count) for one in shown.left_out] == [("without_customer", 1)]
        assert ids(session, TOP_CUSTOMERS, Filters(EVER), left_out="without_customer") == {world.deals[0].id}
        assert (shown.chart, shown.note) == (None, "Nothing was won from a customer in this period.")


def test_an_empty_file_says_so(session):
    shown = session.figures.figure(Card(TOP_CUSTOMERS), Filters(EVER))
    assert (shown.parts, shown.left_out, shown.numbers[1].value) == ((), (), None)
    assert shown.numbers[1].why


def test_there_is_nothing_behind_a_part_that_is_none(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(TOP_CUSTOMERS), Filters(EVER), part="weather")
