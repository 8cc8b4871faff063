"""Totals of deals part by part: per currency, and together at the right day's rate."""

from __future__ import annotations

from crm.controllers.analysis.asking import LOST, OPEN, WON
from crm.controllers.analysis.sums import WHOLE, closed_totals, nothing, together, totals_today
from crm.models.figures import Scope, Worth
from crm.models.opportunities import Amount
from tests.controllers.analysis.world import Deal, a_world


def asked(session, scope=None):
    return session.analysis._ask(scope or Scope())


def test_open_deals_count_at_todays_rate(session):
    with a_world(session, [Deal(currency="USD", value=1000), Deal(currency="CLP"), Deal(value=None)]):
        ask = asked(session)
        total = totals_today(ask, ask.deals(OPEN), by=WHOLE)[""]
        assert total.worth == Worth("EUR", 1, 1005, weighted=503, unpriced=1)


def test_closed_deals_count_at_the_rate_of_their_day(session):
    deals = [
        Deal(end="won", currency="USD", value=1000, closed_on=day) for day in ("2026-01-31", "2026-02-01", "2020-01-01")
    ]
    with a_world(session, deals):
        total = closed_totals(asked(session), WON)[""]
        assert total.worth == Worth("EUR", 2, 925 + 1005, weighted=925 + 1005, unpriced=1)


def test_a_period_cuts_what_is_counted_and_converted(session):
    deals = [
        Deal(end="won", currency="USD", value=1000, closed_on=day) for day in ("2026-01-30", "2026-01-31", "2026-02-01")
    ]
    with a_world(session, deals):
        total = closed_totals(asked(session, Scope("2026-01-31", "2026-01-31")), WON)[""]
        assert (total.count, total.worth.value) == (1, 925)


def test_lost_deals_weigh_nothing(session):
    with a_world(session, [Deal(end="lost")]):
        assert closed_totals(asked(session), LOST)[""].amounts == (Amount("EUR", 1, 0, 100, 0),)


def test_totals_are_added_currency_by_currency(session):
    with a_world(session, [Deal(end="won", currency="USD"), Deal(end="won"), Deal(end="lost")]):
        ask = asked(session)
        total = together(ask, [*closed_totals(ask, WON).values(), *closed_totals(ask, LOST).values(), nothing(ask)])
        assert [(one.currency, one.count, one.value) for one in total.amounts] == [("EUR", 2, 200), ("USD", 1, 100)]
        assert total.worth.count == 3


def test_a_total_names_what_it_leaves_out(session):
    with a_world(session, [Deal(value=None), Deal(currency="CLP"), Deal(currency="CLP")]):
        ask = asked(session)
        total = totals_today(ask, ask.deals(OPEN), by=WHOLE)[""]
        assert [(one.key, one.count) for one in total.left_out()] == [("without_value", 1), ("without_rate", 2)]
