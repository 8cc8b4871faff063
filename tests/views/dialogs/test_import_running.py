"""The screen of work under way."""

from __future__ import annotations

import pytest

from crm.models.import_results import ImportProgress
from crm.views.dialogs.import_running import RunningPage

pytestmark = pytest.mark.window


@pytest.fixture
def running(page):
    made = RunningPage(page)
    made.pack(fill="both", expand=True)
    made.begin("Importing people.csv…", "Stopping leaves nothing behind.")
    page.update()
    return made


def test_it_says_how_far_it_is(running):
    running.show(ImportProgress(500, 2000, 0.25, 2.0))
    assert "500 of 2,000 rows" in running.panel.detail


def test_without_a_total_it_counts(running):
    running.show(ImportProgress(500, None, 0.25, 2.0))
    assert running.panel.detail.startswith("500 rows")


def test_stop_is_told_once(running):
    told = []
    running.on_stop = lambda: told.append(1)
    running.panel.cancel.invoke()
    running.panel.cancel.invoke()
    assert told == [1]


def test_what_is_being_finished_cannot_be_stopped(running):
    running.show(ImportProgress(2000, 2000, 1.0, 2.0, finishing=True))
    assert not running.panel.cancel.winfo_manager()
