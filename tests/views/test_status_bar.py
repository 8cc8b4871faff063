"""The bottom line: file, count, and work that can be stopped."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from crm.views.jobs import Jobs
from crm.views.status_bar import StatusBar
from tests.window import descendants, pump


@pytest.fixture
def jobs(root):
    working = Jobs(root)
    yield working
    working.stop()


@pytest.fixture
def bar(page, jobs):
    made = StatusBar(page, jobs)
    made.pack(fill="x")
    page.update()
    return made


def test_it_names_the_file_and_who_is_signed_in(bar):
    bar.show_file(Path("/home/ana/clients.db"), user="Ana")
    assert "clients.db · Ana" in [str(one.cget("text")) for one in descendants(bar) if one.winfo_class() == "TLabel"]


def test_it_says_of_each_page_what_was_last_said_of_it(bar):
    bar.show_page("contacts")
    bar.show_count("302 contacts")
    bar.show_page("reports")
    assert bar.count == ""
    bar.show_count("8 opportunities")
    bar.show_page("contacts")
    assert bar.count == "302 contacts"


def test_without_work_it_is_quiet(bar):
    assert bar.working == ""


def test_work_with_a_name_is_shown_until_it_ends(bar, jobs, root):
    gate = threading.Event()
    jobs.run_long(lambda _job: gate.wait(5), label="Importing")
    root.update()
    shown = bar.working
    gate.set()
    pump(root, lambda: not jobs.running)
    assert (shown, bar.working) == ("Importing", "")


def test_quick_work_without_a_name_is_not_shown(bar, jobs, root):
    jobs.run(lambda: None)
    assert bar.working == ""
    pump(root, lambda: not jobs.running)


def test_how_far_it_is_is_shown(bar, jobs, root):
    gate = threading.Event()

    def work(job):
        job.report(0.5, "row 500")
        return gate.wait(5)

    jobs.run_long(work, label="Importing")
    pump(root, lambda: bar.working == "Importing · row 500")
    gate.set()
    pump(root, lambda: not jobs.running)


def test_the_cross_stops_it(bar, jobs, root):
    stopped = []

    def work(job):
        while job.report(None):
            pass
        stopped.append(True)

    jobs.run_long(work, label="Importing")
    root.update()
    next(one for one in descendants(bar) if one.winfo_class() == "TButton" and one.winfo_ismapped()).invoke()
    pump(root, lambda: bool(stopped) and not jobs.running)


def test_it_says_what_stands_in_the_way_until_nothing_does(bar):
    bar.show_problem("The calendar “Team” cannot be read.\nIt is tried again.")
    assert bar.problem == "The calendar “Team” cannot be read."
    bar.show_problem("")
    assert bar.problem == ""
