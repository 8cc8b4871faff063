"""Delimited text through the program's own door: sample files, corner cases, rows that are not as they should be."""

import json
from dataclasses import replace

import pytest

from crm.files.reading import detect, open_table
from crm.files.sheet import Stopped

SPECTRUM = [
    "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines",
    "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
]  # fmt: skip


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_reads_equal_to_its_answers(data, read, name):
    table = read(data / "csv_spectrum" / "csvs" / f"{name}.csv")
    expected = json.loads((data / "csv_spectrum" / "json" / f"{name}.json").read_bytes())
    expected = expected if isinstance(expected, list) else [expected]
    if name == "location_coordinates":
        expected[0]["Contact Phone Number"] = "2095257564"  # the answer of that file names another number than the file
    assert [dict(zip(table.headers, cells, strict=True)) for _number, cells in table.rows()] == expected


@pytest.mark.parametrize("name", ["utf8", "utf8bom", "utf16lebom", "utf16bebom"])
def test_one_text_in_four_encodings_reads_the_same(data, read, name):
    table = read(data / "phpspreadsheet" / "csv" / f"premiere.{name}.csv")
    assert table.headers == ["première", "second", "troisième"]
    assert list(table.rows()) == [(2, ["Quatrième", "cinquième", "sixième"])]


@pytest.mark.parametrize("name", ["mac", "unix", "win"])
def test_every_line_end_reads_the_same(data, read, name):
    assert list(read(data / "phpspreadsheet" / "csv" / f"linend.{name}.csv").rows()) == [
        (1, ["A", "1"]),
        (2, ["2", "3"]),
    ]


def test_decimal_commas_do_not_hide_the_semicolon(data, read):
    table = read(data / "phpspreadsheet" / "csv" / "semicolon_separated.csv")
    assert next(table.rows()) == (2, ["Cell A2", "Number with comma", "25,5"])


def test_five_hundred_people_keep_their_zeros(data, read):
    table = read(data / "briandunning_500" / "uk-500_cr-newlines.csv")
    rows = [cells for _number, cells in table.rows()]
    assert len(rows) == table.count == 500
    assert all(cells[table.headers.index("phone1")].startswith("0") for cells in rows)


def test_every_row_of_the_messy_files_is_counted(data, read):
    expected = {
        "01": 5,
        "03": 3,
        "05": 3,
        "07": 3,
        "09": 2,
        "11": 4,
        "13": 3,
        "15": 5,
        "19": 3,
        "21": 2,
        "23": 2,
        "25": 3,
    }
    tables = {path.name[:2]: read(path) for path in (data / "crm_messy_demo").glob("*.csv")}
    assert {name: len(list(table.rows())) for name, table in tables.items()} == expected


def test_the_pipeline_of_8800_rows_is_counted(data, read):
    table = read(data / "maven_crm" / "sales_pipeline.csv")
    assert table.count == len(list(table.rows())) == 8800


def test_duplicate_headers_keep_both_columns(data, read):
    table = read(data / "crm_messy_demo" / "09-duplicate-headers.csv")
    assert table.headers == ["Name", "Email", "Phone", "Name (2)", "Email (2)", "Notes"]


def test_a_single_column_is_one_column(data, read):
    assert read(data / "roundcube" / "csv2vcard_email.csv").headers == ["Primary Email"]


def test_blank_rows_are_skipped_and_the_row_numbers_stay(write, read):
    table = read(write("Name,City\n\nAna,León\n,\nEva,Vigo\n"))
    assert [number for number, _cells in table.rows()] == [3, 5]


def test_a_cell_of_two_lines_counts_as_one_row(write, read):
    table = read(write('Name,City\n"Ana\nMaría",León\nEva,Vigo\n'))
    assert [number for number, _cells in table.rows()] == [2, 3]


def test_excels_own_delimiter_line_is_obeyed(write, read):
    table = read(write("sep=|\r\nName|City, country\r\nAna|León\r\n"))
    assert (table.headers, list(table.rows())) == (["Name", "City, country"], [(2, ["Ana", "León"])])


def test_titles_above_the_header_are_left_out_with_a_note(write):
    source = detect(write("Informe de clientes;;\n\nNombre;Teléfono;Ciudad\nJosé;0034600;León\n", encoding="cp1252"))
    assert source.header_row == 2
    assert "1 line above the header was left out." in source.notes


def test_a_file_without_a_header_keeps_its_first_row(write, read):
    table = read(write("Ana,ana@x.com\nEva,eva@x.com\n"))
    assert (table.headers, table.count) == (["Column A", "Column B"], 2)


def test_surplus_cells_stand_in_a_column_of_their_own(write, read):
    table = read(write("Name,City\nAna,León\nEva,Vigo,extra\n"))
    assert table.headers == ["Name", "City", "Column C"]
    assert list(table.rows())[-1] == (3, ["Eva", "Vigo", "extra"])
    assert table.notes


def test_trailing_empty_cells_make_no_column(write, read):
    assert read(write("Name,City,,\nAna,León,,\n")).headers == ["Name", "City"]


def test_short_rows_are_padded(write, read):
    assert next(read(write("Name,City,Phone\nAna\nEva,Vigo,1\n")).rows()) == (2, ["Ana", "", ""])


def test_nuls_are_dropped_with_a_note(write, read):
    table = read(write(b"Name,City\nA\0na,Vigo\n"))
    assert list(table.rows()) == [(2, ["Ana", "Vigo"])]
    assert "NUL" in table.notes[0]


def test_a_cell_of_ten_megabytes_is_read(write, read):
    table = read(write('Name,Notes\nAna,"' + "x" * 10_000_000 + '"\nEva,y\n'))
    assert [len(cells[1]) for _number, cells in table.rows()] == [10_000_000, 1]


def test_a_quote_that_never_closes_costs_no_other_row(write, read):
    table = read(write('Name,City\nAna,"León\nEva,Vigo\nLuz,Lugo\n'))
    rows = list(table.rows())
    assert rows == [(2, ["Ana", '"León']), (3, ["Eva", "Vigo"]), (4, ["Luz", "Lugo"])]
    assert [problem.row for problem in table.problems] == [2]


def test_blanks_after_the_delimiter_belong_to_quoted_cells(write, read):
    table = read(write('"Name", "City"\n"Ana, B", "Madrid, ES"\n'))
    assert list(table.rows()) == [(2, ["Ana, B", "Madrid, ES"])]


def test_guards_of_an_export_are_removed(write, read):
    assert next(read(write("Name,Notes\nAna,'=1+1\nO'Hara,'t Hooft\n")).rows()) == (2, ["Ana", "=1+1"])


def test_a_chosen_encoding_is_obeyed(write):
    table = open_table(detect(write("Имя;Город\nИван;Москва\n", encoding="cp1251"), encoding="cp1251"))
    assert list(table.rows()) == [(2, ["Иван", "Москва"])]


def test_a_chosen_header_row_and_delimiter_are_obeyed(write):
    source = detect(write("a;b\nc;d,e\n"))
    table = open_table(replace(source, delimiter=",", header_row=-1))
    assert list(table.rows()) == [(1, ["a;b", ""]), (2, ["c;d", "e"])]


def test_reading_stops_when_told(write):
    source = detect(write("a,b\n" * 5000))
    with pytest.raises(Stopped):
        open_table(source, stop=lambda: True)


def test_position_grows_while_reading(write, read):
    table = read(write("a,b\n" + "x,y\n" * 50_000))
    rows = table.rows()
    seen = [table.position() for number, _cells in rows if number in {2, 25_000, 50_001}]
    assert seen == sorted(seen)
    assert 0.2 < seen[1] < 0.9


def test_one_column_with_commas_stays_one_column(write, read):
    assert [cells for _number, cells in read(write("Name\nAna\nEva, from León\nLuz\n")).rows()] == [
        ["Ana"], ["Eva, from León"], ["Luz"]
    ]  # fmt: skip


def test_a_stray_mark_in_front_of_the_header_is_no_part_of_it(write, read):
    assert read(write("\ufeff\ufeffName,City\nAna,León\n")).headers == ["Name", "City"]
    assert read(write("ï»¿Name,City\nAna,León\n")).headers == ["Name", "City"]


def test_the_mark_that_ends_a_dos_text_is_no_row(write, read):
    assert len(list(read(write("Name,City\r\nAna,León\r\n\x1a")).rows())) == 1


def test_a_formula_that_only_keeps_zeros_is_its_text(write, read):
    assert next(read(write('Name,ZIP\n="Ana",="08001"\n')).rows()) == (2, ["Ana", "08001"])


def test_a_sentence_above_the_header_that_holds_the_delimiter_is_a_title(write, read):
    text = "Exportado el lunes, 3 de mayo, por Ana\nNombre,Correo\nAna,ana@x.es\nEva,eva@x.es\n"
    assert read(write(text)).headers == ["Nombre", "Correo"]


def test_breaks_of_old_programs_within_cells_are_text(write, read):
    assert next(read(write("Name,Notes\nAna,a\x0bb\x0cc\x1dd\n")).rows()) == (2, ["Ana", "a\x0bb\x0cc\x1dd"])


def test_a_bad_quote_costs_no_other_row_even_when_another_closes_it(write, read):
    table = read(write('Name,Notes\nAna,"abc\nEva,x\nLuz,"y"\n'))
    assert [cells for _number, cells in table.rows()] == [["Ana", '"abc'], ["Eva", "x"], ["Luz", "y"]]
    assert [problem.row for problem in table.problems] == [2]
