"""The dialog of the people who work with a file: their teams and roles, one added, one edited, one put out of use."""

from __future__ import annotations

import pytest

from crm.views.dialogs.users import UsersDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def pepa(session):
    return session.users.add("Pepa Ruiz", email="pepa@x.es", team="Norte")


@pytest.fixture
def dialog(page, desk, opened, pepa):
    assert pepa
    return opened(UsersDialog(page, desk))


def test_people_stand_by_name_with_team_and_role(dialog, pepa):
    dialog.list.choose(pepa)
    item = dialog.list.table.tree.selection()[0]
    assert list(dialog.list.table.tree.item(item, "values")) == ["Norte", "Salesperson", "pepa@x.es"]


def test_a_new_person_is_chosen(dialog, session):
    form = dialog.add()
    form.form.put("name", "Luis Gil")
    form.form.put("team", "Sur")
    form.save()
    pump(dialog, lambda: dialog.chosen is not None and dialog.chosen.name == "Luis Gil")
    assert session.users.teams() == ["Norte", "Sur"]


def test_a_person_changes_the_team(dialog, session, pepa):
    dialog.list.choose(pepa)
    form = dialog.edit()
    form.form.put("team", "Centro")
    form.save()
    pump(dialog, lambda: dialog.chosen is not None and dialog.chosen.team == "Centro")
    assert session.users.teams() == ["Centro"]


def test_the_teams_there_are_stand_below_the_form(dialog, pepa):
    dialog.list.choose(pepa)
    assert "Norte" in dialog.edit().said


def test_the_last_administrator_stays_one(dialog, session):
    dialog.list.choose(session.user.id)
    form = dialog.edit()
    form.form.put("role", "sales")
    form.save()
    pump(form, lambda: bool(form.form.error_of("role")))
    assert session.users.local().role == "admin"


def test_who_left_stays_in_the_list(dialog, pepa):
    dialog.list.choose(pepa)
    form = dialog.edit()
    form.form.put("active", 0)
    form.save()
    pump(dialog, lambda: dialog.chosen is not None and not dialog.chosen.active)
    assert "Pepa Ruiz (out of use)" in dialog.list.table.tree.item(dialog.list.table.tree.selection()[0], "text")
