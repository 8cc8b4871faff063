"""What is asked before an import ends with its window."""

from __future__ import annotations

import threading

import pytest

from crm.views.closing import Closing
from crm.views.jobs import Jobs
from tests.window import press, pump

pytestmark = pytest.mark.window
LOST = "An import is running."


@pytest.fixture
def jobs(root):
    made = Jobs(root)
    yield made
    made.stop()


@pytest.fixture
def closing(root, jobs):
    made = Closing(root, jobs)
    yield made
    if made.question and made.question.winfo_exists():
        made.question.close()


@pytest.fixture
def importing(jobs):
    """Work that goes on until it is told to end, or is stopped."""
    end = threading.Event()

    def work(job):
        while job.report(None) and not end.is_set():
            end.wait(0.01)

    jobs.run_long(work).lost = LOST
    return end


def _asked(closing):
    return closing.question is not None and closing.question.winfo_exists()


def test_without_such_work_it_goes_on_at_once(closing, jobs):
    gone = []
    jobs.run_long(lambda job: job.cancelled)
    closing.ask(lambda: gone.append(True))
    assert gone == [True]


@pytest.mark.usefixtures("importing")
def test_going_on_leaves_the_import_alone(closing, jobs):
    gone = []
    closing.ask(lambda: gone.append(True))
    assert closing.question.dismiss.cget("text") == "Go on"
    press(closing.question.dismiss, "Return")
    assert (gone, _asked(closing)) == ([], False)
    assert not jobs.running[0].cancelled


@pytest.mark.usefixtures("importing")
def test_stop_and_close_closes(closing, root):
    gone = []
    closing.ask(lambda: gone.append(True))
    assert closing.question.primary.cget("text") == "Stop and close"
    closing.question.primary.invoke()
    pump(root, lambda: bool(gone))


@pytest.mark.usefixtures("importing")
def test_asked_twice_one_question_stands(closing):
    closing.ask(lambda: None)
    first = closing.question
    closing.ask(lambda: None)
    assert closing.question is first


def test_the_question_goes_when_the_import_ends(closing, importing, root):
    gone = []
    closing.ask(lambda: gone.append(True))
    importing.set()
    pump(root, lambda: not _asked(closing))
    assert gone == []
