"""What is done on the page of activities with what is selected there."""

from __future__ import annotations

from datetime import date

import pytest

from crm.utils import dates
from crm.views.commands import find
from crm.views.dialogs.activity import ActivityDialog
from crm.views.dialogs.activity_day import DayDialog
from crm.views.dialogs.activity_done import DoneDialog
from tests.views.user import every, settle
from tests.window import press


@pytest.fixture
def two(window, own, activities):
    assert activities.known
    made = [own.activities.add({"subject": subject, "due_on": "2026-01-07"}) for subject in ("Alpha", "Beta")]
    settle(window)
    activities.list.table.select(made)
    return made


def _run(window, command):
    window.runner.run(find(command))
    settle(window)


def _days(own, ids):
    return [own.activities.get(one).due_on for one in ids]


def _close(window):
    for one in every(window.root):
        if isinstance(one, ActivityDialog) and one.winfo_exists():
            one.close()


def test_space_completes_all_that_is_selected(window, own, activities, two):
    press(activities.list.table.tree, "space")
    settle(window)
    assert [own.activities.get(one).is_open for one in two] == [False, False]
    assert window.toasts.texts == ["2 activities done."]


def test_space_on_what_is_done_opens_it_again(window, own, activities, two):
    own.activities.complete(two)
    activities.show_range("done")
    activities.list.table.select(two)
    press(activities.list.table.tree, "space")
    settle(window)
    assert [own.activities.get(one).is_open for one in two] == [True, True]


def test_a_click_on_a_circle_completes_that_one_alone(window, own, activities, two):
    activities.actions.check(two[1])
    settle(window)
    assert [own.activities.get(one).is_open for one in two] == [True, False]


def test_after_one_is_done_the_next_is_selected(window, activities, two):
    activities.list.table.select(two[:1])
    press(activities.list.table.tree, "space")
    settle(window)
    assert list(activities.selected_ids()) == two[1:]


def test_many_are_done_with_what_came_of_them(window, own, two, user):
    _run(window, "activity.outcome")
    dialog = user.dialog()
    assert isinstance(dialog, DoneDialog)
    dialog.form.put("outcome", "No answer")
    dialog.confirm()
    settle(window)
    assert [own.activities.get(one).outcome for one in two] == ["No answer", "No answer"]


def test_many_go_to_tomorrow_with_one_key_and_come_back_with_one(window, own, activities, two):
    press(activities.list.table.tree, "Control-Right")
    settle(window)
    assert _days(own, two) == [dates.days_after(dates.today(), 1)] * 2
    window.desk.undo()
    assert _days(own, two) == ["2026-01-07"] * 2


def test_many_go_to_the_next_monday(window, own, two):
    _run(window, "activity.monday")
    [day] = set(_days(own, two))
    assert date.fromisoformat(day).weekday() == 0
    assert dates.today() < day <= dates.days_after(dates.today(), 7)


def test_many_lose_their_date(window, own, two):
    _run(window, "activity.no_date")
    assert _days(own, two) == ["", ""]
    assert window.toasts.texts == ["2 activities without a date now."]


def test_many_go_to_a_day_that_is_asked_for(window, own, two, user):
    _run(window, "activity.day")
    dialog = user.dialog()
    assert isinstance(dialog, DayDialog)
    dialog.form.put("day", "2999-12-24")
    dialog.confirm()
    settle(window)
    assert _days(own, two) == ["2999-12-24"] * 2


def test_many_are_removed_and_one_undo_brings_them_back(window, own, activities, two):
    press(activities.list.table.tree, "Delete")
    settle(window)
    assert own.activities.rows(two) == []
    window.desk.undo()
    assert len(own.activities.rows(two)) == 2


def test_rows_are_copied_as_text(window, two):
    assert two
    _run(window, "edit.copy")
    lines = window.root.clipboard_get().splitlines()
    assert [line.split("\t")[2:4] for line in lines] == [["Call", "Alpha"], ["Call", "Beta"]]


def test_enter_opens_the_activity(window, activities, two):
    activities.list.table.select(two[1:])
    press(activities.list.table.tree, "Return")
    settle(window)
    [dialog] = [one for one in every(window.root) if isinstance(one, ActivityDialog)]
    assert dialog.form.editor("subject").typed() == "Beta"
    _close(window)


def test_the_contact_is_a_command_away(window, own, people, activities):
    made = own.activities.add({"contact_id": people["Berta"]})
    settle(window)
    activities.list.table.select([made])
    _run(window, "activity.contact")
    assert (window.page_key, window.contacts.panel.contact_id) == ("contacts", people["Berta"])


def test_what_is_with_nobody_says_so(window, two):
    assert two
    _run(window, "activity.contact")
    assert window.toasts.texts == ["This activity is with nobody: no contact is chosen."]
