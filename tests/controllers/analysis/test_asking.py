"""A scope as SQL: owners, pipelines, and periods of local days."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.controllers.analysis.asking import CLOSED, added, day_after, start_of
from crm.models.figures import Scope
from crm.models.opportunities import Amount
from tests.controllers.analysis.world import Deal, a_world, few, scope_of, scopes, some_deals


@few
@given(deals=some_deals(), drawn=scopes())
def test_a_scope_finds_its_deals(session, deals, drawn):
    with a_world(session, deals) as world:
        scope = scope_of(world, drawn)
        ask = session.analysis._ask(scope)
        assert list(ask.ids(ask.deals("1 = 1"))) == [one.id for one in world.of(scope)]
        assert list(ask.ids(ask.closed(CLOSED))) == [one.id for one in world.closed(scope)]
        assert ask.count(ask.closed(CLOSED)) == len(world.closed(scope))


def test_a_deal_without_a_rate_for_its_day_is_unpriced(session):
    deals = [
        Deal(end="won", currency=currency, closed_on=day)
        for currency, day in (
            ("USD", "2024-02-28"),
            ("USD", "2024-02-29"),
            ("CLP", "2026-01-01"),
            ("EUR", "2020-01-01"),
        )
    ]
    with a_world(session, deals) as world:
        ask = session.analysis._ask(Scope())
        assert list(ask.ids(ask.unpriced(ask.closed(CLOSED)))) == [world.deals[0].id, world.deals[2].id]


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2024-02-28", "2024-02-29"),
        ("2024-02-29", "2024-03-01"),
        ("2025-12-31", "2026-01-01"),
        ("", ""),
        ("9999-12-31", ""),
    ],
)
def test_the_day_after(day, following):
    assert day_after(day) == following


def test_a_day_begins_at_local_midnight(zone):
    begins = {
        "Europe/Madrid": "2025-12-31T23",
        "America/Mexico_City": "2026-01-01T06",
        "Pacific/Auckland": "2025-12-31T11",
    }
    assert (start_of("2026-01-01")[:13], start_of("")) == (begins[zone], "")


def test_amounts_are_added_by_currency():
    found = added([Amount("USD", 1, 0, 5, 2), Amount("EUR", 1, 1, 0, 0), Amount("USD", 2, 1, 7, 3)])
    assert found == (Amount("EUR", 1, 1, 0, 0), Amount("USD", 3, 1, 12, 5))
