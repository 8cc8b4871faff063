"""Folding, words, digits, one line, and what cannot be stored."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.utils.text import before_stop, digits, fold, one_line, unstorable, words

ANY_TEXT = st.text(st.characters())  # lone surrogates too


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("José GARCÍA Ñúñez", "jose garcia nunez"),
        ("Łódź", "lodz"),
        ("Søren Đorđević", "soren dordevic"),
        ("Straße", "strasse"),
        ("ISTANBUL ıİ", "istanbul ii"),
        ("Ægir Œuvre Ðór Þóra", "aegir oeuvre dor thora"),
        ("O’Brien", "o'brien"),
        ("ﬁn Ａ１", "fin a1"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Йод", "иод"),
    ],
)
def test_folding_ignores_case_accents_and_strokes(typed, folded):
    assert fold(typed) == folded


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_a_whole_is_folding_its_parts(one, other):
    assert fold(one + other) == fold(one) + fold(other)


def test_no_character_of_unicode_folds_to_something_that_folds_on():
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert fold(fold(everything)) == fold(everything)


def test_words_are_split_at_everything_that_is_no_letter_or_figure():
    assert words("  García-López, S.L. (a_b) №5") == ["garcia", "lopez", "s", "l", "a", "b", "no5"]


def test_a_text_of_marks_has_no_words():
    assert words("-- ¡!? …") == []


def test_digits_of_any_script_become_ascii():
    assert digits("+34 ٦١٢ ３x²") == "346123"


def test_one_line_collapses_white_space():
    assert one_line(" a\tb\r\n\n c  ") == "a b c"


@given(st.text(), st.integers(1, 90))
def test_one_line_never_exceeds_its_limit(text, limit):
    assert len(one_line(text, limit)) <= limit


def test_one_line_marks_the_cut():
    assert one_line("uno dos tres", 8) == "uno dos…"


def test_one_line_keeps_what_just_fits():
    assert one_line("uno dos", 7) == "uno dos"


def test_one_line_can_always_be_shown():
    assert one_line("a\x00b\ud800").encode() == "a\ufffdb\ufffd".encode()


@pytest.mark.parametrize(("name", "sentence"), [("Ana", "Saved Ana."), ("Acme S.L.", "Saved Acme S.L.")])
def test_a_sentence_ends_with_one_full_stop(name, sentence):
    assert f"Saved {before_stop(name)}." == sentence


@pytest.mark.parametrize("text", ["", "línea\r\n\tdos", "😀 👩‍👩‍👧", "\u202e\ufeff\x07", "田中さん"])
def test_ordinary_and_odd_text_can_be_stored(text):
    assert unstorable(text) == ""


@pytest.mark.parametrize("text", ["a\x00b", "\ud83d", "x\udc00"])
def test_a_nul_and_half_a_character_are_named(text):
    assert unstorable(text).endswith(".")
