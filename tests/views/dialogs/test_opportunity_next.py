"""The next activity of a deal, and the line that plans another."""

from __future__ import annotations

import pytest

from crm.models.activities import Activity
from crm.utils import dates
from crm.views.dialogs.activity import ActivityDialog
from crm.views.dialogs.opportunity_next import NextActivity
from tests.views.deals import ana, deal
from tests.window import descendants, press

pytestmark = pytest.mark.window

CALL = Activity(3, "call", 1, "Offer", due_on=dates.today())


@pytest.fixture
def web(session):
    return deal(session, contact_id=ana(session))


@pytest.fixture
def following(page, desk, web):
    made = NextActivity(page, desk)
    made.pack(fill="x")
    made.quick.about(opportunity_id=web)
    page.update()
    return made


def _words(widget):
    return [str(one.cget("text")) for one in descendants(widget) if one.winfo_class() in ("TLabel", "TButton")]


def test_what_is_planned_is_told(following):
    following.show([CALL])
    assert "Call: Offer · today" in _words(following)


def test_a_deal_that_ended_needs_nothing(following):
    following.show([], is_open=False)
    assert "Nothing is planned." in _words(following)


def test_a_phrase_and_enter_plan_on_the_deal(following, session, web):
    following.quick.type_in("meeting with Ana Gil 24/12/2999 10:30 1h urgent")
    press(following.quick.line, "Return")
    planned = session.activities.next_of(web)
    assert (planned.type, planned.due_on, planned.duration_minutes) == ("meeting", "2999-12-24", 60)
    assert planned.priority == "high"


def test_what_repeats_repeats_on_the_deal(following, session, web):
    following.quick.type_in("call every monday")
    following.quick.plan()
    assert session.series.of_activity(session.activities.next_of(web).id).rule == "FREQ=WEEKLY;BYDAY=MO"


def test_the_whole_form_begins_with_what_was_typed(following, web):
    following.quick.type_in("meeting 24/12/2999")
    following.quick.ask_now()
    following.quick.open_form()
    [dialog] = [one for one in descendants(following) if isinstance(one, ActivityDialog)]
    shown = {name: dialog.form.editor(name).get() for name in ("type", "due_on", "opportunity_id")}
    assert shown == {"type": "meeting", "due_on": "2999-12-24", "opportunity_id": web}


def test_escape_drops_the_phrase(following):
    following.quick.type_in("call Ana")
    press(following.quick.line, "Escape")
    assert not following.is_typed


def test_a_type_of_the_business_is_told_by_its_name(following):
    following.type_names = {"visit": "Site visit"}
    following.show([Activity(4, "visit", 1, "Roof")])
    assert "Site visit: Roof" in _words(following)
