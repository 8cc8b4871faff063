"""Workbooks written: read again letter for letter by our reader, and opened by openpyxl."""

import datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Invalid
from crm.files.sheet import Source
from crm.files.workbook_writing import write_xlsx
from tests.files.test_writing import cells_of, headers_for, tables


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(batch=st.lists(tables(), min_size=5, max_size=10))
def test_any_text_survives_a_workbook(tmp_path, batch):
    path = tmp_path / "out.xlsx"
    rows = [(row + [""] * 5)[:5] for table in batch for row in table]
    write_xlsx(path, headers_for(rows), rows=rows)
    assert [(cells + [""] * 5)[:5] for cells in cells_of(Source(path, "workbook"))] == rows


def test_a_workbook_holds_real_numbers_and_days(tmp_path):
    day, moment = datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5)
    write_xlsx(tmp_path / "out.xlsx", list("abcdef"), rows=[[7, Decimal("1.5"), day, moment, True, "007"]])
    cells = list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2, values_only=True))[0]  # noqa: RUF015
    assert cells == (7, 1.5, datetime.datetime(2026, 1, 2), moment, True, "007")


def test_a_formula_is_only_text_in_a_workbook(tmp_path):
    write_xlsx(tmp_path / "out.xlsx", ["a"], rows=[["=1+1"]])
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active["A2"].data_type == "s"


def test_the_header_is_bold_and_frozen_and_columns_are_wide_enough(tmp_path):
    write_xlsx(tmp_path / "out.xlsx", ["Name"], rows=[["x" * 30]])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert (sheet["A1"].font.b, sheet.freeze_panes, sheet.column_dimensions["A"].width) == (True, "A2", 32)


def test_a_number_with_too_many_digits_becomes_text(tmp_path):
    write_xlsx(tmp_path / "out.xlsx", ["a", "b"], rows=[[12345678901234567890, float("nan")]])
    assert cells_of(Source(tmp_path / "out.xlsx", "workbook")) == [["12345678901234567890", "nan"]]


def test_the_first_days_of_1900_are_right(tmp_path):
    days = [
        datetime.date(1899, 12, 31),
        datetime.date(1900, 1, 1),
        datetime.date(1900, 2, 28),
        datetime.date(1900, 3, 1),
    ]
    write_xlsx(tmp_path / "out.xlsx", ["a"], rows=[[day] for day in days])
    assert cells_of(Source(tmp_path / "out.xlsx", "workbook")) == [[day.isoformat()] for day in days]


def test_a_text_too_long_for_a_cell_is_refused_and_named(tmp_path):
    with pytest.raises(Invalid, match="Cell A2 holds a text of 32768"):
        write_xlsx(tmp_path / "out.xlsx", ["a"], rows=[["x" * 32768]])
    assert list(tmp_path.iterdir()) == []
