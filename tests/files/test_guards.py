"""Formulas guarded and restored, text by text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.files.guards import MAY_HOLD_GUARDED, guard, unguard


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "\t=1", "\r=1", "+cmd|'/C calc'!A0", "-2+3+cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "＝1"],
)
def test_a_formula_is_guarded(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["+34 600 12 34 56", "+34600123456", "-12.50", "+1 (555) 010-0000 x123", "-", "---", "-5%"]
)
def test_a_phone_and_a_number_are_left_alone(text):
    assert guard(text) == text


@pytest.mark.parametrize("text", ["'t Hooft", "'", "''", "O'Brien", "'90s"])
def test_an_apostrophe_of_the_text_itself_stays(text):
    assert unguard(text) == guard(text) == text


def test_a_text_that_looks_guarded_is_guarded_once_more():
    assert guard("'=1") == "''=1"


@given(st.text(alphabet=st.sampled_from("'=@+-\t\r1a "), max_size=8) | st.text())
def test_removing_a_guard_gives_back_the_very_text(text):
    assert unguard(guard(text)) == text


def test_a_phone_that_another_program_guarded_loses_its_apostrophe():
    assert unguard("'+34600123456") == "+34600123456"


@given(st.text(alphabet=st.sampled_from("'=@+-\t1a "), max_size=8))
def test_a_line_without_the_marks_of_a_guard_holds_no_guarded_cell(text):
    assert MAY_HOLD_GUARDED(f"x;{text};y") or unguard(text) == text
