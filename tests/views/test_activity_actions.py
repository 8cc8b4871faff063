"""What is done with activities from any page: completed, put off, moved, removed, and what is said of it."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views.dialogs.series_scope import ScopeDialog
from crm.views.widgets.dialog import Dialog
from tests.views.deals import ana, deal
from tests.views.user import every, settle


@pytest.fixture
def actions(window):
    return window.activity_actions


@pytest.fixture
def task(own):
    return own.activities.add({"type": "task", "subject": "Factura", "due_on": "2026-01-07"})


@pytest.fixture
def series(own):
    own.series.add({"subject": "Report", "due_on": dates.today()}, "FREQ=DAILY;COUNT=3")
    return list(own.database.ids("SELECT id FROM activities ORDER BY due_on"))


def _heading(window):
    shown = [one.heading.cget("text") for one in every(window.root) if isinstance(one, Dialog)]
    return shown[-1] if shown else ""


def _answer(window, scope):
    def choose():
        dialog = next(one for one in every(window.root) if isinstance(one, ScopeDialog))
        if scope is None:
            dialog.cancel()
        else:
            dialog.choice.set(scope)
            dialog.confirm()

    window.root.after(60, choose)


def test_what_is_done_says_so_and_is_undone_with_one_click(window, own, actions, task):
    actions.complete([task], outcome="Paid")
    assert (own.activities.get(task).outcome, window.toasts.texts) == ("Paid", ["Done."])
    window.toasts.invoke()
    assert own.activities.get(task).is_open


def test_the_last_activity_of_a_deal_asks_for_the_next_step(window, own, actions, user):
    web = deal(own, contact_id=ana(own))
    actions.complete([own.activities.add({"opportunity_id": web})])
    assert _heading(window) == "What is the next step?"
    assert user.dialog().form.editor("opportunity_id").get() == web
    user.dialog().close()


def test_a_contact_without_a_deal_is_asked_about_too(window, own, actions, user):
    contact = ana(own)
    actions.complete([own.activities.add({"contact_id": contact})])
    assert user.dialog().form.editor("contact_id").get() == contact
    user.dialog().close()
    assert window.root.winfo_exists()


def test_of_several_at_once_nothing_is_asked(window, own, actions):
    deals = [deal(own), deal(own, title="Audit")]
    actions.complete([own.activities.add({"opportunity_id": one}) for one in deals])
    assert _heading(window) == ""
    assert window.toasts.texts == ["2 activities done."]


def test_what_is_done_without_a_log_leaves_no_trace_with_the_contact(own, actions, user):
    contact = ana(own)
    actions.complete([own.activities.add({"contact_id": contact})], log=False)
    assert own.interactions.of(contact) == []
    user.dialog().close()


def test_some_done_and_some_open_are_all_done(own, actions, task):
    done = own.activities.add({"type": "task"})
    own.activities.complete(done)
    actions.toggle([task, done])
    assert [own.activities.get(one).is_open for one in (task, done)] == [False, False]


def test_all_done_are_open_again(window, own, actions, task):
    own.activities.complete(task)
    actions.toggle([task])
    assert (own.activities.get(task).is_open, window.toasts.texts) == (True, ["Open again."])


def test_reopened_means_that_what_was_logged_goes_away(own, actions):
    contact = ana(own)
    call = own.activities.add({"contact_id": contact})
    own.activities.complete(call)
    actions.reopen([call])
    assert own.interactions.of(contact) == []


def test_put_off_by_a_day_counts_from_today(window, own, actions, task):
    actions.postpone([task], 1)
    assert own.activities.get(task).due_on == dates.days_after(dates.today(), 1)
    assert window.toasts.texts == ["Put off."]


def test_moved_to_a_day_says_which(window, own, actions, task):
    actions.to_day([task], "2999-12-24")
    assert (own.activities.get(task).due_on, window.toasts.texts) == ("2999-12-24", ["Moved to 24 Dec 2999."])


def test_moved_to_no_day_says_so(window, actions, task):
    actions.to_day([task], "")
    assert window.toasts.texts == ["Without a date now."]


def test_what_is_done_does_not_move_and_says_so(window, own, actions, task):
    own.activities.complete(task)
    actions.to_day([task], "2999-12-24")
    assert window.toasts.texts == ["Nothing to move: they stand there already, or are done."]


def test_removed_says_so(window, own, actions, task):
    actions.remove([task])
    assert (own.activities.rows([task]), window.toasts.texts) == ([], ["Activity removed."])


def test_of_a_series_it_is_asked_which_go(window, own, actions, series):
    _answer(window, "following")
    actions.remove([series[1]])
    assert [row["id"] for row in own.activities.rows(series)] == series[:1]


def test_a_cancelled_question_removes_nothing(window, own, actions, series):
    _answer(window, None)
    actions.remove([series[1]])
    assert len(own.activities.rows(series)) == 3


def test_of_several_only_those_go_that_were_chosen(own, actions, series):
    actions.remove(series[:2])
    assert [row["id"] for row in own.activities.rows(series)] == series[2:]


def test_one_is_opened_in_its_window(window, actions, task, user):
    actions.open(task)
    settle(window)
    assert user.dialog().form.editor("subject").typed() == "Factura"
    user.dialog().close()
