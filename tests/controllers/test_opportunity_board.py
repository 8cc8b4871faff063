"""Boards: totals are those of plain Python whatever is loaded, columns hold what they count, lanes part them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.errors import Invalid
from crm.models.boards import MONTH, OWNER, BoardQuery
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount
from crm.utils import dates
from tests.records import day_ahead, second_user


def counts(board) -> dict[str, int]:
    return {column.title: column.count for column in board.columns}


def oracle(rows: list[dict]) -> tuple[Amount, ...]:
    """The totals of deals, worked out one by one in decimals."""
    found = []
    for currency in sorted({row["currency"] for row in rows}):
        own = [row for row in rows if row["currency"] == currency]
        known = [(Decimal(row["value"]), row["probability"]) for row in own if row["value"] is not None]
        parts = [(value * chance / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP) for value, chance in known]
        worth = sum(value for value, _chance in known)
        found.append(Amount(currency, len(own), len(own) - len(known), int(worth), int(sum(parts))))
    return tuple(found)


DEALS = some.lists(
    some.tuples(
        some.sampled_from(("new", "talk", "sent", "won", "lost")),
        some.one_of(some.none(), some.integers(-(10**15), 10**15), some.sampled_from((-150, -50, 50, 150, 1, -1))),
        some.integers(0, 100),
        some.sampled_from(("EUR", "USD", "JPY")),
        some.sampled_from((None, -40, 0, 70)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEALS)
def test_totals_are_those_of_plain_python(deals, made):
    session = deals.session
    session.opportunities.remove(session.database.ids("SELECT id FROM opportunities"))
    for stage, value, chance, currency, ahead in made:
        known = 1 if stage == "won" and value is None else value
        close = "" if ahead is None else day_ahead(ahead)
        values = {"closed_on": day_ahead(-abs(ahead or 0))} if stage in ("won", "lost") else {}
        deals.add("x", stage, value=known, probability=chance, currency=currency, expected_close=close, **values)
    rows = session.opportunities.rows(session.database.ids("SELECT id FROM opportunities"))
    board = session.opportunities.board(BoardQuery(deals.pipeline, lane=OWNER))
    for column in board.columns:
        assert column.amounts == oracle([row for row in rows if row["stage_id"] == column.stage_id])
        assert sum((lane.cells.get(column.key, ()) for lane in board.lanes), ()) == column.amounts
    assert session.opportunities.board(BoardQuery(deals.pipeline)).columns == board.columns
    for column in session.opportunities.board(BoardQuery(deals.pipeline, group=MONTH)).columns:
        month = [row for row in rows if row["status"] == "open" and row["expected_close"][:7] == column.key]
        assert column.amounts == oracle(month)
    assert tuple(session.opportunities.totals(ListQuery())) == oracle(rows)


def test_halves_are_rounded_away_from_zero_deal_by_deal(deals):
    for value in (50, 50, -50):
        deals.add(value=value, probability=1)
    amounts = deals.session.opportunities.totals(ListQuery())
    assert [(one.value, one.weighted) for one in amounts] == [(50, 1)]


def test_columns_are_the_stages_open_ones_first_with_their_colours(deals):
    board = deals.session.opportunities.board(BoardQuery(deals.pipeline))
    stages = deals.session.pipelines.get(deals.pipeline).stages
    assert [(one.title, one.kind, one.color, one.stage_id) for one in board.columns] == [
        (stage.name, stage.kind, stage.color, stage.id) for stage in stages
    ]


def test_a_board_shows_one_pipeline(deals):
    deals.session.opportunities.add({"title": "Elsewhere"})
    deals.add()
    assert sum(counts(deals.session.opportunities.board(BoardQuery(deals.pipeline))).values()) == 1


def test_closed_columns_show_what_closed_in_the_period(deals):
    for ahead in (0, -29, -31, -400):
        deals.add(stage="won", closed_on=day_ahead(ahead))
        deals.add(stage="lost", closed_on=day_ahead(ahead))
    deals.add()
    wanted = BoardQuery(deals.pipeline, closed_since=day_ahead(-29))
    for stage in ("won", "lost"):
        assert len(deals.session.opportunities.column_ids(wanted, str(deals.stages[stage]))) == 2
    found = counts(deals.session.opportunities.board(wanted))
    assert found == {"new": 1, "talk": 0, "sent": 0, "won": 2, "lost": 2}
    found = counts(deals.session.opportunities.board(BoardQuery(deals.pipeline)))
    assert found == {"new": 1, "talk": 0, "sent": 0, "won": 4, "lost": 4}


def test_closed_columns_begin_with_what_closed_last(deals):
    for ahead in (-3, -1, -2):
        deals.add(str(ahead), stage="lost", closed_on=day_ahead(ahead))
    assert deals.titles("lost") == ["-1", "-2", "-3"]


def test_a_sort_of_the_query_orders_the_cards(deals):
    for title in ("b", "c", "a"):
        deals.add(title)
    wanted = BoardQuery(deals.pipeline, ListQuery(sort="title"))
    ids = deals.session.opportunities.column_ids(wanted, str(deals.stages["new"]))
    assert [row["title"] for row in deals.session.opportunities.rows(ids)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ListQuery("harina"), 2),
        (ListQuery(conditions=(Condition("source", Operator.ANY, ("Web",)),)), 3),
        (ListQuery("harina", (Condition("source", Operator.ANY, ("Web",)),)), 1),
    ],
)
def test_filters_and_text_reach_totals_cards_and_columns(deals, query, expected):
    for title, source in (("Harina", "Web"), ("Harina", ""), ("Pan", "Web"), ("Sal", "")):
        deals.add(title, source=source)
    deals.add("Pan", stage="won", source="Web")
    wanted = BoardQuery(deals.pipeline, query)
    board = deals.session.opportunities.board(wanted)
    assert sum(counts(board).values()) == expected
    for column in board.columns:
        assert len(deals.session.opportunities.column_ids(wanted, column.key)) == column.count
    cards = deals.session.opportunities.cards(wanted)
    assert {key: len(rows) for key, rows in cards.items()} == {one.key: one.count for one in board.columns}


@pytest.mark.parametrize("text", ["h", "harina", "har san"])
def test_a_text_finds_the_same_closed_deals_of_all_times_as_of_a_long_one(deals, text):
    contact = deals.session.contacts.add({"first_name": "Harina", "last_name": "Santos"})
    for title in ("Harina", "Pan", "Harina santa"):
        for stage in ("won", "lost"):
            deals.add(title, stage=stage, closed_on=day_ahead(-400))
    deals.add("Sal", stage="won", contact_id=contact)
    every, long = (BoardQuery(deals.pipeline, ListQuery(text), since) for since in ("", "1900-01-01"))
    ask = deals.session.opportunities
    assert ask.board(every) == ask.board(long)
    assert sum(counts(ask.board(every)).values()) > 1
    assert ask.cell_ids(every, [str(deals.stages["won"])]) == ask.cell_ids(long, [str(deals.stages["won"])])


def test_the_first_cards_come_at_once_and_pages_go_on(deals):
    for number in range(5):
        deals.add(str(number))
    wanted, key = BoardQuery(deals.pipeline), str(deals.stages["new"])
    cards = deals.session.opportunities.cards(wanted, limit=2)
    page = deals.session.opportunities.column_page(wanted, key, offset=2, limit=2)
    assert [row["title"] for row in (*cards[key], *page)] == ["4", "3", "2", "1"]


def test_a_column_that_is_gone_is_told(deals):
    with pytest.raises(Invalid, match="no such column"):
        deals.session.opportunities.column_ids(BoardQuery(deals.pipeline), "999")


def test_a_lane_that_cannot_be_is_told(deals):
    wanted = BoardQuery(deals.pipeline, lane=OWNER)
    with pytest.raises(Invalid, match="no such lane"):
        deals.session.opportunities.column_ids(wanted, str(deals.stages["new"]), lane="x")


def test_months_are_those_with_deals_and_the_next_ones_and_at_the_end_no_date(deals):
    overdue = deals.add(expected_close="2020-05-31")
    deals.add(expected_close="")
    deals.add(stage="won", expected_close=day_ahead(0))
    board = deals.session.opportunities.board(BoardQuery(deals.pipeline, group=MONTH))
    keys = [column.key for column in board.columns]
    assert (keys[0], keys[1], keys[-1], len(keys)) == ("2020-05", dates.today()[:7], "", 8)
    assert counts(board) == {**dict.fromkeys(keys, 0), "2020-05": 1, "": 1}
    wanted = BoardQuery(deals.pipeline, group=MONTH)
    assert list(deals.session.opportunities.column_ids(wanted, "2020-05")) == [overdue]
    assert len(deals.session.opportunities.column_ids(wanted, "")) == 1


def test_lanes_of_owners_hold_every_deal_once_nobody_last(deals):
    berta = second_user(deals.session).user.id
    for stage, owner in (("new", berta), ("talk", berta), ("new", None), ("won", deals.session.user.id)):
        deals.add(stage=stage, assigned_to=owner)
    wanted = BoardQuery(deals.pipeline, lane=OWNER)
    board = deals.session.opportunities.board(wanted)
    assert [(lane.title, lane.count) for lane in board.lanes] == [("Berta", 2), (deals.session.user.name, 1), ("", 1)]
    for lane in board.lanes:
        for column in board.columns:
            found = deals.session.opportunities.column_ids(wanted, column.key, lane=lane.key)
            assert len(found) == sum(one.count for one in lane.cells.get(column.key, ()))


def test_lanes_of_months_take_the_day_a_closed_deal_closed(deals):
    deals.add(expected_close="2027-03-05")
    deals.add(stage="won", closed_on="2026-02-03", expected_close="2027-03-09")
    board = deals.session.opportunities.board(BoardQuery(deals.pipeline, lane=MONTH))
    assert [(lane.key, lane.count) for lane in board.lanes] == [("2026-02", 1), ("2027-03", 1)]


@pytest.mark.parametrize(("group", "lane"), [("stage", ""), ("stage", "owner"), ("stage", "month"), ("month", "owner")])
def test_the_cells_of_a_board_hold_what_its_columns_and_lanes_hold(deals, group, lane):
    me = deals.session.user.id
    for owner, ahead in ((me, 3), (None, 40), (me, 80)):
        deals.add(assigned_to=owner, expected_close=day_ahead(ahead))
    deals.add(stage="won", assigned_to=me, closed_on=day_ahead(-1))
    wanted = BoardQuery(deals.pipeline, group=group, lane=lane)
    opportunities = deals.session.opportunities
    board = opportunities.board(wanted)
    found = opportunities.cell_ids(wanted, [column.key for column in board.columns])
    lanes = [one.key for one in board.lanes] if lane else [None]
    one_by_one = {
        (column.key, key or ""): opportunities.column_ids(wanted, column.key, lane=key)
        for column in board.columns
        for key in lanes
    }
    assert found == {cell: ids for cell, ids in one_by_one.items() if len(ids)}


def test_columns_that_are_not_asked_for_are_left_out(deals):
    deals.add()
    deals.add(stage="talk")
    wanted = BoardQuery(deals.pipeline)
    assert list(deals.session.opportunities.cell_ids(wanted, [str(deals.stages["new"])])) == [
        (str(deals.stages["new"]), "")
    ]


@pytest.mark.parametrize("wanted", [{"group": "nope"}, {"lane": "nope"}])
def test_columns_and_lanes_that_do_not_exist_are_refused(deals, wanted):
    with pytest.raises(Invalid, match="nope"):
        deals.session.opportunities.board(BoardQuery(deals.pipeline, **wanted))
