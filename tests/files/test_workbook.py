"""Workbooks through the child process: values, headers, sheets, hostile files."""

import datetime
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from crm.errors import Invalid
from crm.files.reading import detect, open_table
from crm.files.sheet import Stopped
from crm.files.workbook_writing import write_xlsx
from tests.files.sheets import ods_row, write_ods, write_xlsb


@pytest.fixture
def book(tmp_path):
    """A function that saves rows as an XLSX with openpyxl and returns its path."""

    def _book(rows, change=lambda _sheet: None):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        change(workbook.active)
        workbook.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return _book


@pytest.mark.parametrize("name", ["test.xls", "test.xlsx"])
def test_values_come_as_the_text_a_reader_sees(data, read, name):
    table = read(data / "agate_excel" / name)
    assert table.headers == ["number", "text", "boolean", "date", "datetime"]
    assert next(table.rows()) == (2, ["1", "a", "true", "2015-11-04", "2015-11-04 12:22:00"])


def test_both_date_systems_give_the_same_days(data, read):
    files = [data / "calamine_xls" / name for name in ("date.xlsx", "date_1904.xlsx", "date.xls")]
    first, *others = [list(read(path).rows()) for path in files]
    assert first[0] == (1, ["2021-01-01", "15"])
    assert others == [first, first]


def test_a_password_is_named_in_plain_words(data):
    with pytest.raises(Invalid, match="password"):
        detect(data / "calamine_xls" / "pass_protected.xlsx")


def test_errors_are_empty_and_noted_with_their_cell(data, read):
    table = read(data / "calamine_xls" / "errors.xlsx")
    assert all(cells == [""] for _number, cells in table.rows())
    assert "7 cells hold an error" in table.notes[0]
    assert "A2" in table.problems[0].reason


def test_hidden_sheets_come_last_and_charts_not_at_all(data):
    source = detect(data / "calamine_xls" / "any_sheets.xlsx")
    assert source.sheet == "Visible"
    assert [(sheet.name, sheet.hidden) for sheet in source.sheets] == [
        ("Visible", False), ("Hidden", True), ("VeryHidden", True)
    ]  # fmt: skip


def test_the_first_sheet_with_rows_is_read(data):
    assert detect(data / "agate_excel" / "test_sheets.xls").sheet == "data"


def test_another_sheet_is_read_when_asked(data):
    source = detect(data / "calamine_xls" / "temperature-table.xlsx", sheet="Sheet2")
    assert open_table(source).headers == ["label2", "value2"]


def test_blank_rows_above_the_header_are_counted(data, read):
    assert next(read(data / "agate_excel" / "test_skip_lines.xlsx").rows())[0] == 5


def test_a_table_in_the_middle_of_a_sheet_has_no_empty_columns(data, read):
    table = read(data / "calamine_xls" / "temperature-in-middle.xlsx")
    assert (table.headers, list(table.rows())[0]) == (["label", "value"], (5, ["celsius", "22.2222"]))  # noqa: RUF015


def test_a_sheet_without_a_header_keeps_its_first_row(data, read):
    assert list(read(data / "calamine_xls" / "no-header.xlsx").rows()) == [(3, ["a", "0"]), (4, ["b", "1"])]


def test_an_empty_workbook_is_refused(data):
    with pytest.raises(Invalid, match="no rows"):
        detect(data / "agate_excel" / "test_empty.xlsx")


def test_text_that_looks_like_a_number_keeps_its_zeros(book, read):
    assert next(read(book([["Name", "ZIP"], ["Ana", "08001"]])).rows()) == (2, ["Ana", "08001"])


def test_zeros_that_only_the_format_shows_are_kept(book, read):
    def pad(sheet):
        sheet["B2"].number_format = "00000"

    assert next(read(book([["Name", "ZIP"], ["Ana", 8001]], pad)).rows()) == (2, ["Ana", "08001"])


def test_a_phone_kept_as_a_number_has_no_point(book, read):
    assert next(read(book([["Name", "Phone"], ["Ana", 34600123456]])).rows()) == (2, ["Ana", "34600123456"])


def test_binary_noise_of_a_sum_is_not_shown(book, read):
    assert next(read(book([["Name", "Sum"], ["Ana", 0.1 + 0.2]])).rows())[1] == ["Ana", "0.3"]


def test_a_time_is_not_rounded_down_by_a_second(book, read):
    moment = datetime.datetime(2026, 3, 4, 12, 22, 59)
    assert next(read(book([["Name", "When"], ["Ana", moment]])).rows())[1] == ["Ana", "2026-03-04 12:22:59"]


def test_group_names_over_merged_columns_go_in_front(book, read):
    rows = [["Name", "Address", None], [None, "Street", "City"], ["Ana", "Mayor 1", "León"], ["Eva", "Sol 2", "Vigo"]]

    def merge(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A1:A2")

    table = read(book(rows, merge))
    assert table.headers == ["Name", "Address Street", "Address City"]
    assert next(table.rows()) == (3, ["Ana", "Mayor 1", "León"])


def test_a_cell_merged_over_rows_is_repeated(book, read):
    rows = [["Company", "Name"], ["Acme", "Ana"], [None, "Eva"], ["Beta", "Luz"]]
    table = read(book(rows, lambda sheet: sheet.merge_cells("A2:A3")))
    assert [cells for _number, cells in table.rows()] == [["Acme", "Ana"], ["Acme", "Eva"], ["Beta", "Luz"]]
    assert "Merged" in table.notes[0]


def test_a_title_merged_over_the_table_is_no_header(book, read):
    rows = [["Clientes 2026", None], ["Name", "City"], ["Ana", "León"]]
    assert read(book(rows, lambda sheet: sheet.merge_cells("A1:B1"))).headers == ["Name", "City"]


def test_a_workbook_cut_off_is_refused(book):
    path = book([["Name"], ["Ana"]])
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Invalid, match="damaged"):
        detect(path)


def test_noise_behind_a_workbooks_first_bytes_is_refused(write):
    with pytest.raises(Invalid, match="damaged"):
        detect(write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "noise.xls"))


def test_a_bomb_of_blanks_is_refused_before_it_is_unpacked(book, tmp_path):
    with zipfile.ZipFile(book([["Name"]])) as good, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", 8) as bomb:
        for name in good.namelist():
            bomb.writestr(name, good.read(name))
        with bomb.open("xl/more.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    with pytest.raises(Invalid, match="memory or time"):
        detect(tmp_path / "bomb.xlsx")


def test_a_cell_in_the_last_corner_does_not_take_all_memory(book, read):
    path = book([["Name"], ["Ana"]], lambda sheet: sheet.cell(1_048_576, 16_384, "far"))
    assert [number for number, _cells in read(path).rows()] == [2, 1_048_576]


def test_reading_a_workbook_stops_when_told(book):
    with pytest.raises(Stopped):
        detect(book([["Name"], ["Ana"]]), stop=lambda: True)


def test_the_temporary_rows_go_with_the_table(book, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    table = open_table(detect(book([["Name"], ["Ana"]])))
    assert len(list(tmp_path.glob("cartera-*"))) == 1
    del table
    assert not list(tmp_path.glob("cartera-*"))


def test_an_unknown_sheet_is_refused(book):
    source = detect(book([["Name"], ["Ana"]]))
    with pytest.raises(Invalid, match="no sheet"):
        open_table(replace(source, sheet="Nope"))


def test_formulas_saved_without_their_result_are_noted_with_their_cell(book, read):
    table = read(book([["Name", "Sum"], ["Ana", "=1+1"], ["Eva", 3]]))
    assert list(table.rows()) == [(2, ["Ana", ""]), (3, ["Eva", "3"])]
    assert "1 formula was saved without its result" in table.notes[0]
    assert "B2" in table.problems[0].reason


def test_a_row_of_nothing_but_such_formulas_is_a_row_too(book, read):
    assert len(list(read(book([["Name", "Sum"], ["=A9", "=1+1"], ["Eva", 3]])).rows())) == 2


def test_months_as_dates_name_columns(book, read):
    months = [datetime.date(2024, month, 1) for month in (1, 2)]
    assert read(book([["Name", *months], ["Ana", 2, 3], ["Eva", 4, 5]])).headers == ["Name", "2024-01-01", "2024-02-01"]


def test_a_sheet_is_read_once_for_its_header_and_its_rows(book, monkeypatch):
    source = detect(book([["Name"], ["Ana"]]))
    monkeypatch.setattr("multiprocessing.get_context", None)
    assert list(open_table(replace(source, header_row=-1)).rows()) == [(1, ["Name"]), (2, ["Ana"])]


def test_a_file_that_changed_since_is_read_anew(book):
    source = detect(book([["Name"], ["Ana"]]))
    book([["Name"], ["Eva"], ["Luz"]])
    assert [cells for _number, cells in open_table(source).rows()] == [["Eva"], ["Luz"]]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are listed by ps")
def test_the_child_ends_with_its_parent(tmp_path):
    path = tmp_path / "long.xlsx"
    write_xlsx(path, ["Name"], rows=(["Ana" * 20, str(number)] for number in range(200_000)))
    script = f"from crm.files.reading import detect; from pathlib import Path; detect(Path({str(path)!r}))"
    parent = subprocess.Popen([sys.executable, "-c", script], env={**os.environ, "TMPDIR": str(tmp_path)})
    child = _wait_for(lambda: _children(parent.pid))[0]
    parent.kill()
    parent.wait()
    assert _wait_for(lambda: not _alive(child))


def _children(pid):
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


def _alive(pid):
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.strip().startswith("Z")


def _wait_for(condition):
    for _ in range(200):
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_a_binary_workbook_reads_like_any_other(tmp_path, read):
    write_xlsb(tmp_path / "b.xlsb", [["Name", "Phone", "OK"], ["José", 34600111222, True], ["Eva", 0.5]], hidden=["No"])
    assert [(sheet.name, sheet.hidden) for sheet in detect(tmp_path / "b.xlsb").sheets] == [
        ("Datos", False), ("No", True)
    ]  # fmt: skip
    rows = [cells for _number, cells in read(tmp_path / "b.xlsb").rows()]
    assert rows == [["José", "34600111222", "true"], ["Eva", "0.5", ""]]


def test_an_open_document_gives_its_values_not_what_it_shows(tmp_path, read):
    cell = "<table:table-cell office:value-type={}><text:p>shown</text:p></table:table-cell>"
    day = cell.format('"date" office:date-value="2024-05-06"')
    euro = cell.format('"currency" office:value="1234.5"')
    rows = ods_row("When", "Sum") + ods_row(day, euro)
    write_ods(tmp_path / "o.ods", f'<table:table table:name="A">{rows}</table:table>')
    assert list(read(tmp_path / "o.ods").rows()) == [(2, ["2024-05-06", "1234.5"])]


def test_rows_that_an_open_document_repeats_are_all_there(tmp_path, read):
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    repeated = ods_row("x", "y").replace("<table:table-row>", '<table:table-row table:number-rows-repeated="3">')
    body = f'<table:table table:name="A">{ods_row("A", "B")}{repeated}{empty}</table:table>'
    write_ods(tmp_path / "o.ods", body)
    assert [cells for _number, cells in read(tmp_path / "o.ods").rows()] == [["x", "y"]] * 3


def test_hidden_tables_of_an_open_document_come_last(tmp_path):
    style = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    hidden = f'<table:table table:name="No" table:style-name="h">{ods_row("secret")}</table:table>'
    write_ods(tmp_path / "o.ods", f'{hidden}<table:table table:name="Sí">{ods_row("A")}</table:table>', style)
    source = detect(tmp_path / "o.ods")
    assert (source.sheet, [sheet.hidden for sheet in source.sheets]) == ("Sí", [False, True])


def test_an_encrypted_open_document_is_named_in_plain_words(tmp_path):
    with zipfile.ZipFile(tmp_path / "o.ods", "w") as file:
        file.writestr("content.xml", "?")
        file.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    with pytest.raises(Invalid, match="password"):
        detect(tmp_path / "o.ods")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_workbook_cut_off_anywhere_is_refused(book, share):
    path = book([["Name", "City"]] + [["Ana", "León"]] * 50)
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    with pytest.raises(Invalid, match="damaged"):
        detect(path)
