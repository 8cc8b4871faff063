"""How wide the columns of a report's table are."""

from __future__ import annotations

from crm.views.widgets.report_table_columns import GAP, INDENT, Head, Row, extent, narrowed, natural, stretched

HEADS = (Head("Name"), Head("Value", right=True))


def _widths(*rows):
    return natural(HEADS, extent(rows, len(HEADS)), measure=lambda text: 10 * len(text), unit=round)


def test_a_column_is_as_wide_as_its_longest_text():
    assert _widths(Row(("Alpha Centauri", "1")), Row(("Beta", "2")))[0] == 140 + 2 * GAP


def test_a_narrow_column_has_room_for_its_head():
    assert _widths(Row(("x", "1")))[1] == 50 + 2 * GAP


def test_a_very_long_text_does_not_push_all_others_away():
    assert _widths(Row(("x" * 400, "1")))[0] == 300 + 2 * GAP


def test_deeper_levels_need_more_room():
    assert _widths(Row(("Alpha Centauri", "1"), indent=2))[0] == 140 + 2 * GAP + 2 * INDENT


def test_the_heading_of_a_group_needs_none():
    assert _widths(Row(("x" * 40, ""), "group", wide=True), Row(("x", "1")))[0] == 40 + 2 * GAP


def test_where_there_is_room_columns_share_it():
    assert stretched([100, 200], 450) == [150, 300]


def test_numbers_never_stand_far_from_their_names():
    assert sum(stretched([100, 200], 5000)) < 600


def test_without_room_columns_keep_their_width():
    assert stretched([100, 200], 50) == [100, 200]


def test_a_table_without_columns_has_no_widths():
    assert stretched([], 500) == []


WORDS = [True, True, False]


def test_long_words_make_room_so_that_figures_are_seen():
    assert narrowed([300, 500, 100], 600, words=WORDS, cut=(100, 200)) == [250, 250, 100]


def test_short_words_are_not_cut_for_long_ones():
    assert narrowed([120, 500, 100], 600, words=WORDS, cut=(100, 200)) == [120, 380, 100]


def test_words_are_cut_less_where_one_moves_along_them_anyway():
    assert narrowed([150, 500, 100], 250, words=WORDS, cut=(100, 200)) == [150, 200, 100]


def test_what_fits_stays():
    assert narrowed([300, 500, 100], 900, words=WORDS, cut=(100, 200)) == [300, 500, 100]
