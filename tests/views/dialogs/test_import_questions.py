"""Questions about a file: how they are asked, in what order, answered by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.fields import Choice
from crm.models.imports import DATE_ORDER, DECIMAL, MOJIBAKE, NEW, WORD, Question
from crm.views.dialogs.import_questions import QuestionsPage, questions_words
from crm.views.dialogs.import_reading import read_file
from tests.views.dialogs.conftest import asked_in
from tests.window import press, pump

pytestmark = pytest.mark.window
ORDERS = (Choice("dmy", "day first"), Choice("mdy", "month first"), Choice("", "leave empty"))
PEOPLE = (Choice("1", "Ana"), Choice(NEW, "Create"), Choice("", "leave empty"))
SAMPLES = ((2, "03/04/2024"), (3, "05/06/2024"), (4, "07/08/2024"))
PEDRO = Question(WORD, "Owner", "owner", "Who is Pedro?", PEOPLE, (), 4, "Pedro")
DATE = Question(DATE_ORDER, "Day", "custom.day", "Which comes first?", ORDERS, SAMPLES, 9)
REPAIR = Question(MOJIBAKE, "", "", "Put it right?", (Choice("repair", "Yes"), Choice("", "No")), (), 3)


@pytest.fixture
def reading(session, csv_file):
    return read_file(session, csv_file)


@pytest.fixture
def told():
    return []


@pytest.fixture
def screen(page, reading, told):
    made = QuestionsPage(page)
    made.pack(fill="both", expand=True)
    made.on_answer = lambda questions, value: told.append(([one.kind for one in questions], value))
    made.show(asked_in(reading, PEDRO, REPAIR, DATE))
    pump(page)
    return made


def test_what_must_be_answered_comes_first_and_unknown_words_last(screen):
    assert [card.question for card in screen.cards] == [DATE, REPAIR, PEDRO]


def test_three_rows_of_the_file_are_shown(screen):
    words = str(screen.cards[0]._samples.cget("text"))
    assert words == "Row 2: 03/04/2024\nRow 3: 05/06/2024\nRow 4: 07/08/2024"


def test_nothing_is_chosen_before_a_person_chooses(screen):
    assert not any(card.answer is not None for card in screen.cards)
    assert screen.cards[1]._value.get() not in {"repair", ""}


def test_the_keyboard_goes_to_the_first_open_question_and_space_answers_it(screen, told):
    screen.go_to_open()
    press(screen.focus_get(), "space")
    assert told == [([DATE_ORDER], "dmy")]


@pytest.mark.parametrize("key", ["Right", "Down"])
def test_the_arrows_go_to_the_next_answer(screen, told, key):
    screen.go_to_open()
    press(screen.focus_get(), key)
    press(screen.focus_get(), "space")
    assert told[-1] == ([DATE_ORDER], "mdy")


def test_leaving_the_values_empty_is_an_answer(screen, told):
    screen.cards[0].choose("")
    assert told == [([DATE_ORDER], "")]
    assert screen.cards[0].answer == ""


def test_an_unknown_owner_is_chosen_from_a_list(screen, told):
    screen.cards[2].first.current(1)
    screen.cards[2].first.event_generate("<<ComboboxSelected>>")
    assert told == [([WORD], NEW)]


def test_an_answered_question_is_passed_by(screen):
    screen.cards[0].choose("dmy")
    screen.go_to_open()
    screen.update()
    assert screen.focus_get() is screen.cards[1].first


def test_questions_that_stand_here_stay_as_they_are(screen, reading):
    before = screen.cards
    screen.show(asked_in(reading, PEDRO, REPAIR, DATE).with_answers([DATE], "dmy"))
    assert screen.cards is before


def test_answers_given_before_are_shown(screen, reading):
    screen.show(asked_in(reading, DATE).with_answers([DATE], "mdy"))
    assert screen.cards[0]._value.get() == "mdy"
    assert screen.cards[0].answer == "mdy"


def test_a_thousand_unknown_words_are_not_asked_one_by_one(screen, reading):
    words = tuple(Question(WORD, "Owner", "owner", "Who?", PEOPLE, (), 1, f"Word {place}") for place in range(1000))
    number = Question(DECIMAL, "Sum", "custom.sum", "How?", ORDERS, (), 1)
    screen.show(asked_in(reading, *words, number))
    assert len(screen.cards) == 61
    assert screen.cards[0].question == number


def test_open_questions_are_counted(reading):
    asked = asked_in(reading, PEDRO, DATE)
    assert questions_words(asked) == "2 questions"
    assert questions_words(asked.with_answers([DATE], "")) == "1 question"
    assert questions_words(asked.with_answers([DATE], "").with_answers([PEDRO], "")) == "Questions"


def test_of_an_unknown_word_is_told_how_often_and_where_it_stands(screen, reading):
    pedro = replace(PEDRO, samples=((2, "Pedro"), (9, "Pedro")), count=58)
    screen.show(asked_in(reading, pedro))
    assert screen.cards[0]._samples.cget("text") == "58 values, the first in row 2, 9"


def test_a_list_shows_what_was_answered(screen):
    screen.cards[2].choose(NEW)
    assert screen.cards[2].first.get() == "Create"


LUIS, EVA = replace(PEDRO, word="Luis", count=3), replace(PEDRO, word="Eva", count=2)


@pytest.fixture
def strangers(screen, reading):
    """Three unknown owners, and one unknown word of another column."""
    screen.show(asked_in(reading, replace(PEDRO, header="Status", field="status"), PEDRO, LUIS, EVA))
    return screen


def test_the_unknown_words_of_a_column_stand_together(strangers):
    assert [card.question.header for card in strangers.cards] == ["Owner", "Owner", "Owner", "Status"]
    assert list(strangers.together) == ["Owner"]


@pytest.mark.parametrize("value", [NEW, ""])
def test_unknown_owners_are_answered_all_at_once(strangers, told, value):
    strangers.together["Owner"].buttons[value].invoke()
    assert told == [([WORD] * 3, value)]
    assert [card.answer for card in strangers.cards] == [value, value, value, None]


def test_who_was_chosen_for_one_stays_when_the_others_are_created(strangers):
    strangers.cards[1].choose("1")
    strangers.together["Owner"].buttons[NEW].invoke()
    assert [card.answer for card in strangers.cards[:3]] == [NEW, "1", NEW]


def test_what_cannot_be_made_is_only_left_empty(screen, reading):
    fixed = replace(PEDRO, options=(Choice("1", "Ana"), Choice("", "leave empty")))
    screen.show(asked_in(reading, fixed, replace(fixed, word="Luis")))
    assert list(screen.together["Owner"].buttons) == [""]


def test_an_answer_that_was_dropped_is_asked_for_again(screen, reading):
    asked = asked_in(reading, PEDRO, REPAIR, DATE)
    screen.show(asked.with_answers([DATE], "mdy"))
    screen.show(asked)
    assert screen.cards[0].answer is None
