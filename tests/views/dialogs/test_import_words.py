"""What an import came to, in words."""

from __future__ import annotations

import pytest

from crm.models.import_results import ImportResult
from crm.views.dialogs.import_words import answer_words, import_words, side_words, title_of, warning_lines


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


def test_the_button_says_how_many_rows_or_questions():
    assert (import_words(None), import_words(1), import_words(2000)) == ("Import", "Import 1 row", "Import 2,000 rows")
    assert answer_words(2) == "Answer 2 questions…"
