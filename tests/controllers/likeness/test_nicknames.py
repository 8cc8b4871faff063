"""Tests of crm/controllers/likeness/nicknames.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.nicknames import FAMILIES, KNOWN, MEANINGS, SPELT_OUT
from crm.utils.text import fold


@pytest.mark.parametrize("name", sorted(MEANINGS.keys() | SPELT_OUT.keys() | KNOWN))
def test_every_name_is_written_as_it_is_looked_up(name):
    assert fold(name) == name
    assert name.isalpha()


def test_a_short_form_of_two_names_stands_for_both():
    assert not MEANINGS["alex"].isdisjoint(MEANINGS["alejandro"])
    assert not MEANINGS["alex"].isdisjoint(MEANINGS["alejandra"])
    assert MEANINGS["alejandro"].isdisjoint(MEANINGS["alejandra"])


def test_what_may_be_one_name_is_in_one_family():
    for name, numbers in MEANINGS.items():
        for other, others in MEANINGS.items():
            if not numbers.isdisjoint(others):
                assert FAMILIES[name] == FAMILIES[other]
