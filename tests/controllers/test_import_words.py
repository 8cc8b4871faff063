"""The words that stand for stored values."""

from __future__ import annotations

from crm.controllers import import_words
from crm.models.contacts import KINDS, STATUSES
from crm.utils.text import words


def test_every_word_of_a_status_is_written_as_it_is_looked_up():
    assert [word for word in import_words.STATUS_WORDS if " ".join(words(word)) != word] == []


def test_words_stand_for_values_there_are():
    assert set(import_words.STATUS_WORDS.values()) == {choice.value for choice in STATUSES}
    assert set(import_words.KIND_WORDS.values()) == {choice.value for choice in KINDS}


def test_no_word_means_yes_and_no():
    assert not import_words.YES_WORDS & import_words.NO_WORDS
