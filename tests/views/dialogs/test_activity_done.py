"""Saying what came of what was done."""

from __future__ import annotations

import pytest

from crm.views.dialogs.activity_done import ask_outcome
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def heard():
    return []


@pytest.fixture
def dialog(page, heard):
    return ask_outcome(page, 3, then=lambda outcome, log: heard.append((outcome, log)))


def test_it_says_how_many_are_meant(dialog):
    assert dialog.heading.cget("text") == "3 activities were done"
    dialog.close()


def test_enter_tells_what_was_typed(dialog, page, heard):
    dialog.form.put("outcome", "No answer ")
    press(dialog.form.editor("outcome").entry, "Return")
    pump(page)
    assert heard == [("No answer", True)]


def test_it_need_not_be_noted_with_the_contacts(dialog, page, heard):
    dialog.form.put("log", 0)
    dialog.confirm()
    pump(page)
    assert heard == [("", False)]


def test_escape_tells_nothing(dialog, page, heard):
    press(dialog.form.editor("outcome").entry, "Escape")
    pump(page)
    assert heard == []
