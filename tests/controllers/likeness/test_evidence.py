"""Tests of crm/controllers/likeness/evidence.py."""

from __future__ import annotations

import string

import pytest

from crm.controllers.likeness.evidence import SENTENCES, Fact, name_fact, sentence


@pytest.mark.parametrize("reason", sorted(SENTENCES))
def test_every_reason_is_a_sentence_of_the_values(reason):
    fields = {name for _text, name, _spec, _conversion in string.Formatter().parse(SENTENCES[reason]) if name}
    assert fields <= {"one", "other"}
    assert sentence(Fact(reason, "A", "B")).count("{") == 0


def test_only_the_words_that_are_written_in_two_ways_are_shown():
    assert name_fact("José García", "Jose García") == Fact("name_written", "José", "Jose")
    assert name_fact("José García", "JOSÉ GARCÍA") == Fact("name", "José García")
    assert name_fact("María José", "Mariajosé") == Fact("name_written", "María José", "Mariajosé")


def test_a_long_value_is_cut():
    assert len(sentence(Fact("company", "x" * 500))) < 80


def test_a_number_is_shown_as_people_read_it():
    assert sentence(Fact("phone", "+34600111222")) == "Same phone: +34 600 11 12 22"
