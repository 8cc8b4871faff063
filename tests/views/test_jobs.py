"""Work off the window's thread: where it runs, where it answers, how it is given up and how it fails."""

from __future__ import annotations

import threading
import time

import pytest

from crm.views.jobs import InlineJobs, Jobs
from tests.window import pump


@pytest.fixture
def jobs(root):
    working = Jobs(root)
    yield working
    working.stop()


def test_work_is_done_off_the_windows_thread(jobs, root):
    seen = []
    jobs.run(lambda: threading.current_thread().name, seen.append)
    pump(root, lambda: bool(seen))
    assert seen == ["cartera-quick"]


def test_the_answer_comes_on_the_windows_thread(jobs, root):
    threads = []
    jobs.run(lambda: None, lambda _answer: threads.append(threading.current_thread()))
    pump(root, lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_work_is_done_in_the_order_asked(jobs, root):
    seen = []
    for number in range(20):
        jobs.run(lambda number=number: number, seen.append)
    pump(root, lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_long_work_does_not_hold_up_quick_work(jobs, root):
    gate, seen = threading.Event(), []
    jobs.run_long(lambda _job: gate.wait(5), seen.append)
    jobs.run(lambda: "quick", seen.append)
    pump(root, lambda: bool(seen))
    gate.set()
    pump(root, lambda: len(seen) == 2)
    assert seen == ["quick", True]


def test_a_server_that_hangs_holds_up_neither_quick_nor_long_work(jobs, root):
    gate, seen = threading.Event(), []
    jobs.run_network(lambda _job: gate.wait(5), seen.append)
    jobs.run_long(lambda _job: "long", seen.append)
    jobs.run(lambda: "quick", seen.append)
    pump(root, lambda: len(seen) == 2)
    gate.set()
    pump(root, lambda: len(seen) == 3)
    assert sorted(seen[:2]) == ["long", "quick"]


def test_the_answer_of_cancelled_work_is_dropped(jobs, root):
    seen = []
    jobs.run(lambda: "stale", seen.append).cancel()
    jobs.run(lambda: "wanted", seen.append)
    pump(root, lambda: not jobs.running)
    assert seen == ["wanted"]


def test_cancelled_work_that_has_not_begun_is_skipped(jobs, root):
    gate, done = threading.Event(), []
    jobs.run(lambda: gate.wait(5))
    jobs.run(lambda: done.append("worked")).cancel()
    gate.set()
    pump(root, lambda: not jobs.running)
    assert done == []


def test_long_work_hears_that_it_is_cancelled_and_still_answers(jobs, root):
    seen = []

    def count(job):
        for step in range(1000):
            if not job.report(step / 1000):
                return "stopped"
            time.sleep(0.01)  # else it may be through before anybody can cancel it
        return "whole"

    jobs.run_long(count, seen.append).cancel()
    pump(root, lambda: bool(seen))
    assert seen == ["stopped"]


def test_a_failure_goes_to_who_asked(jobs, root):
    seen = []
    jobs.run(lambda: 1 / 0, failed=seen.append)
    pump(root, lambda: bool(seen))
    assert isinstance(seen[0], ZeroDivisionError)


def test_a_failure_nobody_handles_goes_where_the_windows_errors_go(jobs, root, monkeypatch):
    seen = []
    monkeypatch.setattr(root, "report_callback_exception", lambda *parts: seen.append(parts[0]))
    jobs.run(lambda: 1 / 0)
    pump(root, lambda: bool(seen))
    assert seen == [ZeroDivisionError]


def test_a_bug_in_one_answer_does_not_hold_up_the_next(jobs, root, monkeypatch):
    seen = []
    monkeypatch.setattr(root, "report_callback_exception", lambda *parts: seen.append(parts[0]))
    jobs.run(lambda: 1, lambda one: one / 0)
    jobs.run(lambda: "next", seen.append)
    pump(root, lambda: len(seen) == 2)
    assert seen == [ZeroDivisionError, "next"]


def test_running_work_is_listed_until_it_ends(jobs, root):
    gate = threading.Event()
    job = jobs.run_long(lambda _job: gate.wait(5), label="Importing")
    listed = list(jobs.running)
    gate.set()
    pump(root, lambda: not jobs.running)
    assert listed == [job]


def test_begin_and_end_are_told(jobs, root):
    told = []
    jobs.changed.connect(lambda job: told.append(job in jobs.running))
    jobs.run(lambda: None)
    pump(root, lambda: len(told) == 2)
    assert told == [True, False]


def test_work_may_post_to_the_windows_thread(jobs, root):
    threads = []
    jobs.run(lambda: jobs.post(lambda: threads.append(threading.current_thread())))
    pump(root, lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_nothing_is_called_back_after_an_answer_that_stops_the_work(root):
    jobs, seen = Jobs(root), []
    jobs.run(lambda: "first", lambda answer: (seen.append(answer), jobs.stop()))
    jobs.run(lambda: "second", seen.append)
    pump(root, lambda: bool(seen))
    root.update()
    assert seen == ["first"]


def test_stopping_finishes_what_was_asked_for(root):
    jobs, done = Jobs(root), []
    for number in range(3):
        jobs.run(lambda number=number: done.append(number))
    jobs.stop()
    assert done == [0, 1, 2]


def test_inline_jobs_answer_before_they_return(root):
    seen = []
    InlineJobs(root).run(lambda: "now", seen.append)
    assert seen == ["now"]


def test_inline_jobs_report_failures_to_who_asked(root):
    seen = []
    InlineJobs(root).run_long(lambda _job: 1 / 0, failed=seen.append)
    assert isinstance(seen[0], ZeroDivisionError)


def test_calls_that_take_their_time_are_made_in_turns(jobs, root):
    seen, ticks = [], []
    jobs.in_turns([lambda number=number: (time.sleep(0.02), seen.append(number)) for number in range(3)])
    root.after(1, lambda: ticks.append(len(seen)))
    pump(root, lambda: len(seen) == 3)
    assert (seen, ticks[0] < 3) == ([0, 1, 2], True)
    assert jobs.running == []


def test_a_call_waits_until_the_window_is_idle(jobs, root):
    seen = []
    jobs.when_idle(lambda: seen.append("idle"))
    root.after(1, lambda: seen.append("first"))
    pump(root, lambda: len(seen) == 2)
    assert seen == ["first", "idle"]
