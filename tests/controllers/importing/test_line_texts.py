"""Lines of an opportunity in one cell, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.controllers.importing.line_texts import read_lines, write_lines

LINE = {"product_id": None, "name": "GTX Pro", "quantity": 2000, "unit_price": 482100, "discount": 1000}


def test_a_line_is_written_as_people_read_it():
    assert write_lines([LINE], currency="EUR") == "2 × GTX Pro @ 4821.00 − 10 %"


def test_what_is_not_known_is_left_out():
    plain = LINE | {"unit_price": None, "discount": 0, "quantity": 500}
    assert write_lines([plain], currency="EUR") == "0.5 × GTX Pro"


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.fixed_dictionaries(
            {
                "product_id": some.none(),
                "name": some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
                "quantity": some.integers(-(10**9), 10**9).filter(bool),
                "unit_price": some.none() | some.integers(-(10**12), 10**12),
                "discount": some.integers(0, 10_000),
            }
        ),
        max_size=4,
    ),
    some.sampled_from(["EUR", "JPY", "KWD"]),
)
def test_lines_come_back_whatever_they_are_called(lines, currency):
    assert read_lines(write_lines(lines, currency=currency), currency=currency) == lines


@pytest.mark.parametrize("text", ["GTX Pro", "x × y @", "2 x GTX"])
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match=r"10\.50"):
        read_lines(text, currency="EUR")
