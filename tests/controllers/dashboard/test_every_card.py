"""What holds for every card of deals: each bar is what the deals behind it come to, by plain Python over them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import (
    AGEING,
    AVERAGE_DEAL,
    CARD_KINDS,
    FORECAST,
    FUNNEL,
    LOSS_REASONS,
    OPEN_PIPELINE,
    TOP_CUSTOMERS,
    VELOCITY,
    WIN_RATE,
    WON,
    Card,
    CardFigure,
    Filters,
)
from crm.models.periods import EVER, OWN, PERIODS, before, period
from crm.utils import dates
from crm.utils.chart_data import Role, Unit
from tests.controllers.analysis.world import Deal, World, a_world, few, scope_of, scopes, some_deals, weigh

ADDED = (WON, FORECAST, OPEN_PIPELINE, FUNNEL, LOSS_REASONS, TOP_CUSTOMERS, AGEING)  # their bars are sums
CARDS = (*ADDED, WIN_RATE, AVERAGE_DEAL, VELOCITY)
NAMED = tuple(one.value for one in PERIODS if one.value != OWN)


@st.composite
def asked(draw, world: World) -> Filters:
    scope = scope_of(world, draw(scopes()))
    named = draw(st.sampled_from((OWN, *NAMED)))
    own = (scope.since, scope.until) if named == OWN else ("", "")
    return Filters(named, *own, pipeline_id=scope.pipeline_id, owner_id=scope.owner_id)


def with_filters(data: st.DataObject, world: World) -> Filters:
    return data.draw(asked(world))


def worth(deals: list[Deal], role: Role) -> int:
    """What deals come to in the base currency, each weighted by itself where the series is."""
    known = [(one, one.worth()) for one in deals]
    if role is Role.SECOND:
        return sum(weigh(value, one.probability) for one, value in known if value is not None)
    return sum(value for _one, value in known if value is not None)


def bars(figure: CardFigure):
    """Each bar with records behind it: its series, its value, its key."""
    for series, keys in zip(figure.chart.series if figure.chart else (), figure.parts, strict=True):
        yield from ((series, value, key) for value, key in zip(series.values, keys, strict=True) if key)


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("kind", ADDED)
@few
@given(deals=some_deals(), data=st.data())
def test_each_bar_is_what_the_deals_behind_it_come_to(session, kind, deals, data):
    with a_world(session, deals) as world:
        filters, card = with_filters(data, world), Card(kind, 2)
        by_id = {one.id: one for one in world.deals}
        figure = session.figures.figure(card, filters)
        for series, value, key in bars(figure):
            found = [by_id[one] for one in session.figures.behind(card, filters, part=key).ids]
            told = len(found) if figure.chart.unit is Unit.COUNT else worth(found, series.role)
            assert (value or 0) == told, (filters, key, series.name)


@pytest.mark.parametrize("kind", CARDS)
@few
@given(deals=some_deals(), data=st.data())
def test_bars_of_one_series_share_no_deal(session, kind, deals, data):
    with a_world(session, deals) as world:
        filters, card = with_filters(data, world), Card(kind)
        figure = session.figures.figure(card, filters)
        for keys in figure.parts if kind != FUNNEL else ():
            ids = [one for key in keys if key for one in session.figures.behind(card, filters, part=key).ids]
            assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", CARDS)
@few
@given(deals=some_deals(), data=st.data())
def test_what_is_left_out_is_as_many_records_as_it_says(session, kind, deals, data):
    with a_world(session, deals) as world:
        filters, card = with_filters(data, world), Card(kind, 2)
        for left in session.figures.figure(card, filters).left_out:
            assert len(session.figures.behind(card, filters, left_out=left.key).ids) == left.count


@few
@given(deals=some_deals(), data=st.data())
def test_won_is_what_was_won_in_the_days_and_in_the_days_before(session, zone, deals, data):
    with a_world(session, deals) as world:
        filters = with_filters(data, world)
        figure = session.figures.figure(Card(WON), filters)
        today = dates.today()
        now = period(filters.period, today, since=filters.since, until=filters.until)
        former = before(now, today)
        scope = scope_of(world, (now.since, now.until, -1, -1))
        spans = [(scope.since, scope.until), *([(former.since, former.until)] if former else [])]
        of = [one for one in world.deals if filters.pipeline_id in (None, world.pipelines[one.pipeline])]
        of = [one for one in of if filters.owner_id in (None, world.users[one.owner] or 0)]
        told = [
            (sum(one.worth() or 0 for one in ours), len(ours))
            for first, last in spans
            for ours in [[one for one in of if one.end == "won" and first <= one.closed_on <= (last or "9999")]]
        ]
        value, count = figure.numbers
        assert (value.value, count.value) == told[0], zone
        assert [(value.before, count.before)] == (told[1:] or [(None, None)])


@few
@given(deals=some_deals(), data=st.data())
def test_a_page_of_cards_says_the_same_as_each_by_itself(session, deals, data):
    with a_world(session, deals) as world:
        filters = with_filters(data, world)
        cards = [Card(kind, 2) for kind in CARDS]
        together = session.figures.figures(cards, filters)
        assert together == [session.figures.figure(one, filters) for one in cards]


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("name", NAMED)
def test_an_empty_file_has_a_sentence_and_no_chart(session, kind, name):
    figure = session.figures.figure(Card(kind), Filters(name))
    assert figure.note or all(one.why for one in figure.numbers if one.value is None)
    assert figure.chart is None
    assert figure.definition


@pytest.mark.parametrize("kind", CARDS)
def test_a_part_there_is_none_of_is_refused(session, kind):
    with a_world(session, [Deal(end="won"), Deal()]), pytest.raises(Invalid):
        session.figures.behind(Card(kind), Filters(EVER), part="no such part")


def test_one_card_that_fails_leaves_the_others(session):
    with suppress(Invalid):
        told = session.figures.figures([Card("no such card"), Card(WON)])
    assert [bool(one.definition) for one in told] == [False, True]


@pytest.mark.parametrize(
    "kind", [one for one in CARD_KINDS if one.key in {*CARDS} - {TOP_CUSTOMERS}], ids=lambda one: one.key
)
def test_a_chart_has_the_shape_its_card_waits_in(session, kind):
    deals = [Deal(end=end, path=(0,), closed_on=dates.today()) for end in ("won", "lost", "open") for _copy in range(5)]
    with a_world(session, deals) as world:
        chart = session.figures.figure(Card(kind.key), Filters(EVER, pipeline_id=world.pipelines[0])).chart
        assert (chart.kind if chart else None) is kind.chart
