"""The form of one person: what cannot be kept is told beside its field."""

from __future__ import annotations

import pytest

from crm.views.dialogs.user_form import UserDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def form(page, desk, opened):
    return opened(UserDialog(page, desk, user=None, teams=()))


def test_without_a_name_nobody_is_added(form, session):
    form.save()
    pump(form)
    assert len(session.users.all()) == 1
    assert form.winfo_exists()


def test_what_was_typed_counts_as_an_edit(form):
    assert not form.has_edits
    form.form.put("name", "Eva")
    assert form.has_edits


def test_who_is_added_is_told(form, session):
    heard = []
    form.on_added = heard.append
    form.form.put("name", "Eva")
    form.save()
    pump(form, lambda: bool(heard))
    assert heard == [next(one.id for one in session.users.all() if one.name == "Eva")]
