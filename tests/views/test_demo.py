"""Loading the demo data from the window."""

from __future__ import annotations

from crm.views.demo import fill_with_demo
from tests.views.user import settle


def test_the_demo_is_loaded_and_shown(window):
    fill_with_demo(window.desk)
    settle(window)
    assert len(window.contacts.list.table.ids) > 50


def test_undo_takes_all_of_it_away(window, own):
    fill_with_demo(window.desk)
    window.toasts.invoke()
    assert own.contacts.count(window.contacts.query) == 0
