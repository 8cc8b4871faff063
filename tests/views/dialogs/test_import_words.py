"""What an import came to, in words."""

from __future__ import annotations

import pytest

from crm.models.import_results import ImportResult
from crm.models.imports import DATE_ORDER, WORD, Question
from crm.views.dialogs.import_words import import_words, primary_words, side_words, title_of, warning_lines

WHICH = Question(WORD, "Owner", "owner", "Who?", (), (), 1, "Pedro")
WHEN = Question(DATE_ORDER, "Day", "custom.day", "Which comes first?", (), (), 1)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (ImportResult(3, 2, 1, operation=1), "3 records imported"),
        (ImportResult(3, unchanged=3), "The file brought nothing new"),
        (ImportResult(3, 3, dry_run=True), "This is what the import would do"),
    ],
)
def test_the_title_says_how_it_went(result, words):
    assert title_of(result) == words


def test_what_came_into_being_beside_is_told_with_its_numbers():
    result = ImportResult(side_created={"companies": 12, "tags": 1, "owners": 0})
    assert side_words(result, dry_run=False) == "Created along with them: 12 companies, 1 tag."


def test_nothing_beside_is_not_worth_a_word():
    assert side_words(ImportResult(), dry_run=True) == ""


def test_many_warnings_are_counted():
    assert warning_lines(ImportResult(warnings=["One.", "Two.", "Three."]), 2) == ["One.", "Two.", "… and 1 more"]


def test_the_button_says_how_many_rows():
    assert (import_words(None), import_words(1), import_words(2000)) == ("Import", "Import 1 row", "Import 2,000 rows")
    assert primary_words([], 2) == "Import 2 rows"


def test_the_button_leads_to_the_questions_that_wait():
    assert primary_words([WHICH], 2) == "Look at 1 question…"
    assert primary_words([WHICH, WHICH], 2) == "Look at 2 questions…"
    assert primary_words([WHEN, WHICH], 2) == "Answer 2 questions…"
