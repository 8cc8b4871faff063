"""Which operations came to nothing together."""

from __future__ import annotations

import pytest

from crm.storage.undo_pairs import settled_since
from tests.records import newest


@pytest.fixture
def steps(session):
    """Changes one contact so often as asked, and gives the ids of the operations."""
    contact = session.contacts.add({"first_name": "Ana"})

    def go(count: int) -> list[int]:
        made = []
        for number in range(count):
            session.contacts.change(contact, {"city": f"Lugo {newest(session.database)} {number}"})
            made.append(newest(session.database))
        return made

    return go


def undo(session, operation: int) -> int:
    return session.history.undo(operation).operation_id


def test_nothing_undone_is_nothing_settled(session, steps):
    first, _second = steps(2)
    assert settled_since(session.database, first) == []


def test_what_was_undone_is_settled_with_its_undo(session, steps):
    first, second = steps(2)
    gone = undo(session, second)
    assert settled_since(session.database, first) == [second, gone]


def test_what_was_done_again_counts_and_its_undos_do_not(session, steps):
    first, second = steps(2)
    gone = undo(session, second)
    again = undo(session, gone)
    assert settled_since(session.database, first) == [gone, again]


def test_the_undo_of_something_older_counts(session, steps):
    older, _middle = steps(2)
    [first] = steps(1)
    session.tags.add("VIP")
    tag = newest(session.database)
    undo(session, tag)
    assert settled_since(session.database, older) == settled_since(session.database, first)
    assert tag in settled_since(session.database, first)


def test_the_undo_that_is_going_on_is_left_out(session, steps):
    first, second = steps(2)
    going = undo(session, second)
    assert settled_since(session.database, first, but=going) == []
