"""A page asks, hears of changes, and reloads when it is seen."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from crm.views.jobs import InlineJobs, Jobs
from crm.views.tab import Questions, Tab
from tests.window import pump


class Page(Tab):
    watches = frozenset(("contacts",))

    def __init__(self, parent, desk):
        super().__init__(parent, desk)
        self.refreshed = 0

    def refresh(self):
        self.refreshed += 1


@pytest.fixture
def tab(page):
    return Page(page, SimpleNamespace(jobs=InlineJobs(page)))


@pytest.fixture
def jobs(root):
    working = Jobs(root)
    yield working
    working.stop()


def test_only_the_newest_question_about_a_subject_is_answered(jobs, root):
    seen = []
    questions = Questions(jobs)
    for number in range(3):
        questions.ask("list", lambda number=number: number, show=seen.append)
    pump(root, lambda: not jobs.running)
    assert seen == [2]


def test_questions_about_other_subjects_are_answered_too(jobs, root):
    seen = []
    questions = Questions(jobs)
    questions.ask("list", lambda: "list", show=seen.append)
    questions.ask("panel", lambda: "panel", show=seen.append)
    pump(root, lambda: not jobs.running)
    assert seen == ["list", "panel"]


def test_a_dropped_question_is_not_answered(jobs, root):
    seen = []
    questions = Questions(jobs)
    questions.ask("list", lambda: "list", show=seen.append)
    questions.drop()
    pump(root, lambda: not jobs.running)
    assert seen == []


def test_a_page_in_view_reloads_when_what_it_watches_changes(tab, root):
    tab.pack()
    root.update()
    tab.heard(frozenset(("contacts",)))
    assert tab.refreshed == 1


def test_a_page_ignores_what_it_does_not_watch(tab, root):
    tab.pack()
    root.update()
    tab.heard(frozenset(("settings",)))
    assert tab.refreshed == 0


def test_a_hidden_page_reloads_when_it_is_shown(tab):
    tab.shown()
    tab.heard(frozenset(("contacts",)))
    before = tab.refreshed
    tab.shown()
    assert (before, tab.refreshed) == (1, 2)


def test_a_page_shown_again_without_a_change_does_not_reload(tab):
    tab.shown()
    tab.shown()
    assert tab.refreshed == 1


def test_a_page_without_edits_lets_go_at_once(tab):
    gone = []
    tab.leave(lambda: gone.append(True))
    assert gone == [True]


def test_a_destroyed_page_is_not_answered(page, jobs, root):
    seen = []
    tab = Page(page, SimpleNamespace(jobs=jobs))
    tab.ask("list", lambda: "list", show=seen.append)
    tab.destroy()
    pump(root, lambda: not jobs.running)
    assert seen == []
