"""HTML pages saved as spreadsheets, read through the child process."""

import pytest

from crm.errors import Invalid
from crm.files.reading import detect, open_table

PAGE = (
    "<html><body><table><tr><td>menu</td></tr></table><table border=1><caption>Clientes</caption>"
    "<tr><th>Nombre</th><th>CP</th></tr><tr><td>José<br>Luis</td><td>08001</td></tr>"
    "<tr><td rowspan=2>Ana</td><td>1</td></tr><tr><td>2</td></tr></table></body></html>"
)


def test_the_largest_table_of_a_page_is_read(write):
    source = detect(write(PAGE, "export.xls"))
    assert (source.format, source.sheet) == ("html", "2. Clientes")
    assert [(sheet.name, sheet.rows) for sheet in source.sheets] == [("1", 1), ("2. Clientes", 4)]


def test_cells_keep_zeros_and_lines_and_are_repeated_down(write, read):
    rows = [cells for _number, cells in read(write(PAGE, "export.xls")).rows()]
    assert rows == [["José\nLuis", "08001"], ["Ana", "1"], ["Ana", "2"]]


def test_a_page_in_latin_1_is_decoded_as_it_says(write, read):
    page = "<html><meta charset='iso-8859-1'>" + PAGE[6:]
    assert next(read(write(page, "export.xls", "cp1252")).rows())[1][0] == "José\nLuis"


def test_another_table_of_the_page_is_read_when_asked(write):
    assert open_table(detect(write(PAGE, "export.xls"), sheet="1")).headers == ["menu"]


def test_a_page_cut_off_within_its_table_is_refused(write):
    with pytest.raises(Invalid, match="cut off"):
        detect(write("<html><table><tr><td>Nombre</td></tr><tr><td>Ana", "export.xls"))


def test_a_page_of_nothing_but_empty_tables_is_refused(write):
    with pytest.raises(Invalid, match="no rows"):
        detect(write("<html><table><tr><td></td></tr></table></html>", "export.xls"))


def test_rows_and_cells_that_nobody_closed_are_read(write, read):
    page = "<html><table border=1><tr><td>Nombre<td>Tel<tr><td>José<td>0034600</table>"
    assert next(read(write(page, "export.xls")).rows()) == (2, ["José", "0034600"])
