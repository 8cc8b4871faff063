"""The page before any file is open."""

from __future__ import annotations

import pytest

from crm.utils import paths
from crm.views.first_start import FirstStart
from tests.views.user import every
from tests.window import pump


@pytest.fixture
def start(closed_window):
    return next(one for one in every(closed_window.root) if isinstance(one, FirstStart))


def test_it_offers_import_demo_and_an_empty_file(start):
    assert [str(button.cget("text")) for button in start.offers.buttons] == [
        "Import a file", "Explore with demo data", "Start empty",
    ]  # fmt: skip


def test_starting_empty_makes_the_users_own_file(closed_window, start):
    start.offers.buttons[2].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    assert closed_window.desk.session.database.path == paths.default_database()


def test_the_demo_fills_the_file_and_can_be_undone(closed_window, start):
    start.offers.buttons[1].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    contacts = closed_window.desk.session.contacts
    filled = contacts.count(closed_window.contacts.query)
    closed_window.toasts.invoke()
    assert (filled > 100, contacts.count(closed_window.contacts.query)) == (True, 0)


def test_importing_asks_for_the_file(closed_window, start):
    closed_window.outside.answers = [None]
    start.offers.buttons[0].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    assert closed_window.outside.asked == ["Import a file"]


def test_what_the_business_does_is_asked_quietly(closed_window, start):
    assert start.trade.get() == "Something else"
    start.offers.buttons[2].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    assert closed_window.desk.session.templates.current() == ""


def test_a_chosen_trade_brings_its_template(closed_window, start):
    start.trade.set("Real estate")
    start.offers.buttons[2].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    session = closed_window.desk.session
    assert (session.templates.current(), session.pipelines.default().name) == ("real_estate", "Sales to buyers")


def test_the_import_goes_on_after_the_template(closed_window, start):
    closed_window.outside.answers = [None]
    start.trade.current(1)
    start.offers.buttons[0].invoke()
    pump(closed_window.root, lambda: closed_window.is_open)
    assert closed_window.desk.session.templates.current() == "services"
    assert closed_window.outside.asked == ["Import a file"]
