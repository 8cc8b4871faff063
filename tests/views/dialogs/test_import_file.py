"""The first screen of the assistant: what is shown of a file, and what its choices tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.fields import Choice
from crm.models.imports import DATE_ORDER, Question
from crm.views.dialogs.import_file import FIRST_ROWS, QUESTIONS, RULES, FilePage
from crm.views.dialogs.import_reading import problems, read_file
from tests.views.dialogs.conftest import asked_in
from tests.window import pump

pytestmark = pytest.mark.window
OPTIONS = (Choice("dmy", "day first"), Choice("mdy", "month first"), Choice("", "leave empty"))
QUESTION = Question(DATE_ORDER, "City", "custom.day", "Which comes first?", OPTIONS, ((2, "03/04/2024"),), 1)


@pytest.fixture
def reading(session, csv_file):
    return read_file(session, csv_file)


@pytest.fixture
def screen(page, reading):
    made = FilePage(page)
    made.pack(fill="both", expand=True)
    made.show(reading, {})
    pump(page)
    return made


def test_every_column_is_there_with_its_field(screen):
    assert [screen.grid_of_columns.target_of(place).get() for place in range(4)] == [
        "First name",
        "Last name",
        "E-mail",
        "City",
    ]


def test_the_first_rows_are_shown_as_decoded(screen, page):
    screen.go_to(FIRST_ROWS)
    pump(page)
    tree = screen.preview.table.tree
    assert tree.item(tree.get_children()[1], "text") == "Iván"


def test_a_problem_is_said_at_once_with_a_way_out(screen, reading, session, page):
    doubled = reading.with_field(3, "first_name")
    joined = []
    screen.on_join = joined.append
    screen.show(doubled, problems(session, doubled))
    pump(page)
    assert screen.grid_of_columns.target_of(3).instate(["invalid"])
    screen.join.invoke()
    assert joined == ["City"]


def test_what_happens_to_what_is_here_already_is_said_and_leads_to_the_rules(screen, page):
    assert "fill empty fields only" in screen.rules.cget("text")
    screen.rules.invoke()
    pump(page)
    assert screen.page == RULES
    assert screen.rules_page.winfo_ismapped()


def test_a_file_without_questions_has_no_page_for_them(screen):
    assert str(screen.pages.tk.call(str(screen.pages), "tab", QUESTIONS, "-state")) == "hidden"


def test_questions_are_counted_on_their_page(screen, reading):
    screen.show(asked_in(reading, QUESTION), {})
    assert str(screen.pages.tk.call(str(screen.pages), "tab", QUESTIONS, "-text")) == "1 question"


def test_asking_brings_the_first_open_question_to_the_keyboard(screen, reading, page):
    screen.show(asked_in(reading, QUESTION), {})
    screen.ask()
    pump(page)
    assert screen.focus_get() is screen.questions_page.cards[0].first


def test_columns_that_went_there_the_last_time_can_be_started_afresh(screen, reading, page):
    asked = []
    screen.on_afresh = lambda: asked.append(True)
    screen.show(replace(reading, notes=("As the last time.",), remembered=True), {})
    pump(page)
    screen.afresh.invoke()
    assert asked == [True]


def test_notes_about_the_file_are_shown(screen, reading, page):
    screen.show(replace(reading, notes=("Two lines above the header were left out.",)), {})
    pump(page)
    assert "Two lines above" in str(screen.notes.cget("text"))
    assert screen.notes.winfo_ismapped()
