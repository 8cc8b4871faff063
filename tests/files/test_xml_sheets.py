"""XML spreadsheets of 2003, read through the child process."""

import pytest

from crm.errors import Invalid
from crm.files.reading import detect

BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Nada"><Table/></Worksheet>
<Worksheet ss:Name="Clientes"><Table>
<Row><Cell><Data ss:Type="String">Nombre</Data></Cell><Cell><Data ss:Type="String">CP</Data></Cell>
<Cell><Data ss:Type="String">Alta</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data ss:Type="String">José</Data></Cell><Cell><Data ss:Type="String">08001</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-01-02T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">7</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_the_first_sheet_with_rows_is_read(write):
    source = detect(write(BOOK, "export.xls"))
    assert (source.sheet, [(sheet.name, sheet.rows) for sheet in source.sheets]) == (
        "Clientes",
        [("Nada", 0), ("Clientes", 3)],
    )


def test_rows_and_cells_stand_where_their_index_says(write, read):
    table = read(write(BOOK, "export.xls"))
    assert table.headers == ["Nombre", "CP", "Alta"]
    assert list(table.rows()) == [(3, ["José", "08001", "2026-01-02"]), (4, ["", "7", ""])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_it_is_known_by_its_content_in_any_encoding(write, encoding):
    assert detect(write(BOOK.replace('<?xml version="1.0"?>', ""), "list.csv", encoding)).format == "html"


KINDS = {
    "Number": ("34600111222", "34600111222"),
    'Number" x="': ("n/a", "n/a"),
    "Boolean": ("1", "true"),
    'DateTime" x="': ("1899-12-31T10:30:00.000", "10:30:00"),
    "DateTime": ("2026-01-02T10:30:00.000", "2026-01-02 10:30:00"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_value_is_text(write, read, kind):
    text, shown = KINDS[kind]
    book = BOOK.replace('<Data ss:Type="Number">7<', f'<Data ss:Type="{kind}">{text}<')
    assert list(read(write(book, "export.xls")).rows())[-1] == (4, ["", shown, ""])


def test_a_sheet_cut_off_is_refused(write):
    with pytest.raises(Invalid, match="cut off"):
        detect(write(BOOK[: len(BOOK) - 60], "export.xls"))


def test_entities_are_not_blown_up(write):
    entities = "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in zip("abcdefgh", "bcdefghi", strict=True))
    bomb = BOOK.replace("<?mso-", f'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{entities}]><?mso-').replace("José", "&i;")
    with pytest.raises(Invalid):
        detect(write(bomb, "export.xls"))
