"""The list of reminders: answered for the chosen ones, closed with the last, and seen when it is closed."""

from __future__ import annotations

import pytest

from crm.models.reminders import Due
from crm.views.dialogs.reminders import RemindersDialog
from tests.window import press

pytestmark = pytest.mark.window


def due(number):
    at = f"2026-11-2{number}T10:00:00Z"
    return Due(number, (number * 10,), at, f"Call {number}", at[:10], at, contact="Ana Gil", opportunity="Windows")


@pytest.fixture
def told():
    return []


@pytest.fixture
def dialog(page, desk, opened, told):
    made = RemindersDialog(page, desk)
    made.on_done = lambda dues: told.append(("done", [one.activity_id for one in dues]))
    made.on_open = lambda dues: told.append(("open", [one.activity_id for one in dues]))
    made.on_seen = lambda dues: told.append(("seen", sorted(one.activity_id for one in dues)))
    made.on_snooze = lambda minutes, dues: told.append((minutes, [one.activity_id for one in dues]))
    made.show([due(3), due(1), due(2)])
    return opened(made)


def test_they_stand_in_the_order_of_time_the_first_one_chosen(dialog):
    assert list(dialog.list.table.ids) == [1, 2, 3]
    assert [one.activity_id for one in dialog.chosen] == [1]
    assert dialog.count.cget("text") == "3 reminders wait for you."


def test_what_is_done_goes_and_the_next_is_chosen(dialog, told):
    dialog.done()
    assert told == [("done", [1])]
    assert [one.activity_id for one in dialog.chosen] == [2]


def test_several_are_put_off_at_once(dialog, told):
    dialog.list.table.select([1, 3])
    dialog.later.choose("In 1 hour")
    assert told == [(60, [1, 3])]
    assert dialog.activity_ids == {2}


def test_until_tomorrow_is_some_minutes(dialog, told):
    dialog.later.choose("Tomorrow")
    assert 0 < told[0][0] <= 33 * 60


def test_the_last_answer_closes_it_and_nothing_is_seen_twice(dialog, told):
    dialog.list.table.select([1, 2, 3])
    dialog.done()
    assert not dialog.winfo_exists()
    assert told == [("done", [1, 2, 3])]


def test_closing_has_seen_what_is_left(dialog, told):
    press(dialog, "Escape")
    assert told == [("seen", [1, 2, 3])]


def test_opening_one_closes_the_list(dialog, told):
    dialog.list.table.on_open(2)
    assert told == [("seen", [1, 2, 3]), ("open", [2])]


def test_what_was_done_elsewhere_goes(dialog):
    dialog.keep([1, 2])
    assert dialog.activity_ids == {1, 2}
    dialog.keep([])
    assert not dialog.winfo_exists()


def test_one_that_comes_again_is_listed_once(dialog):
    dialog.show([due(2)])
    assert list(dialog.list.table.ids) == [1, 2, 3]
