"""The lettering of charts: fonts for any letter, widths, words cut to a width."""

from __future__ import annotations

import pytest
from matplotlib import font_manager

from crm.utils.chart_fonts import STRONG, cut, face, width, written

NAME = "Construcciones y Reformas Hernández e Hijos"


def test_more_letters_are_wider():
    assert width("Ganado", "", size=9) > width("Gana", "", size=9) > 0


def test_twice_the_size_is_twice_the_width():
    assert width(NAME, "", size=18) == pytest.approx(2 * width(NAME, "", size=9), rel=0.02)


def test_strong_words_are_measured_as_such():
    assert width(NAME, "DejaVu Sans", size=9, weight=STRONG) > width(NAME, "DejaVu Sans", size=9)


@pytest.mark.parametrize("room", [20, 60, 120])
def test_a_long_name_is_cut_to_its_room(room):
    shown = cut(NAME, "", size=9, room=room)
    assert shown.endswith("…")
    assert width(shown, "", size=9) <= room


def test_a_name_that_fits_is_left_alone():
    assert cut("Acme", "", size=9, room=100) == "Acme"


def test_without_any_room_nothing_is_written():
    assert cut("Acme", "", size=9, room=1) == ""


def test_lines_become_one():
    assert cut("Acme\n  Iberia", "", size=9, room=200) == "Acme Iberia"


def test_a_letter_that_no_font_has_becomes_a_square():
    assert written("a\U000e0fffb", "") == "a□b"


def test_a_text_of_one_alphabet_asks_for_one_font():
    assert len(face("Ganado", "DejaVu Sans", size=9).get_family()) == 1


def test_another_family_helps_out_where_letters_are_missing():
    families = face("Ganado 東京", "DejaVu Sans", size=9).get_family()
    assert families[0] == "DejaVu Sans"


def test_an_unknown_family_is_replaced_by_one_that_is_installed():
    assert face("Ganado", "No Such Font", size=9).get_family() != ["No Such Font"]


def test_strong_letters_need_no_other_weight_than_families_have(caplog):
    font_manager.findfont(font_manager.FontProperties(family=["DejaVu Sans"], weight=STRONG))
    assert not caplog.records
