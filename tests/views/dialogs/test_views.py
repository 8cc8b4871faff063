"""Saved views: keep a list under a name; rename, share, remove."""

from __future__ import annotations

import pytest

from crm.models.lists import ListQuery
from crm.views.dialogs.views import Draft, SaveViewDialog, ViewsDialog
from tests.window import press, pump

pytestmark = pytest.mark.window
DEFINITION = {"query": ListQuery(text="lugo").to_plain()}


@pytest.fixture
def saving(page, desk, opened):
    return opened(SaveViewDialog(page, desk, draft=Draft(DEFINITION)))


@pytest.fixture
def kept(session):
    return [session.views.add(name, DEFINITION) for name in ("Galicia", "Cold leads")]


@pytest.fixture
def dialog(page, desk, opened, kept):
    assert kept
    return opened(ViewsDialog(page, desk))


def test_a_typed_name_and_enter_keep_the_list(saving, session):
    saving.form.editor("name").entry.insert(0, "Galicia")
    press(saving.form.editor("name").entry, "Return")
    (view,) = session.views.all()
    assert (view.name, view.definition, view.shared) == ("Galicia", DEFINITION, False)
    assert not saving.winfo_exists()


def test_without_a_name_it_says_so_beside_the_field(saving, session):
    saving.save()
    assert saving.form.error_of("name")
    assert session.views.all() == []


def test_a_name_that_is_taken_replaces_after_saying_so(page, desk, session, opened):
    known = session.views.add("Galicia", {"query": {}})
    saving = opened(SaveViewDialog(page, desk, draft=Draft(DEFINITION)))
    saving.form.editor("name").entry.insert(0, "galicia")
    assert "Galicia" in saving.said
    assert saving.primary.cget("text") == "Replace"
    saving.save()
    assert [(view.id, view.definition) for view in session.views.all()] == [(known, DEFINITION)]


def test_the_saved_view_is_told(saving):
    told = []
    saving.on_saved = told.append
    saving.form.put("name", "Galicia")
    saving.save()
    assert len(told) == 1


def test_a_view_is_renamed_by_enter(dialog, session, kept):
    dialog.list.choose(kept[1])
    dialog.entry.delete(0, "end")
    dialog.entry.insert(0, "Cold")
    press(dialog.entry, "Return")
    assert [view.name for view in session.views.all()] == ["Galicia", "Cold"]


def test_a_view_is_shared_by_a_click(dialog, session, kept):
    dialog.list.choose(kept[0])
    dialog.shared.invoke()
    assert session.views.all()[0].shared


def test_a_view_is_removed_and_comes_back(dialog, session, kept):
    dialog.list.choose(kept[0])
    dialog.remove()
    assert [view.name for view in session.views.all()] == ["Cold leads"]
    session.history.undo()
    assert len(session.views.all()) == 2


def test_an_empty_name_is_refused_and_the_old_one_shown(dialog, session):
    dialog.entry.delete(0, "end")
    press(dialog.entry, "Return")
    pump(dialog)
    assert dialog.said
    assert dialog.entry.get() == "Galicia"
    assert session.views.all()[0].name == "Galicia"
