"""Errands: run at open and at their pace by the wall clock, never twice at once, and quiet when they fail."""

from __future__ import annotations

import pytest

from crm.errors import Unavailable
from crm.views.errands import ERRANDS, Errand, Errands

pytestmark = pytest.mark.window


class Clock:
    """A clock on the wall that a test sets."""

    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def errands(window, clock):
    """Makes errands of works that note when they ran; none of the window's own run meanwhile."""
    window.errands.stop()
    made = []

    def make(*table):
        made.append(Errands(window, table, clock=clock))
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_an_errand_runs_at_once_and_then_at_its_pace(errands, clock):
    ran = []
    running = errands(Errand("count", 60, lambda _window: ran.append(clock.now)))
    for step in (0, 30, 29, 1, 60):
        clock.now += step
        running.run_due()
    assert ran == [1_000_000.0, 1_000_060.0, 1_000_120.0]


def test_what_fell_due_while_the_computer_slept_runs_once(errands, clock):
    ran = []
    running = errands(Errand("count", 60, lambda _window: ran.append(1)))
    running.run_due()
    clock.now += 8 * 3600
    running.run_due()
    running.run_due()
    assert len(ran) == 2


def test_a_clock_set_back_does_not_stop_an_errand(errands, clock):
    ran = []
    running = errands(Errand("count", 60, lambda _window: ran.append(1)))
    running.run_due()
    clock.now -= 86_400
    running.run_due()
    assert len(ran) == 2


def test_the_answer_is_shown_with_the_window(errands, window):
    shown = []
    errands(Errand("tell", 60, lambda _window: "answer", show=lambda *told: shown.append(told))).run_due()
    assert shown == [(window, "answer")]


def test_a_failure_is_said_in_the_bottom_line_and_gone_with_the_next_success(errands, window, clock):
    outcomes = [Unavailable("The server does not answer. It is tried again."), None]

    def work(_window):
        outcome = outcomes.pop(0)
        if outcome:
            raise outcome

    running = errands(Errand("ask", 60, work), Errand("other", 60, lambda _window: 1))
    running.run_due()
    assert window.status.problem == "The server does not answer. It is tried again."
    assert window.errors.shown is None
    clock.now += 60
    running.run_due()
    assert window.status.problem == ""


def test_a_bug_is_logged_and_shows_no_dialog(errands, window, caplog):
    errands(Errand("break", 60, lambda _window: 1 / 0)).run_due()
    assert "ZeroDivisionError" in caplog.text
    assert window.status.problem.startswith("Something went wrong in the background")
    assert window.errors.shown is None


def test_one_errand_is_run_now_by_its_name(errands):
    ran = []
    running = errands(
        Errand("one", 60, lambda _window: ran.append(1)), Errand("two", 60, lambda _window: ran.append(2))
    )
    running.run("two")
    assert ran == [2]
    with pytest.raises(KeyError):
        running.run("three")


def test_an_errand_for_a_server_goes_its_own_way(errands):
    ran = []
    errands(Errand("mail", 60, lambda _window: ran.append(1), network=True)).run_due()
    assert ran == [1]


def test_the_answer_of_a_file_that_is_gone_is_not_shown(errands):
    shown = []
    running = errands(Errand("tell", 60, lambda _window: running.stop(), show=lambda *_told: shown.append(1)))
    running.run_due()
    assert shown == []


def test_the_names_of_errands_are_their_own():
    names = [one.name for one in ERRANDS]
    assert len(names) == len(set(names))
    assert {"reminders", "series"} <= set(names)


def test_all_of_them_run_without_complaint(window):
    window.errands.run_due()
    assert window.status.problem == ""
