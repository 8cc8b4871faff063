"""Saved views: one's own and those others share; what is saved is read back and can be undone."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.records import picture, second_user

QUERY = ListQuery("ana", (Condition("city", Operator.ANY, ("Ávila", None, 5)),), "name", descending=True)


def test_a_view_is_read_back_with_its_query(session):
    view = session.views.add("Mías", {"query": QUERY.to_plain(), "columns": ["name"]})
    (kept,) = session.views.all()
    assert (kept.id, kept.name, kept.shared, kept.user_id) == (view, "Mías", False, session.user.id)
    assert ListQuery.from_plain(kept.definition["query"]) == QUERY


def test_others_see_shared_views_only_and_may_not_change_them(session):
    mine, shared = session.views.add("Mía", {}), session.views.add("De todos", {}, shared=True)
    berta = second_user(session)
    assert [one.id for one in berta.views.all()] == [shared]
    for view in (mine, shared):
        with pytest.raises(Denied, match="belongs to somebody else"):
            berta.views.change(view, name="x")


def test_a_view_is_changed_part_by_part(session):
    view = session.views.add("Mía", {"query": {}})
    session.views.change(view, name="Otra")
    session.views.change(view, definition={"query": {"text": "x"}}, shared=True)
    (kept,) = session.views.all()
    assert (kept.name, kept.definition, kept.shared) == ("Otra", {"query": {"text": "x"}}, True)


def test_a_removed_view_comes_back(session):
    view = session.views.add("Mía", {"query": {"text": "\x00 ñ 😀"}})
    before = picture(session.database)
    session.views.remove(view)
    assert session.views.all() == []
    session.history.undo()
    assert picture(session.database) == before


@pytest.mark.parametrize("name", ["", "  ", "a\x00", "\ud83d"])
def test_a_view_needs_a_name(session, name):
    with pytest.raises(Invalid) as refused:
        session.views.add(name, {})
    assert list(refused.value.fields) == ["name"]


def test_a_view_that_is_gone_is_not_found(session):
    with pytest.raises(NotFound):
        session.views.remove(99)
