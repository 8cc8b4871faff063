"""Open activities in a few lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.activities import Activity
from crm.utils import dates
from crm.views.planned_list import PlannedList
from tests.window import descendants

CALL = Activity(3, "call", 1, "Offer", due_on=dates.today())


@pytest.fixture
def listed(page):
    made = PlannedList(page, most=3, width=380)
    made.pack(fill="x")
    return made


def _words(widget):
    return [str(one.cget("text")) for one in descendants(widget) if one.winfo_class() in ("TLabel", "TButton")]


def _click(listed, words):
    next(one for one in descendants(listed) if one.winfo_class() == "TButton" and one.cget("text") == words).invoke()


def test_what_is_planned_is_told_with_its_day(listed):
    listed.show([CALL], types={})
    assert "Call: Offer · today" in _words(listed)


def test_nothing_planned_asks_for_the_next_step(listed):
    listed.show([], types={})
    assert "Nothing is planned. What is the next step?" in _words(listed)


def test_where_none_is_needed_nothing_is_asked(listed):
    listed.show([], types={}, needed=False)
    assert _words(listed) == ["Nothing is planned."]


def test_done_is_one_click(listed):
    heard = []
    listed.on_done = heard.append
    listed.show([CALL], types={})
    _click(listed, "Done")
    assert heard == [3]


def test_a_click_on_the_words_opens_it(listed):
    heard = []
    listed.on_open = heard.append
    listed.show([CALL], types={})
    _click(listed, "Call: Offer · today")
    assert heard == [3]


def test_more_than_are_shown_are_counted(listed):
    listed.show([CALL] * 5, types={})
    assert "and 2 more" in _words(listed)


def test_when_it_is_due_is_told_whole_however_long_the_subject(listed):
    listed.show([replace(CALL, subject="A very long subject " * 10)], types={})
    assert _words(listed)[1].endswith("… · today")
