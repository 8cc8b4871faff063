"""The words that stand for stored values."""

from __future__ import annotations

import pytest

from crm.controllers.importing import words as known
from crm.models.contacts import KINDS, STATUSES
from crm.utils.text import words


def test_every_word_of_a_status_is_written_as_it_is_looked_up():
    assert [word for word in known.STATUS_WORDS if " ".join(words(word)) != word] == []


def test_words_stand_for_values_there_are():
    assert set(known.STATUS_WORDS.values()) == {choice.value for choice in STATUSES}
    assert set(known.KIND_WORDS.values()) == {choice.value for choice in KINDS}


def test_no_word_means_yes_and_no():
    assert not known.YES_WORDS & known.NO_WORDS


@pytest.mark.parametrize("cell", ["", "-", " — ", "N/A", "n/d", "No tiene", "sin  teléfono", "NONE"])
def test_a_cell_may_say_that_there_is_nothing(cell):
    assert known.says_nothing(cell)


@pytest.mark.parametrize("cell", ["0", "no", "Nadia", "-5", "Sin", "s/n 3"])
def test_other_short_cells_say_something(cell):
    assert not known.says_nothing(cell)
