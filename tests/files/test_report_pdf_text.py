"""Texts of a PDF: their width, their breaks, the order their letters are seen in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.files.report_pdf_text import clean, pieces, width, wrap


def _seen(text):
    return "".join(str(piece.text) for piece in pieces(clean(text)))


def test_a_plain_text_is_one_piece():
    (piece,) = pieces("José Núñez")
    assert piece.text == "José Núñez"


def test_each_alphabet_has_its_font_and_the_order_stays():
    found = pieces("Ana 東京 Żółw")
    assert "".join(piece.text for piece in found) == "Ana 東京 Żółw"
    assert len({piece.font for piece in found}) == 2


def test_composed_and_decomposed_letters_are_the_same():
    assert clean("e\u0301") == "é"


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "a\ufeffb", "a\u200bb", "a\ud800b", "a\x1bb"])
def test_what_is_not_seen_is_left_out(text):
    assert clean(text) == "ab"


def test_line_breaks_of_every_kind_are_kept():
    assert clean("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_hebrew_is_read_from_the_right_and_its_numbers_from_the_left():
    seen = _seen("שלום 123")
    assert seen.startswith("123")
    assert seen.rstrip().endswith("ש")


def test_a_bracket_among_hebrew_is_turned():
    assert _seen("(שלום)").replace(" ", "") == "(םולש)"


def test_arabic_letters_are_joined():
    loose = sum(width(letter) for letter in "مرحبا")
    assert width("مرحبا") != pytest.approx(loose)


def test_a_joiner_keeps_arabic_letters_apart():
    assert width("می\u200cخواهم") != pytest.approx(width("میخواهم"))


def test_an_emoji_without_a_font_is_a_box():
    assert _seen("a\U0001fae8b") in {"a□b", "a\U0001fae8b"}


def test_bold_letters_are_wider():
    assert width("Total", bold=True) > width("Total")


def test_words_are_wrapped_between_blanks():
    assert wrap("one two three", room=width("one two ")) == ["one two", "three"]


def test_a_word_wider_than_the_room_is_broken_inside():
    lines = wrap("abcdefghij", room=width("abc"))
    assert "".join(lines) == "abcdefghij"
    assert len(lines) > 2


def test_a_mark_stays_with_its_letter():
    assert all(not line.startswith("\u0323") for line in wrap("x\u0323" * 9, room=width("xx")))


def test_an_empty_text_is_one_empty_line():
    assert wrap("", room=10) == [""]


@settings(max_examples=60, deadline=None)
@given(text=some.text(max_size=60), room=some.floats(0.5, 20))
def test_wrapping_loses_no_letter(text, room):
    whole = clean(text)
    assert "".join("".join(wrap(whole, room=room)).split()) == "".join(whole.split())


@settings(max_examples=60, deadline=None)
@given(text=some.text(alphabet="abc déñ東", max_size=60), room=some.floats(2, 20))
def test_no_line_is_wider_than_its_room(text, room):
    assert all(width(line) <= room + 1e-6 for line in wrap(text, room=room))


def test_an_address_is_broken_behind_a_sign():
    word = "info@agropartessierrabrava.example"
    lines = wrap(word, room=width(word) - 0.1)
    assert lines == ["info@agropartessierrabrava.", "example"]


def test_a_sign_far_from_the_end_breaks_nothing():
    word = "a@" + "b" * 40
    assert len(wrap(word, room=width(word) * 0.6)) == 2
