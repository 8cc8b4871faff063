"""The words of stages."""

from __future__ import annotations

import pytest

from crm.controllers.importing.stage_words import GROUPS, KIND_WORDS, STATUS_WORDS
from crm.utils.text import words


@pytest.mark.parametrize("table", [GROUPS, KIND_WORDS, STATUS_WORDS])
def test_every_word_is_written_as_it_is_looked_up(table):
    assert [word for word in table if " ".join(words(word)) != word] == []


def test_no_word_is_both_open_and_closed():
    assert not GROUPS.keys() & KIND_WORDS.keys()


def test_probabilities_of_words_are_between_nothing_and_certain():
    assert all(0 < share < 100 for share in GROUPS.values())
