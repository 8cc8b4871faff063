"""Deals in words and pictures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.models.opportunities import Amount
from crm.utils import dates
from crm.views import opportunity_words as words


def _in(days):
    return (date.fromisoformat(dates.today()) + timedelta(days=days)).isoformat()


def _row(**values):
    return {"status": "open", "rotting": "", "mark": "planned", **values}


def test_an_unknown_value_says_nothing():
    assert (words.value(None, "EUR"), words.value(150, "EUR")) == ("", "€1.50")


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "tomorrow"), (3, "in 3 days"), (-2, "2 days ago")])
def test_a_day_near_today_is_told_by_its_distance(days, said):
    assert words.due(_in(days), "") == said


def test_a_time_of_day_stands_behind_the_day():
    assert words.due(_in(1), dates.to_moment(f"{_in(1)} 10:30")) == "tomorrow 10:30"


def test_an_activity_is_told_on_one_line():
    planned = {"type": "call", "subject": "Offer", "due_on": _in(1), "due_at": ""}
    assert words.activity(planned) == "Call: Offer · tomorrow"


def test_an_activity_without_a_subject_is_its_type():
    assert words.activity({"type": "call", "subject": "", "due_on": "", "due_at": ""}) == "Call"


def test_no_activity_says_nothing():
    assert words.activity(None) == ""


@pytest.mark.parametrize(
    ("values", "mark"),
    [({}, "planned"), ({"rotting": "14 days"}, "rotting"), ({"status": "won", "rotting": ""}, "won")],
)
def test_how_a_deal_ended_or_rots_comes_before_its_activity(values, mark):
    assert words.mark_of(_row(**values)) == mark


def test_every_mark_has_words_and_a_picture_of_its_own(root):
    assert root.winfo_exists()
    marks = ("overdue", "today", "planned", "none", "rotting", "won", "lost")
    assert len({words.mark_icon(mark) for mark in marks}) == len({words.mark_words(mark) for mark in marks}) == 7


def test_totals_name_what_has_no_value():
    assert words.amount(Amount("EUR", 3, 1, 1000, 500)) == "€10.00 · weighted €5.00 · 1 without a value"


def test_deals_are_counted():
    assert words.count([Amount("EUR", 1200, 0, 0, 0), Amount("USD", 1, 0, 0, 0)]) == "1,201 opportunities"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "less than an hour"), (7200, "2 hours"), (86_400, "1 day"), (86_400 * 12, "12 days")]
)
def test_a_span_is_told_in_its_largest_unit(seconds, said):
    assert words.span(seconds) == said
