"""The next activity of a deal, and the line that plans another."""

from __future__ import annotations

import pytest

from crm.models.activities import Activity
from crm.utils import dates
from crm.views.dialogs.opportunity_next import NextActivity
from tests.window import descendants, press

pytestmark = pytest.mark.window

CALL = Activity(3, "call", 1, "Offer", due_on=dates.today())


@pytest.fixture
def following(page):
    made = NextActivity(page)
    made.pack(fill="x")
    page.update()
    return made


def _words(widget):
    return [str(one.cget("text")) for one in descendants(widget) if one.winfo_class() in ("TLabel", "TButton")]


def test_what_is_planned_is_told(following):
    following.show([CALL])
    assert "Call: Offer · today" in _words(following)


def test_nothing_planned_asks_for_the_next_step(following):
    following.show([])
    assert "Nothing is planned. What is the next step?" in _words(following)


def test_a_deal_that_ended_needs_none(following):
    following.show([], is_open=False)
    assert "Nothing is planned." in _words(following)


def test_done_is_one_click(following):
    heard = []
    following.on_done = heard.append
    following.show([CALL])
    next(
        one for one in descendants(following) if one.winfo_class() == "TButton" and one.cget("text") == "Done"
    ).invoke()
    assert heard == [3]


def test_more_than_three_are_counted(following):
    following.show([CALL] * 5)
    assert "and 2 more" in _words(following)


def test_a_phrase_and_enter_plan(following):
    heard = []
    following.on_plan = heard.append
    following.line.insert(0, "meeting with Ana 24/12/2999")
    press(following.line, "Return")
    assert heard == [{"type": "meeting", "subject": "Ana", "due_on": "2999-12-24"}]


def test_a_phrase_without_a_day_is_for_today(following):
    following.line.insert(0, "call Ana")
    assert following.values() == {"type": "call", "subject": "Ana", "due_on": dates.today()}


def test_how_a_phrase_is_read_is_said_while_it_is_typed(following):
    following.line.insert(0, "call Ana")
    assert following._said.cget("text") == "Call: Ana · today"


def test_without_a_phrase_the_whole_form_is_wanted(following):
    heard = []
    following.on_more = heard.append
    following.plan_button.invoke()
    assert heard == [{}]


def test_escape_drops_the_phrase(following):
    following.line.insert(0, "call Ana")
    press(following.line, "Escape")
    assert not following.is_typed


def test_a_type_of_the_business_is_told_by_its_name(following):
    following.type_names = {"visit": "Site visit"}
    following.show([Activity(4, "visit", 1, "Roof")])
    assert "Site visit: Roof" in _words(following)
