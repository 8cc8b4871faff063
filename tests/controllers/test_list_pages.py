"""Pages of any selection: each begins behind the last one's place, ids and counts agree with them."""

from __future__ import annotations

import pytest

from crm.controllers.contact_queries import ContactConditions, select
from crm.controllers.list_pages import count_of, ids_of, page_of
from crm.models.lists import ListQuery


@pytest.fixture
def chosen(session):
    """Five contacts by name, two of one name."""
    for name in ("Eva", "Ana", "Luis", "Ana", "Zoe"):
        session.contacts.add({"first_name": name})
    return select(ListQuery(), ContactConditions({}))


def names(rows) -> list[str]:
    return [row["first_name"] for row in rows]


def test_pages_follow_each_other_to_the_end(session, chosen):
    rows, place = page_of(session.database, chosen, columns="c.first_name", span=(None, 3))
    rest, end = page_of(session.database, chosen, columns="c.first_name", span=(place, 3))
    assert names([*rows, *rest]) == ["Ana", "Ana", "Eva", "Luis", "Zoe"]
    assert end is None


def test_rows_hold_what_was_asked_for_and_nothing_of_their_place(session, chosen):
    rows, _place = page_of(session.database, chosen, columns="c.first_name", span=(None, 1))
    assert rows == [{"first_name": "Ana"}]


def test_the_first_ids_are_the_beginning_of_all(session, chosen):
    whole = ids_of(session.database, chosen)
    assert len(whole) == 5
    assert ids_of(session.database, chosen, limit=2) == whole[:2]


def test_a_count_may_stop_at_a_cap(session, chosen):
    assert [count_of(session.database, chosen, cap=cap) for cap in (0, 3, 5)] == [5, 4, 5]
