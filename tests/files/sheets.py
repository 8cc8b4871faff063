"""The smallest XLSB and ODS that a spreadsheet program would open, by hand: no tool here writes those formats."""

import struct
import zipfile

_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN_SPACES = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text", "style"))
_SPACE = "http://schemas.openxmlformats.org"
_RELATION = f"{_SPACE}/officeDocument/2006/relationships"
_BOOK, _BOOK_END, _SHEETS, _SHEETS_END, _SHEET_INFO = 131, 132, 143, 144, 156
_SHEET, _SHEET_END, _SIZE, _DATA, _DATA_END = 129, 130, 148, 145, 146
_ROW, _ERROR, _BOOLEAN, _NUMBER, _TEXT = 0, 3, 4, 5, 6


def write_xlsb(path, rows, *, hidden=()):
    """Save `rows` of texts, numbers, booleans and None as the sheet Datos, after sheets of the names in `hidden`."""
    names = [*hidden, "Datos"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{_SPACE}/package/2006/content-types"/>')
        file.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        file.writestr("xl/workbook.bin", _workbook(names))
        parts = [("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(names) + 1)]
        file.writestr("xl/_rels/workbook.bin.rels", _relations(parts))
        for number, name in enumerate(names, 1):
            file.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(rows if name == "Datos" else [["secret"]]))


def write_ods(path, tables, styles=""):
    """Save tables, as the XML of an open document, with the XML of their styles."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>')
        inside = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        closing = "</office:spreadsheet></office:body></office:document-content>"
        file.writestr("content.xml", f"<office:document-content {_OPEN_SPACES}>{inside}{closing}")


def ods_row(*cells):
    """A row of texts, or of cells in XML."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    inside = "".join(cell if cell.startswith("<") else text.format(cell) for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def _relations(parts):
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{_SPACE}/package/2006/relationships">{inside}</Relationships>'


def _workbook(names):
    sheets = b"".join(
        _record(_SHEET_INFO, struct.pack("<II", number < len(names), number) + _text(f"rId{number}") + _text(name))
        for number, name in enumerate(names, 1)
    )
    return _record(_BOOK) + _record(_SHEETS) + sheets + _record(_SHEETS_END) + _record(_BOOK_END)


def _sheet(rows):
    size = _record(_SIZE, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    data = b"".join(
        _record(_ROW, struct.pack("<I", number) + bytes(13)) + b"".join(_cells(row)) for number, row in enumerate(rows)
    )
    return _record(_SHEET) + size + _record(_DATA) + data + _record(_DATA_END) + _record(_SHEET_END)


def _cells(row):
    for column, value in enumerate(row):
        place = struct.pack("<II", column, 0)
        if isinstance(value, bool):
            yield _record(_BOOLEAN, place + bytes([value]))
        elif isinstance(value, float | int):
            yield _record(_NUMBER, place + struct.pack("<d", value))
        elif value == "#DIV/0!":
            yield _record(_ERROR, place + b"\x07")
        elif value is not None:
            yield _record(_TEXT, place + _text(value))


def _text(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind, payload=b""):
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(payload)
    while True:
        size, low = size >> 7, size & 0x7F
        length += bytes([low | 0x80 if size else low])
        if not size:
            return number + length + payload
