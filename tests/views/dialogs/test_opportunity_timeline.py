"""The story of a deal, and logging into it."""

from __future__ import annotations

import pytest

from crm.views import known
from crm.views.dialogs.opportunity_timeline import DealTimeline
from tests.views.deals import ana, deal, stages
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def web(session):
    return deal(session, contact_id=ana(session))


@pytest.fixture
def timeline(page, desk, session, web):
    made = DealTimeline(page, desk, known=known.read_for_opportunities(session))
    made.pack(fill="both", expand=True)
    _show(made, session, web)
    page.update()
    return made


def _show(made, session, web):
    made.show(web, session.opportunities.timeline(web), customer=session.opportunities.get(web).contact_id)


def _text(timeline):
    return timeline.feed.text.get("1.0", "end")


def test_a_move_is_told_with_the_time_before_it(timeline, session, web):
    session.opportunities.move([web], stages(session)[1].id)
    _show(timeline, session, web)
    assert f"From {stages(session)[0].name} to {stages(session)[1].name}" in _text(timeline)


def test_an_activity_says_when_it_is_due(timeline, session, web):
    session.activities.add({"opportunity_id": web, "subject": "Offer", "due_on": "2999-01-01"})
    _show(timeline, session, web)
    assert "due 1 Jan 2999" in _text(timeline)


def test_an_activity_that_was_done_says_what_came_of_it(timeline, session, web):
    activity_id = session.activities.add({"opportunity_id": web, "subject": "Offer"})
    session.activities.complete(activity_id, "They like it")
    _show(timeline, session, web)
    assert "Outcome: They like it" in _text(timeline)


def test_a_call_is_logged_about_the_deal(timeline, session, web):
    timeline.quick.subject.insert(0, "Talked about the price")
    press(timeline.quick.subject, "Return")
    logged = session.interactions.of(opportunity_id=web)
    assert [one.subject for one in logged] == ["Talked about the price"]
    assert not timeline.is_typed


def test_without_a_contact_nothing_is_logged(timeline, session):
    lonely = deal(session)
    timeline.show(lonely, session.opportunities.timeline(lonely), customer=None)
    assert not timeline.quick.winfo_manager()


def test_a_filter_leaves_out_the_others(timeline, session, web):
    session.activities.add({"opportunity_id": web, "subject": "Offer"})
    _show(timeline, session, web)
    timeline.feed.on_filter("plans")
    assert "Offer" in _text(timeline)
    assert "Added in" not in _text(timeline)


def test_a_click_on_an_activity_opens_it(timeline, session, web):
    heard = []
    timeline.on_activity = heard.append
    activity_id = session.activities.add({"opportunity_id": web, "subject": "Offer"})
    timeline.feed.on_open(f"activity {activity_id}")
    assert heard == [activity_id]


def test_older_entries_are_asked_for_and_added_below(timeline, session, web):
    for number in range(4):
        session.activities.add({"opportunity_id": web, "subject": f"Step {number}"})
    story, heard = session.opportunities.timeline(web), []
    timeline.on_more = lambda: heard.append(True)
    timeline.show(web, story[:2], customer=None, more=True)
    timeline.feed.more.invoke()
    timeline.show(web, story, customer=None)
    assert heard
    assert all(f"Step {number}" in _text(timeline) for number in range(4))
