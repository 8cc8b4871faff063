"""What the review of duplicates asks of the session."""

from __future__ import annotations

import pytest

from crm.views.dialogs import duplicates_work as work
from tests.views.dialogs.twins import plant


@pytest.fixture
def twins(session):
    return plant(session)


def test_a_merge_tells_who_stayed_and_its_operation(session, twins):
    merged = work.merge(session, twins["three"])
    assert merged.keep in twins["three"]
    assert merged.name == "Marta Soler Vidal"
    assert merged.operation == session.history.can_undo().id


def test_different_people_tell_their_operation(session, twins):
    assert work.keep_apart(session, twins["pair"]) == (session.history.can_undo().id, False)


def test_many_merges_tell_who_stayed_in_each(session, twins):
    batch, decisions = work.merge_many(session, [twins["pair"], twins["three"]], progress=lambda _done: True)
    assert [decision.ids for decision in decisions] == [twins["pair"], twins["three"]]
    assert all(session.contacts.get(decision.keep) for decision in decisions)
    assert {decision.operation for decision in decisions} == {batch.operation}


def test_a_group_that_may_not_be_merged_is_no_decision(session, twins):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    groups = [twins["pair"], (twins["alone"][0], company)]
    batch, decisions = work.merge_many(session, groups, progress=lambda _done: True)
    assert [decision.ids for decision in decisions] == [twins["pair"]]
    assert len(batch.refused) == 1


def test_stopped_merges_decide_nothing(session, twins):
    assert work.merge_many(session, [twins["pair"]], progress=lambda _done: False)[1] == []


def test_a_group_is_compared_as_it_is_now(session, twins):
    assert set(work.compared(session, twins["three"]).plan.ids) == set(twins["three"])


def test_a_group_that_lost_somebody_says_whom(session, twins):
    session.contacts.remove(twins["three"][:1])
    assert work.compared(session, twins["three"]) == {twins["three"][0]}


def test_undone_operations_are_told(session, twins):
    first, second = work.merge(session, twins["pair"]).operation, work.merge(session, twins["three"]).operation
    session.history.undo(first)
    assert work.undone(session, [first, second]) == {first}
