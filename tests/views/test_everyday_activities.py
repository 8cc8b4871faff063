"""Everyday tasks with activities, walked from the first page with real keys and clicks, and what each cost in steps."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import today_cards
from crm.views.widgets.day_model import Place
from tests.records import moment_ago
from tests.views.deals import ana, deal
from tests.views.user import settle
from tests.window import click, pump

pytestmark = pytest.mark.window
TOMORROW = dates.days_after(dates.today(), 1)


@pytest.fixture
def first(window):
    """The page a morning begins with."""
    window.show_page("today")
    settle(window)
    return window.page


@pytest.fixture
def contact(window, own, first):
    assert first.key == "today"
    made = ana(own)
    settle(window)
    return made


@pytest.fixture
def late(window, own, first):
    assert first.key == "today"
    made = own.activities.add({"type": "task", "subject": "Factura", "due_on": "2026-01-07"})
    settle(window)
    return made


@pytest.fixture
def web(window, own, contact):
    made = deal(own, contact_id=contact)
    settle(window)
    return made


def _click_action(user, first, place, key):
    """Point at a row, and click one of the buttons that it shows then."""
    canvas, box = first.cards.canvas, first.cards.layout.row(place)
    y = box.y + box.height // 2
    canvas.event_generate("<Motion>", x=box.x + 60, y=y)
    canvas.update()
    x = next(x for x in range(box.x + box.width, box.x, -2) if first.cards._action_at(x, y) == key)
    user.steps += 1
    click(canvas, x, y)
    user.wait()


def test_an_overdue_task_goes_to_tomorrow_with_one_key(user, own, first, late):
    user.chord("plus", at=first.cards.canvas)
    assert own.activities.get(late).due_on == TOMORROW
    assert user.steps == 1


def test_an_overdue_task_goes_to_tomorrow_with_one_click(user, own, first, late):
    _click_action(user, first, Place("overdue", 0), today_cards.LATER)
    assert own.activities.get(late).due_on == TOMORROW
    assert user.steps == 1


def test_an_overdue_task_goes_to_tomorrow_with_one_key_in_the_list(user, window, own, late):
    user.chord("Alt-Key-4")
    pump(window.root, lambda: window.activities.known is not None)
    settle(window)
    user.steps = 0
    user.chord("Control-Right", at=window.activities.list.table.tree)
    settle(window)
    assert own.activities.get(late).due_on == TOMORROW
    assert user.steps == 1


def test_a_task_is_done_with_one_click_on_its_circle(user, window, own, late):
    user.chord("Alt-Key-4")
    settle(window)
    x, y, _width, height = window.activities.list.table.cell_box(late, "subject")
    user.steps += 1
    click(window.activities.list.table.tree, x + 16, y + height // 2)
    settle(window)
    assert not own.activities.get(late).is_open
    assert user.steps <= 2


def test_the_next_activity_of_a_deal_is_typed_as_a_phrase_in_three_steps(user, own, first, web):
    user.click(first.head.quick.line)
    user.type("call Ana Gil 24/12/2999 10:30")
    user.enter()
    planned = own.activities.next_of(web)
    assert (planned.type, dates.show_moment(planned.due_at)) == ("call", "24 Dec 2999 10:30")
    assert user.steps <= 3


def test_the_next_activity_of_a_deal_is_planned_with_day_and_time_in_five_steps(user, own, first, web):
    first.cards.focused = Place("without_next", 0)
    user.chord("p", at=first.cards.canvas)
    form = user.dialog().form
    form.editor("due_on").entry.delete(0, "end")
    user.type("24 Dec 2999", into=form.editor("due_on").entry)
    user.type("10:30", into=form.editor("time").entry)
    user.enter()
    assert dates.show_moment(own.activities.next_of(web).due_at) == "24 Dec 2999 10:30"
    assert user.steps <= 5


def test_a_planned_call_is_logged_with_its_outcome_from_the_list(user, window, own, contact):
    own.activities.add({"contact_id": contact, "due_on": dates.today()})
    user.chord("Alt-Key-4")
    settle(window)
    user.chord("Control-Return", at=window.activities.list.table.tree)
    user.type("Interested")
    user.enter()
    settle(window)
    logged = own.interactions.of(contact)[0]
    assert (logged.type, logged.outcome) == ("call", "Interested")
    assert user.steps <= 5


def test_a_call_with_outcome_and_note_is_logged_in_six_steps(user, window, own, contact):
    own.activities.add({"contact_id": contact, "due_on": dates.today()})
    settle(window)
    user.chord("c", at=user.window.page.cards.canvas)
    settle(window)
    user.type("Interested", into=window.call_timer.bar.words)
    user.type("Talked about the quote", into=window.call_timer.bar.note)
    user.enter()
    logged = own.interactions.of(contact)[0]
    assert (logged.type, logged.subject, logged.outcome) == ("call", "Talked about the quote", "Interested")
    assert user.steps <= 6


def test_a_call_without_a_note_is_logged_with_anybody_in_five_steps(user, window, own, contact):
    user.chord("Control-f")
    settle(window)
    user.type("gil")
    user.chord("Control-l")
    user.type("No answer", into=window.contacts.panel.timeline.quick.entries["outcome"])
    user.enter()
    assert own.interactions.of(contact)[0].outcome == "No answer"
    assert user.steps <= 5


def test_deals_that_wait_too_long_stand_on_the_first_page(user, window, own, first):
    waiting = deal(own, title="Obra", created_at=moment_ago(400))
    settle(window)
    [card] = [one for one in first.cards._cards if one.key == "rotting"]
    assert [row.key for row in card.rows] == [waiting]
    assert "limit" in card.rows[0].about + card.rows[0].when
    assert user.steps == 0


def test_what_is_done_asks_for_the_next_step_and_a_phrase_answers(user, window, own, web):
    own.activities.add({"opportunity_id": web, "due_on": dates.today()})
    settle(window)
    user.chord("space", at=window.page.cards.canvas)
    user.type("meeting tomorrow 9:00")
    user.enter()
    settle(window)
    assert own.activities.next_of(web).type == "meeting"
    assert user.steps <= 3
