"""Where the header of rows is found."""

from crm.files.headers import find_header

PEOPLE = [["Ana", "ana@x.com", "600 11 22 33"], ["Luis", "luis@x.com", ""]]


def test_the_first_row_is_the_header():
    assert find_header([["Name", "Mail", "Phone"], *PEOPLE]) == 0


def test_titles_and_blank_lines_above_the_header_are_passed():
    assert find_header([["Clientes 2026"], [], ["Fecha:", "2026-01-02"], ["Name", "Mail", "Phone"], *PEOPLE]) == 3


def test_rows_of_values_have_no_header():
    assert find_header(PEOPLE) == -1


def test_numbers_over_numbers_are_no_header():
    assert find_header([["a", "0"], ["b", "1"]]) == -1


def test_years_are_a_header():
    assert find_header([["Country", "2013", "2014"], ["Canada", "35160000", "35500000"]]) == 0


def test_numbered_columns_are_a_header():
    assert find_header([["Name", "1", "2", "3"], ["Ana", "4", "5", "6"]]) == 0


def test_a_header_with_many_unnamed_columns_is_kept():
    rows = [["Name", "Mail", "", "", ""], ["Ana", "a@x.com", "1", "2", "3"], ["Eva", "e@x.com", "1", "2", "3"]]
    assert find_header(rows) == 0


def test_sparse_rows_do_not_hide_the_header():
    rows = [["A", "B", "C", "D"], ["x", "", "", ""], ["", "y", "", ""], ["x", "y", "", ""]]
    assert find_header(rows) == 0


def test_a_single_column_has_a_header():
    assert find_header([["Primary Email"], ["a@x.com"], ["b@x.com"]]) == 0


def test_a_single_column_of_values_has_none():
    assert find_header([["a@x.com"], ["b@x.com"]]) == -1


def test_a_table_of_blank_rows_has_its_header_first():
    assert find_header([[], [""]]) == 0
