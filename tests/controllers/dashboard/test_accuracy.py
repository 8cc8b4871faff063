"""Forecast accuracy on a card: what was said of past months, what came, and by how much they missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.models import periods
from crm.models.dashboards import ACCURACY, Card, Filters
from crm.models.figures import WITHOUT_RATE
from crm.storage.changelog import Author, Door
from crm.utils import dates
from tests.controllers.analysis.world import Deal, a_world, few, some_deals
from tests.controllers.dashboard.closed_cards import are_told, ids, worth

CARD = Card(ACCURACY)


def past(months: int) -> str:
    """The first day of a month so many months ago."""
    day = f"{dates.today()[:7]}-01"
    for _place in range(months):
        day = periods.start_of("month", dates.days_after(day, -1))
    return day


def say(session, ago, weighted, *, currency="EUR", pipeline=0):
    """Keep on its first day what was said of a month."""
    pipeline_id = session.pipelines.all()[pipeline].id
    row = {"day": past(ago), "month": past(ago)[:7], "pipeline_id": pipeline_id, "currency": currency, "count": 1}
    with session.database.transaction(Author(None, Door.AUTOMATION), "Kept"):
        session.database.insert("forecast_snapshots", row | {"value": weighted, "weighted": weighted, "won": 0})


def won(ago, value, **more) -> Deal:
    return Deal(end="won", closed_on=past(ago), value=value, **more)


def test_without_a_forecast_of_a_past_month_a_sentence_says_when_there_will_be_one(session):
    shown = session.figures.figure(CARD)
    assert (shown.chart, [one.value for one in shown.numbers]) == (None, [None, None])
    assert shown.note.startswith("The forecast is kept each day.")


def test_each_month_stands_with_what_was_said_and_what_came(session):
    with a_world(session, [won(2, 80), won(1, 90)]):
        say(session, 2, 100)
        say(session, 1, 60)
        shown = session.figures.figure(CARD)
        assert [series.values for series in shown.chart.series] == [(100, 60), (80, 90)]
        assert shown.numbers[0].value == 170 / 160


@few
@given(
    deals=some_deals(),
    said=st.dictionaries(
        st.tuples(st.integers(1, 6), st.sampled_from(("EUR", "USD", "JPY"))), st.integers(-200, 900), max_size=6
    ),
)
def test_what_was_said_and_came_is_what_adding_up_gives(session, deals, said):
    with a_world(session, deals) as world:
        for (ago, currency), weighted in said.items():
            say(session, ago, weighted, currency=currency)
        kept = {ago for ago, _currency in said}
        told = [ago for ago in range(max(kept, default=0), 0, -1) if {ago, ago + 1} & kept]
        wanted = [
            (
                sum(worth([Deal(value=one, currency=currency, end="won", closed_on=past(ago))])
                    for (of, currency), one in said.items() if of == ago),
                worth([one for one in world.deals if one.end == "won" and one.closed_on[:7] == past(ago)[:7]]),
            )
            for ago in told
        ]  # fmt: skip
        shown = session.figures.figure(CARD)
        values = [series.values for series in shown.chart.series] if shown.chart else [(), ()]
        assert list(zip(*values, strict=True)) == wanted
        whole, came = (sum(one[place] for one in wanted) for place in (0, 1))
        assert shown.numbers[0].value == (came / whole if whole > 0 else None)


def test_five_months_tell_by_how_much_a_month_usually_misses(session):
    with a_world(session, [won(ago, 100 + 10 * ago) for ago in range(1, 6)]):
        for ago in range(1, 6):
            say(session, ago, 100)
        assert session.figures.figure(CARD).numbers[1].value == pytest.approx(0.3)


def test_four_months_are_too_few_for_that(session):
    with a_world(session, [won(ago, 100) for ago in range(1, 5)]):
        for ago in range(1, 5):
            say(session, ago, 100)
        number = session.figures.figure(CARD).numbers[1]
        assert (number.value, number.why) == (None, "Fewer than 5 are too few to say.")


def test_a_narrow_card_tells_six_months_and_a_wide_one_twelve(session):
    with a_world(session, []):
        for ago in range(1, 15):
            say(session, ago, 100)
        assert [len(session.figures.figure(Card(ACCURACY, wide)).chart.labels) for wide in (1, 2)] == [6, 12]


def test_the_deals_of_the_months_shown_are_behind(session):
    with a_world(session, [won(3, 10), won(2, 10), won(1, 10)]) as world:
        say(session, 3, 5)
        say(session, 1, 5)
        first, gap, last = (one.id for one in world.deals)
        found = ids(session, ACCURACY, Filters())
        # The month between has the forecast of the one before it within a month, so it is told too.
        assert found == {first, gap, last}
        assert ids(session, ACCURACY, Filters(), part=past(1)[:7]) == {last}


def test_what_has_no_rate_is_told_on_both_sides(session):
    with a_world(session, [won(1, 10, currency="CLP")]):
        say(session, 1, 5, currency="CLP")
        shown = session.figures.figure(CARD)
        assert [(one.key, one.count) for one in shown.left_out] == [(WITHOUT_RATE, 1), ("said_without_rate", 1)]
        assert len(ids(session, ACCURACY, Filters(), left_out=WITHOUT_RATE)) == 1
        assert not are_told(session, shown, Filters())  # what was said has no records of its own


def test_there_is_nothing_behind_a_month_that_is_not_shown(session):
    with pytest.raises(Invalid):
        session.figures.behind(CARD, Filters(), part="1999-01")


def test_the_days_told_end_with_the_last_month(session):
    shown = session.figures.figure(CARD, Filters("month"))
    assert (shown.period.since, shown.period.until) == (past(6), dates.days_after(f"{dates.today()[:7]}-01", -1))
