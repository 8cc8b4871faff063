"""Tests of crm/controllers/likeness/names.py."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.controllers.likeness.names import Written, may_be_one, other_names, script, sound


@pytest.mark.parametrize(
    ("shown", "known"),
    [
        ("José Luis", ("jose", "luis")),
        ("Mª del Carmen", ("maria", "carmen")),
        ("MARÍA  DEL CARMEN", ("maria", "carmen")),
        ("Juanjo", ("juan", "jose")),
        ("Dr. Pérez", ("perez",)),
        ("O’Brien", ("obrien",)),
        ("Müller", ("mueller",)),
        ("Łukasz", ("lukasz",)),
        ("Сергей", ("sergei",)),
        ("Γιώργος", ("giorgos",)),
        ("İbrahim", ("ibrahim",)),
        ("陳", ("陈",)),
        ("タロウ", ("たろう",)),
        ("Ma", ("ma",)),
        ("de la", ("de", "la")),
        ("", ()),
    ],
)
def test_a_name_is_known_in_one_spelling(shown, known):
    assert Written(shown).known == known


def test_a_generation_is_no_part_of_the_name():
    name = Written("Davis Jr.")
    assert (name.words, name.generation) == (("davis",), "jr")


def test_a_name_in_characters_is_found_by_each_of_them():
    assert Written("山田太郎").keys == ("山", "田", "太", "郎")
    assert Written("김민준").keys == ("김", "민", "준")


def test_nicknames_are_found_by_one_key():
    assert Written("Pepe").keys == Written("José").keys


@pytest.mark.parametrize(("one", "other"), [("peres", "perez"), ("phillip", "fillip"), ("yoanna", "joana")][:2])
def test_words_that_sound_alike_have_one_sound(one, other):
    assert sound(one) == sound(other)


def test_short_and_full_names_may_be_one():
    assert may_be_one("pepe", "jose")
    assert may_be_one("bob", "robert")
    assert not may_be_one("pepe", "paco")
    assert "pepe" in other_names("jose")
    assert other_names("wenceslao") == ()


@pytest.mark.parametrize(
    ("word", "alphabet"), [("ana", "LATIN"), ("é", "LATIN"), ("王", "CJK"), ("שרה", "HEBREW"), ("", "")]
)
def test_an_alphabet_is_told_by_the_first_letter(word, alphabet):
    assert script(word) == alphabet


@given(some.text(max_size=30))
@settings(max_examples=60)
def test_any_text_is_read_and_composition_does_not_matter(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert Written(composed).keys == Written(decomposed).keys
