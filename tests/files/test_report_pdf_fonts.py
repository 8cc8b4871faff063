"""Which font has a letter."""

import pytest

from crm.files import report_pdf_fonts as fonts


def test_there_is_always_a_family_with_a_bold_one():
    regular, bold = fonts.base()
    assert regular != bold
    assert fonts.loaded(regular) is not None


@pytest.mark.parametrize("letter", "añŁÇß€«·Ω")
def test_letters_of_europe_are_in_the_family_itself(letter):
    assert (fonts.font_for(letter), fonts.font_for(letter, bold=True)) == fonts.base()


def test_the_font_of_a_letter_has_it():
    assert fonts.has(fonts.font_for("Ж"), "Ж")


def test_letters_of_east_asia_have_a_font_wherever_they_are_written():
    assert fonts.font_for("東")
    assert fonts.font_for("서")


def test_a_letter_that_no_font_has_gets_none():
    assert fonts.font_for("\U000e01ef") == ""


def test_the_family_has_a_name():
    assert fonts.family()
