"""The age of open deals, against plain Python over every deal; days are local ones."""

from __future__ import annotations

import statistics
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import AGEING, Card, Filters
from crm.models.figures import FLOOR
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, few, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts, said, worth

CARD = Card(AGEING)


def age(deal: Deal) -> int:
    return (date.fromisoformat(dates.today()) - date.fromisoformat(deal.created_on)).days


def made_ago(days: int) -> str:
    return dates.to_moment(f"{dates.days_after(dates.today(), -days)} 00:00")


def stretch(deal: Deal) -> str:
    return str(sum(age(deal) > edge for edge in (30, 60, 90, 180)))


@few
@given(deals=some_deals(), ages=st.lists(st.integers(0, 200), min_size=25, max_size=25), drawn=scopes())
def test_every_stretch_is_what_counting_gives(session, deals, ages, drawn):
    aged = [Deal(**vars(one) | {"created": made_ago(days)}) for one, days in zip(deals, ages, strict=False)]
    with a_world(session, aged) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(CARD, filters)
        found = [one for one in world.of(scope) if one.end == "open"]
        median = statistics.median(age(one) for one in found) if len(found) >= FLOOR else None
        old = [one for one in found if age(one) > 90]
        assert [one.value for one in shown.numbers] == [median, len(old), said(old, worth(old))]
        for key, behind in parts(session, shown, filters).items():
            assert behind == {one.id for one in found if stretch(one) == key}
        assert ids(session, AGEING, filters, part="old") == {one.id for one in old}
        assert are_told(session, shown, filters)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_stretches_are_all_that_is_open(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, _scope = filters_of(world, drawn)
        shown = session.figures.figure(CARD, filters)
        assert not shown.chart or add_up(session, shown, filters)


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Mexico_City", "Pacific/Auckland"])
def test_a_day_ends_at_local_midnight(session, live_in, zone):
    live_in(zone)
    day = dates.days_after(dates.today(), -31)
    late, early = dates.to_moment(f"{day} 23:59"), dates.to_moment(f"{dates.days_after(day, 1)} 00:00")
    with a_world(session, [Deal(created=late), Deal(created=early)]) as world:
        assert ids(session, AGEING, Filters(), part="1") == {world.deals[0].id}
        assert ids(session, AGEING, Filters(), part="0") == {world.deals[1].id}


def test_few_deals_have_no_median(session):
    with a_world(session, [Deal()] * (FLOOR - 1)):
        median = session.figures.figure(CARD).numbers[0]
        assert (median.value, median.why) == (None, "Fewer than 5 are too few to say.")


def test_ages_are_told_in_days(session):
    with a_world(session, [Deal()]):
        chart = session.figures.figure(Card(AGEING)).chart
        assert (chart.labels[0], chart.place(0, 0), chart.place(0, 4)) == ("0–30", "0–30 days", "over 180 days")


def test_values_are_shown_where_they_are_asked_for(session):
    with a_world(session, [Deal(value=300, created=made_ago(1)), Deal(value=400, created=made_ago(200))]):
        shown = session.figures.figure(Card(AGEING, options={"show": "value"}))
        assert shown.chart.series[0].values == (300, 0, 0, 0, 400)


@pytest.mark.parametrize("part", ["5", "-1", "young"])
def test_there_is_nothing_behind_an_age_that_is_none(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, Filters(), part=part)


def test_the_period_of_the_page_narrows_nothing(session):
    with a_world(session, [Deal()]):
        assert session.figures.figure(CARD, Filters("last_year")) == session.figures.figure(CARD, Filters())
