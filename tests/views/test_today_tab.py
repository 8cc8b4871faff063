"""The first page over a real file: what it lists, and that acting on a row does what it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.utils import dates
from crm.views import today_cards
from crm.views.widgets.day_model import Place
from tests.records import second_user
from tests.views.user import settle


@pytest.fixture
def today(window):
    window.show_page("today")
    settle(window)
    return window.page


@pytest.fixture
def task(own, window, today):
    assert today.day is not None
    made = own.activities.add({"type": "task", "subject": "Factura", "due_on": dates.today()})
    settle(window)
    return made


def listed(today) -> dict[str, list[int]]:
    return {card.key: [row.key for row in card.rows] for card in today.cards._cards}


def test_an_empty_day_invites_to_plan(today):
    assert today.empty.winfo_ismapped()
    assert listed(today) == {}


def test_what_is_due_stands_there_as_soon_as_it_is_planned(today, task):
    assert listed(today) == {"due": [task]}
    assert not today.empty.winfo_ismapped()


def test_done_in_place_and_one_undo_brings_it_back(today, task, own, window):
    today.cards.focused = Place("due", 0)
    today.cards.act(today_cards.DONE)
    settle(window)
    assert listed(today) == {}
    window.desk.undo()
    settle(window)
    assert (own.activities.get(task).is_open, listed(today)) == (True, {"due": [task]})


def test_put_off_in_place_by_a_day(today, task, own, window):
    today.cards.focused = Place("due", 0)
    today.cards.act(today_cards.LATER)
    settle(window)
    tomorrow = (date.fromisoformat(dates.today()) + timedelta(days=1)).isoformat()
    assert (own.activities.get(task).due_on, listed(today)) == (tomorrow, {})


def test_a_call_is_timed_without_leaving_the_day(today, own, window):
    contact = own.contacts.add({"first_name": "Ana"})
    planned = own.activities.add({"contact_id": contact, "type": "call", "due_on": dates.today()})
    settle(window)
    today.actions.act("due", planned, action=today_cards.CALL)
    settle(window)
    draft = window.call_timer.bar.draft
    assert (window.page_key, draft.callee.contact_id, draft.about.activity_id) == ("today", contact, planned)


def test_nobody_to_call_is_said(today, task, window):
    today.actions.act("due", task, action=today_cards.CALL)
    assert window.toasts.texts == ["There is nobody to call: no contact is chosen."]


def test_everyones_day_is_a_click_away_and_remembered(today, own, window, settings):
    theirs = second_user(own).activities.add({"subject": "Suya", "due_on": dates.today()})
    settle(window)
    assert listed(today) == {}
    today.head.choose("everyone")
    settle(window)
    assert (listed(today), settings.get("today.everyone")) == ({"due": [theirs]}, True)


def test_a_long_section_shows_its_first_rows_and_all_of_them_when_asked(today, own, window):
    for number in range(12):
        own.activities.add({"subject": str(number), "due_on": dates.today()})
    settle(window)
    assert len(listed(today)["due"]) == today_cards.SHOWN
    today.cards.on_more("due")
    settle(window)
    assert len(listed(today)["due"]) == 12


def test_the_page_tells_the_day_and_what_it_holds(today, task, own, window):
    own.activities.add({"subject": "Ayer", "due_on": "2026-01-07"})
    settle(window)
    assert today.head.summary == "1 overdue · 1 for today"
    own.activities.complete(task)
    settle(window)
    assert today.head.summary == "1 overdue · 1 done today"


def test_the_rest_of_a_card_that_is_shown_whole_stands_in_the_list(today):
    today.whole |= {"overdue"}
    today.cards.on_more("overdue")
    settle(today.window)
    assert (today.window.page.key, today.window.activities.head.range) == ("activities", "overdue")


def test_an_empty_day_is_empty_all_over(today):
    cover = today.empty.master
    today.update()
    assert (cover.winfo_width(), cover.winfo_height()) == (today.cards.winfo_width(), today.cards.winfo_height())
