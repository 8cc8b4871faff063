"""The interactions behind a figure."""

from __future__ import annotations

import pytest

from crm.views.dialogs.interaction_records import InteractionRecords, show_interactions
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def logged(session, contacts):
    values = {"type": "call", "subject": "Price", "at": "2026-11-20T09:00:00Z", "outcome": "Wants a quote"}
    return [session.interactions.add(contact, values) for contact in contacts]


@pytest.fixture
def dialog(page, desk, opened, logged):
    return opened(InteractionRecords(page, desk, title="Calls", ids=logged))


def test_each_stands_in_a_line(dialog):
    assert dialog.table.rows[0].cells[1:] == ("Call", "Price", "Ana Gil", "Wants a quote")
    assert dialog.said == "3 interactions"


def test_return_opens_one(dialog, logged):
    told = []
    dialog.on_open = told.append
    press(dialog.table.canvas, "Down", "Down", "Return")
    assert told == [logged[1]]


def test_an_opened_one_is_shown_with_its_contact(window, own, people):
    one = own.interactions.add(people["Berta"], {"type": "call", "subject": "Price"})
    made = show_interactions(window, "Calls", ids=[one])
    press(made.table.canvas, "Down", "Return")
    settle(window)
    assert not made.winfo_exists()
    assert list(window.contacts.selected_ids()) == [people["Berta"]]
