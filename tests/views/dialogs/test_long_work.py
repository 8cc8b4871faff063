"""Long work of a dialog: one at a time, answered once, outliving its window only where it may."""

from __future__ import annotations

import threading
import tkinter as tk

import pytest

from crm.views.dialogs.long_work import LongWork, Task
from crm.views.jobs import InlineJobs, Jobs
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def jobs(page):
    made = Jobs(page.winfo_toplevel())
    yield made
    made.stop()


@pytest.fixture
def owner(page):
    return tk.Toplevel(page)


def _raise(error):
    raise error


def test_the_answer_comes(owner, jobs):
    answers = []
    LongWork(owner, jobs).run(Task("Working"), lambda _job: 7, done=answers.append, failed=_raise)
    pump(owner, lambda: answers == [7])


def test_newer_work_drops_the_answer_of_older(owner, jobs):
    answers = []
    work = LongWork(owner, jobs)
    work.run(Task("Old"), lambda _job: "old", done=answers.append, failed=_raise)
    work.run(Task("New"), lambda _job: "new", done=answers.append, failed=_raise)
    pump(owner, lambda: not work.running)
    assert answers == ["new"]


def test_work_is_looked_at_while_it_runs(owner, jobs):
    looks, gate = [], threading.Event()
    work = LongWork(owner, jobs)
    work.on_look = lambda: looks.append(1)
    work.run(Task("Working"), lambda _job: gate.wait(5), done=lambda _answer: None, failed=_raise)
    pump(owner, lambda: len(looks) > 1)
    gate.set()
    pump(owner, lambda: not work.running)


def test_work_hears_that_it_shall_stop(owner, jobs):
    answers, begun = [], threading.Event()

    def waiting(job):
        begun.set()
        while job.report(None):
            pass
        return "stopped"

    work = LongWork(owner, jobs)
    work.run(Task("Working"), waiting, done=answers.append, failed=_raise)
    pump(owner, begun.is_set)
    work.stop()
    pump(owner, lambda: answers == ["stopped"])


@pytest.mark.parametrize(("keep_on", "told"), [(True, ["done"]), (False, [])])
def test_only_work_that_keeps_on_answers_without_its_window(owner, jobs, keep_on, told):
    answers, gate = [], threading.Event()
    work = LongWork(owner, jobs)

    def waiting(_job):
        gate.wait(5)
        return "done"

    work.run(Task("Working", keep_on=keep_on), waiting, done=answers.append, failed=_raise)
    work.leave()
    owner.destroy()
    gate.set()
    pump(jobs.root, lambda: not jobs.running)
    assert answers == told


def test_an_error_is_told_once(owner, root):
    errors = []
    work = LongWork(owner, InlineJobs(root))
    work.run(Task("Working"), lambda _job: 1 / 0, done=_raise, failed=errors.append)
    assert [type(error) for error in errors] == [ZeroDivisionError]
    assert not work.running
