"""CSV files written and read again letter for letter; workbooks are in test_workbook_writing."""

import csv
import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Unavailable
from crm.files.reading import open_table
from crm.files.sheet import Source
from crm.files.writing import write_csv, write_xlsx
from crm.utils import i18n

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
HOSTILE = st.text(st.sampled_from("'=+-@\t\r\n;,\"|_x0041<r>/& 12\x01\ufffe"), max_size=12)


@st.composite
def tables(draw):
    """Tables of any text, without rows that are empty from end to end."""
    width = draw(st.integers(1, 5))
    rows = st.lists(TEXT | HOSTILE, min_size=width, max_size=width).filter(any)
    return draw(st.lists(rows, min_size=1, max_size=6))


def headers_for(rows):
    return [f"Field {number}" for number in range(len(rows[0]))]


def cells_of(source):
    return [cells for _number, cells in open_table(source).rows()]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=tables(), delimiter=st.sampled_from(";,\t|"))
def test_any_text_survives_a_csv(tmp_path, rows, delimiter):
    path = tmp_path / "out.csv"
    write_csv(path, headers_for(rows), rows=rows, delimiter=delimiter)
    assert cells_of(Source(path, "csv", encoding="utf-8-sig", delimiter=delimiter)) == rows


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_naughty_strings_survive(data, tmp_path, ending):
    strings = [text for text in json.loads((data / "blns" / "blns.json").read_text("utf-8")) if text]
    rows = [[text.replace("\0", ""), "x"] for text in strings]
    path = tmp_path / f"out.{ending}"
    {"csv": write_csv, "xlsx": write_xlsx}[ending](path, ["Text", "More"], rows=rows)
    kind = "csv" if ending == "csv" else "workbook"
    assert cells_of(Source(path, kind, encoding="utf-8-sig", delimiter=",")) == rows


def test_formulas_are_guarded_and_phones_are_not(tmp_path):
    write_csv(tmp_path / "out.csv", ["=H"], rows=[["=1+1"], ["+34 600 11 22 33"], ["-5"]], delimiter=",")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").splitlines() == ["'=H", "'=1+1", "+34 600 11 22 33", "-5"]


def test_a_spanish_csv_has_semicolons_a_mark_and_decimal_commas(tmp_path):
    i18n.use("es")
    try:
        write_csv(tmp_path / "out.csv", ["Name", "Value"], rows=[["Ñ", Decimal("1234.50")]])
    finally:
        i18n.use("en")
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbfName;Value\r\n\xc3\x91;1234,50\r\n"


def test_values_of_a_csv_are_plain(tmp_path):
    row = [1, 2.0, 0.1, True, None, datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5), Decimal("1E+3")]
    write_csv(tmp_path / "out.csv", list("abcdefgh"), rows=[row], delimiter=",")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["1", "2", "0.1", "true", "", "2026-01-02", "2026-01-02 03:04:05", "1000"]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_the_number_of_rows_is_returned(tmp_path, write):
    assert write(tmp_path / "out", ["a"], rows=([str(number)] for number in range(700))) == 700


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_failed_export_keeps_the_old_file(tmp_path, write):
    def rows():
        yield ["x"]
        raise KeyboardInterrupt

    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write(path, ["a"], rows=rows())
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("out", "old")]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Unavailable, match="folder"):
        write_csv(tmp_path / "no" / "out.csv", ["a"], rows=[])


def test_a_target_that_is_a_folder_is_refused(tmp_path):
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(Unavailable, match=r"out\.csv could not be written"):
        write_csv(tmp_path / "out.csv", ["a"], rows=[])
