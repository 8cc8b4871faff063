"""Users: added, changed, and somebody always stays administrator."""

from __future__ import annotations

import pytest

from crm.errors import Invalid, NotFound


def test_users_are_listed_by_name(session):
    for name in ("Zoe", "Berta"):
        session.users.add(name, email=f"{name}@example.com", role="manager")
    names = [one.name for one in session.users.all()]
    assert names == sorted(names)
    assert {one.role for one in session.users.all()} == {"admin", "manager"}


def test_a_user_is_changed_field_by_field(session):
    user = session.users.add("Berta")
    session.users.change(user, role="reader", active=False)
    kept = next(one for one in session.users.all() if one.id == user)
    assert (kept.name, kept.role, kept.active) == ("Berta", "reader", False)


@pytest.mark.parametrize("values", [{"name": " "}, {"name": "\ud83d"}, {"role": "boss"}])
def test_a_bad_value_is_refused_beside_its_field(session, values):
    with pytest.raises(Invalid) as refused:
        session.users.change(session.user.id, **values)
    assert list(refused.value.fields) == list(values)


@pytest.mark.parametrize("values", [{"role": "sales"}, {"active": False}])
def test_the_last_administrator_stays_one(session, values):
    with pytest.raises(Invalid, match="Somebody must stay administrator"):
        session.users.change(session.user.id, **values)
    session.users.add("Berta", role="admin")
    session.users.change(session.user.id, **values)


def test_a_user_that_is_gone_is_not_found(session):
    with pytest.raises(NotFound):
        session.users.change(99, name="x")


def test_the_local_user_is_the_first_active_administrator(session):
    second = session.users.add("Berta", role="admin")
    assert session.users.local().id == session.user.id
    session.users.change(session.user.id, active=False)
    assert session.users.local().id == second


def test_an_address_that_cannot_be_kept_is_refused_beside_its_field(session):
    with pytest.raises(Invalid) as refused:
        session.users.add("Eva", email="a\0b")
    assert list(refused.value.fields) == ["email"]


def test_a_team_is_written_one_way(session):
    session.users.add("Ana", team="Norte")
    session.users.add("Berta", team="norté")
    assert session.users.teams() == ["Norte"]


def test_a_team_may_be_written_otherwise_by_its_only_member(session):
    ana = session.users.add("Ana", team="norte")
    session.users.change(ana, team="Norte")
    assert session.users.teams() == ["Norte"]
