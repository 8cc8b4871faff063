"""Lines whose quotation marks are wrong: found strictly, mended, and read again the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.files.delimiters import reader
from crm.files.quoting import Finder, Records, mend


def both(text, delimiter=","):
    """The records as found and as read again, which must be the same."""
    lines = text.splitlines(keepends=True)
    finder = Finder(iter(lines), delimiter)
    found = list(finder.records())
    assert list(Records(iter(lines), delimiter, odd=finder.odd).records()) == found
    return found


def test_a_quote_that_never_closes_swallows_no_rows_to_the_next_quote():
    text = 'Ana,"abc\nEva,x\nLuz,"y"\nPep,z\n'
    assert both(text) == [["Ana", '"abc'], ["Eva", "x"], ["Luz", "y"], ["Pep", "z"]]


def test_a_quote_that_never_closes_to_the_end_is_taken_as_it_stands():
    assert both('Ana,x\n"Eva,y\nLuz,z\n') == [["Ana", "x"], ['"Eva', "y"], ["Luz", "z"]]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('Eva,"dice "hola" y va"', ["Eva", 'dice "hola" y va']),
        ('Eva,"tubo 5"",x', ["Eva", '"tubo 5""', "x"]),
        ('"5" tubo","x"', ['5" tubo', "x"]),
        (r'Eva,"dice \"hola\", y va"', ["Eva", 'dice "hola", y va']),
        ('"Ana" ,"León"', ["Ana", "León"]),
        ('"",x"y,"a"b', ["", 'x"y', '"a"b']),
        ('a,"b"c",', ["a", 'b"c', ""]),
    ],
)
def test_a_quote_within_a_quoted_cell_belongs_to_its_text(line, cells):
    assert both(f"{line}\n") == [cells]


def test_a_cell_of_several_lines_with_a_quote_within_stays_one_row():
    assert both('Ana,"uno\n"dos" tres\ncuatro"\nEva,x\n') == [["Ana", 'uno\n"dos" tres\ncuatro'], ["Eva", "x"]]


def test_every_odd_line_of_many_is_mended():
    assert both('Ana,"5" x"\n' * 500) == [["Ana", '5" x']] * 500


def test_whether_all_quotes_close_is_told():
    assert (mend('a,"b', ",")[1], mend('a,"b"c"', ",")[1]) == (False, True)


@given(st.text('ab",; \n', max_size=40))
def test_any_text_is_read_the_same_twice_and_keeps_every_letter(text):
    records = both(text)
    letters = "".join(cell for record in records for cell in record)
    assert (
        sorted(letters.replace('"', "").replace("\n", "").replace(" ", ""))
        == sorted(text.replace('"', "").replace("\n", "").replace(" ", "").replace(",", ""))
        or '"' in text
    )


@given(st.lists(st.lists(st.sampled_from(["a", "a,b", 'a"b', "a\nb", ""]), min_size=2, max_size=3), max_size=6))
def test_well_written_lines_need_no_mending(rows):
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    finder = Finder(iter(text.splitlines(keepends=True)), ",")
    assert list(finder.records()) == rows == list(reader(iter(text.splitlines(keepends=True)), ","))
    assert not finder.odd
