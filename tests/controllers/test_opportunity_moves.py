"""Moves: where a deal lands, what its history tells, and that any number of them can be taken back."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.controllers.opportunity_moves import BEHIND_ALL, seconds_between
from crm.errors import CrmError
from crm.models.opportunities import Closing
from crm.utils import dates
from tests.records import picture


@pytest.fixture
def column(deals):
    """Four deals, from top to bottom a b c d, and one in the next stage."""
    ids = {title: deals.add(title) for title in "dcba"}
    ids["x"] = deals.add("x", stage="talk")
    return ids


def move(deals, ids: list[int], stage: str, **where):
    return deals.session.opportunities.move(ids, deals.stages[stage], **where)


def test_a_move_puts_on_top(deals, column):
    move(deals, [column["d"]], "new")
    move(deals, [column["b"]], "talk")
    assert (deals.titles("new"), deals.titles("talk")) == (["d", "a", "c"], ["b", "x"])


def test_a_move_puts_in_front_of_another(deals, column):
    move(deals, [column["x"]], "new", before=column["c"])
    assert deals.titles("new") == ["a", "b", "x", "c", "d"]


def test_a_move_puts_behind_all(deals, column):
    move(deals, [column["a"], column["x"]], "new", before=BEHIND_ALL)
    assert deals.titles("new") == ["b", "c", "d", "a", "x"]


def test_several_keep_the_order_given(deals, column):
    assert move(deals, [column["d"], column["x"], column["a"]], "new", before=column["c"]) == 3
    assert deals.titles("new") == ["b", "d", "x", "a", "c"]


def test_in_front_of_itself_or_of_one_elsewhere_means_on_top(deals, column):
    move(deals, [column["c"]], "new", before=column["c"])
    move(deals, [column["d"]], "new", before=column["x"])
    assert deals.titles("new") == ["d", "c", "a", "b"]


def test_one_move_writes_one_row_of_the_column(deals, column):
    before = {row[0]: row for row in picture(deals.session.database)["opportunities"]}
    move(deals, [column["d"]], "new", before=column["b"])
    after = {row[0]: row for row in picture(deals.session.database)["opportunities"]}
    assert [one for one in after if after[one] != before[one]] == [column["d"]]


def test_deals_that_share_a_rank_are_parted_when_something_comes_between(deals, column):
    rank = deals.session.opportunities.get(column["b"]).rank
    with deals.session.database.transaction(deals.session.contacts.context.author, "Same rank"):
        for title in "acd":
            deals.session.database.update("opportunities", column[title], {"rank": rank})
    assert deals.titles("new") == ["d", "c", "b", "a"]
    move(deals, [column["x"]], "new", before=column["b"])
    assert deals.titles("new") == ["d", "c", "x", "b", "a"]


def test_to_stand_elsewhere_in_the_column_is_no_edit_and_no_history(deals, column):
    before = deals.session.opportunities.get(column["d"])
    with deals.session.database.transaction(deals.session.contacts.context.author, "Long ago"):
        deals.session.database.update("opportunities", before.id, {"updated_at": "2020-01-01T00:00:00Z"})
    move(deals, [column["d"]], "new")
    after = deals.session.opportunities.get(column["d"])
    assert after.updated_at == "2020-01-01T00:00:00Z"
    assert (after.stage_since, len(deals.session.opportunities.history(after.id))) == (before.stage_since, 1)


def test_the_history_tells_from_where_to_where_and_by_whom(deals):
    deal = deals.add()
    move(deals, [deal], "talk")
    move(deals, [deal], "won", closing=Closing(dates.today(), 5))
    steps = [(one.from_stage_id, one.to_stage_id, one.user_id) for one in deals.session.opportunities.history(deal)]
    new, talk, won = (deals.stages[name] for name in ("new", "talk", "won"))
    me = deals.session.user.id
    assert steps == [(None, new, me), (new, talk, me), (talk, won, me)]


def test_the_history_tells_how_long_a_deal_stood_in_the_stage_it_left(deals):
    deal = deals.add(created_at="2026-11-01T10:00:00Z", stage_since="2026-11-02T10:00:00Z")
    move(deals, [deal], "talk")
    first, second = deals.session.opportunities.history(deal)
    assert (first.at, first.seconds) == ("2026-11-02T10:00:00Z", 0)
    assert second.seconds == seconds_between("2026-11-02T10:00:00Z", second.at) > 0


def test_time_never_runs_backwards():
    assert seconds_between("2026-11-02T10:00:00Z", "2026-11-02T09:00:00Z") == 0
    assert seconds_between("2026-11-02T10:00:00Z", "2026-11-03T10:00:01Z") == 86_401


def test_how_far_a_deal_came_is_kept_when_it_goes_back(deals):
    deal = deals.add()
    reached = []
    for stage in ("sent", "talk", "new", "talk"):
        move(deals, [deal], stage)
        reached.append(deals.session.opportunities.get(deal).furthest_stage_id)
    new, sent = deals.stages["new"], deals.stages["sent"]
    assert reached == [new, sent, sent, sent]


def test_in_another_pipeline_the_way_begins_anew(deals):
    deal, other = deals.add(), deals.session.pipelines.default()
    move(deals, [deal], "talk")
    first, second = (stage.id for stage in other.stages[:2])
    deals.session.opportunities.move([deal], first)
    assert deals.session.opportunities.get(deal).pipeline_id == other.id
    assert deals.session.opportunities.get(deal).furthest_stage_id == deals.stages["talk"]
    deals.session.opportunities.move([deal], second)
    assert deals.session.opportunities.get(deal).furthest_stage_id == first


MOVES = some.lists(some.tuples(some.integers(0, 10**6), some.integers(0, 5)), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_any_moves_are_taken_back_and_done_again_byte_for_byte(deals, moves):
    session = deals.session
    every = session.database.ids("SELECT id FROM opportunities")
    ids = list(every) or [
        deals.add(title, value=price) for title, price in zip("abcde", (1, 2, None, 4, 5), strict=True)
    ]
    steps = [picture(session.database)]
    for seed, kind in moves:
        if _something(deals, ids, dice=random.Random(seed), kind=kind):
            steps.append(picture(session.database))
    for step in reversed(steps[:-1]):
        session.history.undo()
        assert picture(session.database) == step
    for step in steps[1:]:
        session.history.redo()
        assert _without_versions(picture(session.database)) == _without_versions(step)
    for _step in steps[1:]:
        session.history.undo()
    assert picture(session.database) == steps[0]


def _something(deals, ids: list[int], *, dice: random.Random, kind: int) -> bool:
    """Do something to some deals; whether it left an operation."""
    opportunities, some_ids = deals.session.opportunities, dice.sample(ids, dice.randrange(1, 4))
    before = deals.session.database.value("SELECT max(id) FROM operations")
    closing = Closing(dates.today(), dice.choice((None, 7)), deals.reasons["price"])
    works = (
        lambda: opportunities.move(some_ids, deals.stages["talk"], before=dice.choice((None, 0, *ids))),
        lambda: opportunities.move(some_ids, dice.choice(list(deals.stages.values())), closing=closing),
        lambda: opportunities.redate(some_ids, dice.choice(("2027-01", ""))),
        lambda: opportunities.change_many(some_ids, {"probability": dice.choice((None, 33)), "value": 9}),
        lambda: opportunities.move(some_ids, deals.stages["new"], before=dice.choice(ids)),
        lambda: opportunities.snooze(some_ids, "2027-02-01"),
    )
    with suppress(CrmError):
        works[kind]()
    return deals.session.database.value("SELECT max(id) FROM operations") != before


def _without_versions(shown):
    return {table: [row[:-1] for row in rows] for table, rows in shown.items()}


def test_a_place_on_the_board_is_one_operation_with_all_it_says(deals, column):
    before = picture(deals.session.database)
    told = {"stage_id": deals.stages["talk"], "assigned_to": deals.session.user.id, "expected_close": "2027-01-31"}
    assert deals.session.opportunities.put([column["c"], column["b"]], told, before=column["x"]) == 2
    assert deals.titles("talk") == ["c", "b", "x"]
    row = deals.row(column["b"])
    assert (row["assigned_to"], row["expected_close"]) == (deals.session.user.id, "2027-01-31")
    deals.session.history.undo()
    assert picture(deals.session.database) == before


def test_a_place_without_a_stage_leaves_the_order(deals, column):
    assert deals.session.opportunities.put([column["c"]], {"expected_close": "2027-01-31"}) == 1
    assert deals.titles("new") == ["a", "b", "c", "d"]


def test_a_place_that_says_what_is_so_already_changes_nothing(deals, column):
    assert deals.session.opportunities.put([column["c"]], {"expected_close": ""}) == 0


def test_a_place_in_a_won_stage_is_behind_the_gate(deals, column):
    with pytest.raises(CrmError):
        deals.session.opportunities.put([column["c"]], {"stage_id": deals.stages["won"], "assigned_to": None})
    assert deals.row(column["c"])["status"] == "open"
