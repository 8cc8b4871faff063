"""Charts drawn in turn: one at a time, in order, going on after one that failed, nothing after the end."""

from __future__ import annotations

import pytest

from crm.views.dashboard_drawing import Turns
from crm.views.jobs import Jobs
from tests.window import pump


@pytest.fixture
def jobs(root):
    made = Jobs(root)
    yield made
    made.stop()


def test_they_come_in_the_order_asked(root, jobs):
    turns, seen = Turns(jobs), []
    for number in range(5):
        turns.run(lambda number=number: number, seen.append)
    pump(root, lambda: len(seen) == 5)
    assert seen == [0, 1, 2, 3, 4]


def test_other_work_gets_between(root, jobs):
    turns, seen = Turns(jobs), []
    for number in range(3):
        turns.run(lambda number=number: number, seen.append)
    jobs.run(lambda: "a deal", seen.append)
    pump(root, lambda: len(seen) == 4)
    assert seen.index("a deal") < 2


def test_one_that_fails_is_told_and_the_next_comes(root, jobs):
    turns, seen, told = Turns(jobs), [], []
    root.report_callback_exception = lambda *error: told.append(error[0])
    turns.run(lambda: 1 / 0, seen.append)
    turns.run(lambda: 2, seen.append)
    pump(root, lambda: bool(seen))
    del root.report_callback_exception
    assert (seen, told) == ([2], [ZeroDivisionError])


def test_nothing_is_shown_after_the_end(root, jobs):
    turns, seen = Turns(jobs), []
    turns.run(lambda: 1, seen.append)
    turns.run(lambda: 2, seen.append)
    turns.stop()
    pump(root, lambda: not jobs.running)
    assert seen == []


def test_while_held_nothing_is_drawn(root, jobs):
    turns, seen = Turns(jobs), []
    turns.hold()
    turns.run(lambda: "a chart", seen.append)
    jobs.run(lambda: "a deal", seen.append)
    pump(root, lambda: bool(seen))
    turns.go()
    pump(root, lambda: len(seen) == 2)
    assert seen == ["a deal", "a chart"]
