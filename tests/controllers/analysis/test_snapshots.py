"""The forecast as it stood each day: what is kept is the forecast; what was said is held against what came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from crm.models.figures import NO_DATE, OVERDUE, Scope
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, few, near, some_deals

THIS_MONTH = dates.today()[:7]
MONTH = (date.fromisoformat(f"{THIS_MONTH}-01") - timedelta(days=1)).isoformat()[:7]


def kept(session):
    return session.database.all("SELECT * FROM forecast_snapshots ORDER BY id")


@few
@given(deals=some_deals())
def test_what_is_kept_adds_up_to_the_forecast(session, deals):
    with a_world(session, deals):
        session.forecasts.keep()
        rows, parts = kept(session), session.analysis.forecast(Scope(since=f"{THIS_MONTH}-01")).parts
        for column, of in (("value", "value"), ("weighted", "weighted"), ("count", "count")):
            said = sum(getattr(amount, of) for part in parts for amount in part.open)
            assert sum(row[column] for row in rows) == said
        won = {part.key: sum(one.value for one in part.won) for part in parts}
        assert sum(row["won"] for row in rows) == won.get(THIS_MONTH, 0)
        months = {part.key for part in parts if part.open} - {OVERDUE, NO_DATE}
        assert months <= {row["month"] for row in rows}


def test_owners_pipelines_and_currencies_are_kept_apart(session):
    far = near(60)
    deals = [Deal(owner=1, expected=(far,)), Deal(owner=2, expected=(far,)), Deal(currency="USD", expected=(far,))]
    with a_world(session, deals) as world:
        session.forecasts.keep()
        found = {(row["assigned_to"], row["currency"], row["month"]) for row in kept(session)}
        assert found == {
            (owner or None, currency, far[:7])
            for owner, currency in zip((world.users[1], world.users[2], 0), ("EUR", "EUR", "USD"), strict=True)
        }


def say(world, day, **columns):
    row = {"day": day, "pipeline_id": world.pipelines[0], "month": MONTH, "currency": "EUR"}
    row |= {"count": 1, "value": 0, "weighted": 0, "won": 0}
    world.session.database.insert("forecast_snapshots", row | columns)


def test_what_was_said_stands_beside_what_came(session):
    with a_world(session, [Deal(end="won", value=800, closed_on=f"{MONTH}-28")]) as world:
        say(world, f"{MONTH}-01", value=2000, weighted=900, won=100)
        (found,) = session.forecasts.accuracy().parts
        assert (found.key, found.said, found.said_unweighted, found.came) == (MONTH, 1000, 2100, 800)
        assert found.ratio == pytest.approx(0.8)


def test_the_last_day_before_the_month_counts_before_the_first_one_in_it(session):
    with a_world(session, []) as world:
        before = (date.fromisoformat(f"{MONTH}-01") - timedelta(days=3)).isoformat()
        for day, weighted in ((f"{MONTH}-02", 5), (before, 7)):
            say(world, day, weighted=weighted)
        found = {one.key: one for one in session.forecasts.accuracy().parts}
        assert (found[MONTH].day, found[MONTH].said) == (before, 7)


def test_other_currencies_count_at_the_rate_of_the_day(session):
    with a_world(session, []) as world:
        say(world, f"{MONTH}-01", currency="USD", weighted=200)
        say(world, f"{MONTH}-01", currency="CLP", weighted=200, count=3)
        (found,) = session.forecasts.accuracy().parts
        assert (found.said, found.unpriced) == (201, 3)


def test_the_running_month_is_not_judged(session):
    with a_world(session, [Deal(expected=(near(0),))]):
        session.forecasts.keep()
        assert session.forecasts.accuracy().parts == ()


def test_a_scope_narrows_what_was_said_and_what_came(session):
    with a_world(session, [Deal(end="won", value=800, closed_on=f"{MONTH}-28", owner=1)]) as world:
        say(world, f"{MONTH}-01", weighted=500, assigned_to=world.users[1])
        say(world, f"{MONTH}-01", weighted=300)
        (mine,) = session.forecasts.accuracy(Scope(owner_id=world.users[1])).parts
        (nobodys,) = session.forecasts.accuracy(Scope(owner_id=0)).parts
        assert (mine.said, mine.came, nobodys.said, nobodys.came) == (500, 800, 300, 0)


def test_a_period_without_a_forecast_has_no_months(session):
    with a_world(session, []) as world:
        say(world, f"{MONTH}-01")
        assert session.forecasts.accuracy(Scope(until="2020-12-31")).parts == ()
