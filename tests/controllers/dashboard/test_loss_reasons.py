"""Why deals were lost, against plain Python; reasons that are out of use or gone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models.dashboards import LOSS_REASONS, Card, Filters
from crm.models.periods import DAYS_30, EVER
from tests.controllers.analysis.world import Deal, World, a_world, few, near, scopes, some_deals
from tests.controllers.dashboard.closed_cards import add_up, are_told, filters_of, ids, parts, worth


def give_reasons(world: World, seed: int) -> dict[int, int]:
    """The reason of each lost deal by its id, 0 for none; drawn and written."""
    dice, database = random.Random(seed), world.session.database
    reasons = [None, *(database.insert("loss_reasons", {"name": name}) for name in ("Precio", "Plazo"))]
    given_ones = {one.id: dice.choice(reasons) for one in world.deals if one.end == "lost"}
    for deal, reason in given_ones.items():
        database.update("opportunities", deal, {"loss_reason_id": reason})
    return {deal: reason or 0 for deal, reason in given_ones.items()}


@few
@given(deals=some_deals(), drawn=scopes(), seed=st.integers(0, 99))
def test_every_bar_is_what_counting_gives(session, deals, drawn, seed):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        reasons, lost = give_reasons(world, seed), world.closed(scope, "lost")
        shown = session.figures.figure(Card(LOSS_REASONS), filters)
        assert [one.value for one in shown.numbers] == [len(lost), worth(lost)]
        found = parts(session, shown, filters)
        assert found == {
            str(reason): ours
            for reason in set(reasons.values())
            if (ours := {one.id for one in lost if reasons[one.id] == reason})
        }
        assert list(shown.chart.series[0].values if shown.chart else ()) == [len(ours) for ours in found.values()]


@few
@given(deals=some_deals(), drawn=scopes(), seed=st.integers(0, 99))
def test_the_deals_behind_the_bars_are_all_that_were_lost(session, deals, drawn, seed):
    with a_world(session, deals) as world:
        filters, scope = filters_of(world, drawn)
        give_reasons(world, seed)
        shown = session.figures.figure(Card(LOSS_REASONS), filters)
        assert ids(session, LOSS_REASONS, filters) == {one.id for one in world.closed(scope, "lost")}
        assert not shown.parts or add_up(session, shown, filters)
        assert are_told(session, shown, filters)


def lost_for(world: World, *names: str) -> list[int]:
    """Reasons with these names, the first deal lost for the first one and so on."""
    database = world.session.database
    made = [database.insert("loss_reasons", {"name": name}) for name in names]
    for deal, reason in zip(world.deals, made, strict=True):
        database.update("opportunities", deal.id, {"loss_reason_id": reason})
    return made


def test_the_value_stands_beside_the_name(session):
    with a_world(session, [Deal(end="lost", value=1_234_500), Deal(end="lost", value=None)]) as world:
        lost_for(world, "Precio", "Plazo")
        labels = session.figures.figure(Card(LOSS_REASONS), Filters(EVER)).chart.labels
        assert labels == ("Plazo", "Precio (€12.3k)")


def test_a_reason_out_of_use_keeps_its_name(session):
    with a_world(session, [Deal(end="lost", value=None)]) as world:
        (reason,) = lost_for(world, "Precio")
        session.database.update("loss_reasons", reason, {"active": 0})
        assert session.figures.figure(Card(LOSS_REASONS), Filters(EVER)).chart.labels == ("Precio",)


def test_deals_of_a_reason_that_is_gone_have_none(session):
    with a_world(session, [Deal(end="lost", value=None)]) as world:
        (reason,) = lost_for(world, "Precio")
        session.database.delete("loss_reasons", reason)
        shown = session.figures.figure(Card(LOSS_REASONS), Filters(EVER))
        assert (shown.chart.labels, shown.parts) == (("Without a reason",), (("0",),))


def test_what_is_behind_ten_reasons_shares_one_more(session):
    with a_world(session, [Deal(end="lost", value=None)] * 12) as world:
        lost_for(world, *(f"Reason {number:02}" for number in range(12)))
        shown = session.figures.figure(Card(LOSS_REASONS), Filters(EVER))
        assert (len(shown.chart.labels), shown.chart.labels[-1], shown.chart.series[0].values[-1]) == (11, "Others", 2)
        others = ids(session, LOSS_REASONS, Filters(EVER), part="others")
        assert others == {one.id for one in world.deals[10:]}
        assert add_up(session, shown, Filters(EVER))


def test_fewer_lost_are_better(session):
    deals = [Deal(end="lost", closed_on=near(0)), *[Deal(end="lost", closed_on=near(-30))] * 2]
    with a_world(session, deals):
        numbers = session.figures.figure(Card(LOSS_REASONS), Filters(DAYS_30)).numbers
        assert [(one.value, one.before, one.better) for one in numbers] == [(1, 2, -1), (100, 200, -1)]


def test_an_empty_file_says_so(session):
    shown = session.figures.figure(Card(LOSS_REASONS), Filters(EVER))
    assert (shown.chart, shown.parts, shown.note) == (None, (), "Nothing was lost in this period.")


def test_there_is_nothing_behind_a_part_that_is_none(session):
    with pytest.raises(Invalid):
        session.figures.behind(Card(LOSS_REASONS), Filters(EVER), part="weather")
