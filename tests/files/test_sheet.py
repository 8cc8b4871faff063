"""Headers, rows and positions of a Table, without any file."""

from crm.files.sheet import Table, column_letters, fit, unique_headers


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_repeated_headers_are_numbered():
    assert unique_headers(["Name", "Email", "Name", "Name"]) == ["Name", "Email", "Name (2)", "Name (3)"]


def test_a_number_that_a_header_already_has_is_not_given_again():
    assert unique_headers(["Name", "Name", "Name (2)"]) == ["Name", "Name (3)", "Name (2)"]


def test_an_empty_header_takes_its_column_letter():
    assert unique_headers(["Name", "", "City"], 4) == ["Name", "Column B", "City", "Column D"]


def test_a_header_of_two_lines_becomes_one():
    assert unique_headers([" First\nname "]) == ["First name"]


def test_rows_start_again_at_every_call():
    table = Table(["A"], lambda _table: iter([(2, ["x"]), (3, ["y"])]), count=2)
    assert list(table.rows()) == list(table.rows()) == [(2, ["x"]), (3, ["y"])]


def test_a_sample_holds_the_first_rows_only():
    table = Table(["A"], lambda _table: ((number, [str(number)]) for number in range(100)))
    assert table.sample(2) == [["0"], ["1"]]


def test_position_is_one_at_the_end():
    table = Table(["A"], lambda _table: iter([(2, ["x"])]))
    list(table.rows())
    assert table.position() == 1.0


def test_problems_of_an_earlier_reading_are_forgotten():
    def read(table):
        table.report(2, "bad")
        yield 2, [""]

    table = Table(["A"], read)
    list(table.rows())
    list(table.rows())
    assert len(table.problems) == 1


def test_cells_are_padded_to_the_headers():
    assert fit(["a"], 3) == ["a", "", ""]
