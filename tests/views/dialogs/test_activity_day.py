"""Choosing another day."""

from __future__ import annotations

from datetime import date

import pytest

from crm.utils import dates
from crm.views.dialogs.activity_day import ask_day, next_monday, offered
from tests.window import descendants, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def heard():
    return []


@pytest.fixture
def dialog(page, heard):
    return ask_day(page, 2, then=heard.append)


def _button(dialog, words):
    return next(one for one in descendants(dialog) if one.winfo_class() == "TButton" and one.cget("text") == words)


def test_enter_takes_tomorrow(dialog, page, heard):
    press(dialog.form.editor("day").entry, "Return")
    pump(page)
    assert heard == [dates.days_after(dates.today(), 1)]


@pytest.mark.parametrize("words", [words for words, _day in offered()])
def test_days_that_are_often_meant_are_a_click_away(dialog, page, heard, words):
    _button(dialog, words).invoke()
    pump(page)
    assert heard == [dict(offered())[words]]


def test_a_day_that_is_none_is_said_beside_it(dialog, heard):
    entry = dialog.form.editor("day").entry
    entry.delete(0, "end")
    entry.insert(0, "31/02/2999")
    press(entry, "Return")
    assert dialog.form.error_of("day")
    assert heard == []
    dialog.close()


def test_the_next_monday_is_a_monday_to_come():
    day = next_monday()
    assert (date.fromisoformat(day).weekday(), day > dates.today()) == (0, True)
