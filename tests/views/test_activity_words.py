"""Activities in words: day, time, length, as lines to paste."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import activity_words

_ROW = {"due_on": "2999-12-24", "ends_on": "2999-12-24", "due_at": "", "type": "call", "subject": "Offer"}


def test_a_day_far_off_is_told_with_its_weekday():
    assert activity_words.day(_ROW) == "Tue 24 Dec 2999"


def test_days_around_today_are_told_by_a_word():
    shown = [activity_words.day({**_ROW, "due_on": day, "ends_on": day}) for day in _around()]
    assert shown == ["yesterday", "today", "tomorrow"]


def _around() -> list[str]:
    return [dates.days_after(dates.today(), days) for days in (-1, 0, 1)]


def test_several_days_are_told_from_the_first_to_the_last():
    assert activity_words.day({**_ROW, "ends_on": "2999-12-26"}) == "Tue 24 Dec 2999 – Thu 26 Dec 2999"


def test_what_has_no_day_tells_none():
    assert activity_words.day({**_ROW, "due_on": "", "ends_on": ""}) == ""


def test_the_time_is_the_local_one():
    moment = dates.to_moment("2999-12-24 10:30")
    assert (activity_words.time({"due_at": moment}), activity_words.time({"due_at": ""})) == ("10:30", "")


@pytest.mark.parametrize(
    ("minutes", "timed", "words"),
    [(45, True, "45 min"), (90, True, "1 h 30 min"), (2880, False, "2 days"), (None, True, ""), (1440, True, "24 h")],
)
def test_a_length_is_told_as_one_would_type_it(minutes, timed, words):
    assert activity_words.length(minutes, timed=timed) == words


def test_rows_become_lines_for_a_spreadsheet():
    row = {**_ROW, "subject": "Offer\tand\nmore", "contact": "Ana Gil", "owner": "Root"}
    assert activity_words.as_text([row], {"call": "Call"}) == "24 Dec 2999\t\tCall\tOffer and more\tAna Gil\t\t\tRoot\t"


@pytest.mark.window
def test_each_state_has_a_picture_of_its_own(page):
    assert page.winfo_exists()
    assert len({activity_words.mark_icon(when) for when in ("overdue", "today", "done")}) == 3
