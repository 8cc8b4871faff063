"""Win rates on a card, against plain Python."""

from __future__ import annotations

import pytest
from hypothesis import given

from crm.errors import Invalid
from crm.models.dashboards import WIN_RATE, Card, Filters
from crm.models.figures import NOBODY
from crm.models.periods import EVER
from tests.controllers.analysis.world import Deal, a_world, few, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_rates_are_those_of_the_analysis(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        rate = session.analysis.win_rates(scope).parts[0]
        shown = session.figures.figure(Card(WIN_RATE), filters)
        assert [one.value for one in shown.numbers] == [rate.by_count, rate.by_value, rate.won + rate.lost]
        assert all(one.why for one in shown.numbers if one.value is None)


@few
@given(deals=some_deals(), drawn=scopes())
def test_each_bar_is_the_share_of_won_deals_behind_it(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        ends = {one.id: one.end for one in world.closed(scope)}
        shown = session.figures.figure(Card(WIN_RATE), filters)
        for (_key, found), share in zip(
            parts(session, shown, filters).items(), shown.chart.series[0].values if shown.chart else (), strict=True
        ):
            won = sum(ends[one] == "won" for one in found)
            assert share == (won / len(found) if len(found) >= 5 else None)


@few
@given(deals=some_deals(), drawn=scopes())
def test_the_deals_behind_the_bars_are_all_closed_ones(session, deals, drawn):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        shown = session.figures.figure(Card(WIN_RATE), filters)
        assert ids(session, WIN_RATE, filters) == {one.id for one in world.closed(scope)}
        assert not shown.parts or add_up(session, shown, filters)
        assert are_told(session, shown, filters)


def test_bars_are_owners_and_deals_of_nobody_are_one(session):
    with a_world(session, [Deal(end="won", owner=0), Deal(end="lost", owner=1), Deal(end="won", owner=1)]):
        shown = session.figures.figure(Card(WIN_RATE), Filters(EVER))
        assert shown.chart.labels == ("Berta (1 of 2)", "Nobody (1 of 1)")


def test_bars_of_one_owner_are_sources(session):
    with a_world(session, [Deal(end="won", source="Web"), Deal(end="won", source="Feria"), Deal(end="lost")]):
        shown = session.figures.figure(Card(WIN_RATE), Filters(EVER, owner_id=NOBODY))
        assert shown.chart.labels == ("Feria (1 of 1)", "Web (1 of 1)", "Without a source (0 of 1)")
        assert "by source" in shown.definition


def test_what_is_behind_ten_bars_shares_one_more(session):
    deals = [Deal(end="won", source=f"Source {number:02}") for number in range(13)]
    with a_world(session, [*deals, *[Deal(end="won", source="Web")] * 2]) as world:
        filters = Filters(EVER, owner_id=NOBODY)
        shown = session.figures.figure(Card(WIN_RATE), filters)
        assert (len(shown.chart.labels), shown.chart.labels[0], shown.chart.labels[-1]) == (
            11,
            "Web (2 of 2)",
            "Others (4 of 4)",
        )
        assert ids(session, WIN_RATE, filters, part="others") == {one.id for one in world.deals[9:13]}


def test_four_closed_deals_are_too_few_to_say(session):
    with a_world(session, [Deal(end="won")] * 4):
        shown = session.figures.figure(Card(WIN_RATE), Filters(EVER))
        few = (None, "Fewer than 5 are too few to say.")
        assert [(one.value, one.why) for one in shown.numbers] == [few, few, (4, "4 of 4 closed were won.")]
        assert shown.chart.series[0].values == (None,)


def test_what_a_share_is_of_is_told(session):
    with a_world(session, [Deal(end="won"), *[Deal(end="lost")] * 5]):
        shown = session.figures.figure(Card(WIN_RATE), Filters(EVER))
        assert shown.numbers[0].why == "1 of 6 closed were won."
        assert shown.definition.endswith("1 of 6 closed were won.")


def test_an_empty_file_says_so(session):
    shown = session.figures.figure(Card(WIN_RATE), Filters(EVER))
    assert (shown.chart, shown.parts, shown.note) == (None, (), "Nothing was closed in this period.")


@pytest.mark.parametrize("part", ["owner:x", "weather", "2026-01-01..2026-01-31"])
def test_there_is_nothing_behind_a_part_that_is_none(session, part):
    with pytest.raises(Invalid):
        session.figures.behind(Card(WIN_RATE), Filters(EVER), part=part)


def test_enough_deals_without_a_value_are_not_called_too_few(session):
    lost = [Deal(end="lost", value=0)] * 4
    with a_world(session, [Deal(end="won"), Deal(end="won"), *lost]):
        by_value = session.figures.figure(Card(WIN_RATE), Filters(EVER)).numbers[1]
        assert (by_value.value, by_value.briefly) == (None, "No value")
        assert "lost" in by_value.why
