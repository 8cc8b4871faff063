"""What is done with a row of the day, whatever it is about."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import today_cards
from crm.views.widgets.day_cards import OPEN
from crm.views.widgets.day_model import Place
from tests.views.deals import deal
from tests.views.user import settle


@pytest.fixture
def today(window, own, people):
    own.activities.add({"subject": "Offer", "contact_id": people["Ana"], "due_on": dates.today()})
    deal(own, contact_id=people["Berta"])
    window.show_page("today")
    settle(window)
    return window.page


def _first(today, section):
    return next(iter(today.rows(section)))


def test_done_completes_the_activity(today, own):
    row = _first(today, "due")
    today.actions.act("due", row, action=today_cards.DONE)
    assert not own.activities.get(row).is_open


def test_later_is_tomorrow(today, own):
    row = _first(today, "due")
    today.actions.act("due", row, action=today_cards.LATER)
    assert own.activities.get(row).due_on == dates.days_after(dates.today(), 1)


def test_open_shows_the_activity(today, user):
    today.actions.act("due", _first(today, "due"), action=OPEN)
    assert user.dialog().form.editor("subject").typed() == "Offer"
    user.dialog().close()


def test_a_call_to_the_customer_of_a_deal_is_about_the_deal(today, window, people):
    row = _first(today, "without_next")
    today.actions.act("without_next", row, action=today_cards.CALL)
    draft = window.call_timer.bar.draft
    assert (draft.callee.contact_id, draft.about.opportunity_id) == (people["Berta"], row)


def test_a_planned_call_is_what_the_call_is_about(today, window):
    row = _first(today, "due")
    today.actions.act("due", row, action=today_cards.CALL)
    assert window.call_timer.bar.draft.about.activity_id == row


def test_plan_begins_with_the_deal(today, user):
    row = _first(today, "without_next")
    today.actions.act("without_next", row, action=today_cards.PLAN)
    assert user.dialog().form.editor("opportunity_id").get() == row
    user.dialog().close()


def test_open_shows_the_deal(today, user):
    today.actions.act("without_next", _first(today, "without_next"), action=OPEN)
    assert user.dialog().heading.cget("text") == "Web"
    user.dialog().close()


def test_planning_with_nobody_in_particular_begins_empty(today, user):
    today.actions.plan_any()
    assert user.dialog().form.editor("contact_id").get() in (None, "")
    user.dialog().close()


def test_the_menu_holds_what_can_be_done_with_the_row(today):
    today.cards.focused = Place("without_next", 0)
    assert [one.key for one in today.cards.actions()] == [today_cards.CALL, today_cards.PLAN, OPEN]
