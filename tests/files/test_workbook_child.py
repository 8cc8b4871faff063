"""The child's answers, asked in this process without its limits; the limits are tried in test_workbook."""

import dataclasses
import json

import openpyxl
import pytest

from crm.files.workbook_child import Request, answer
from crm.files.workbook_writing import write_xlsx


@pytest.fixture
def request_for(tmp_path):
    """A request for a workbook of two rows, spooled beside it."""
    write_xlsx(tmp_path / "book.xlsx", ["Name", "City"], rows=[["Ana", "León"], ["_x0041_", "\ufffe"]])
    return Request(str(tmp_path / "book.xlsx"), "workbook", spool=str(tmp_path / "rows"))


@pytest.mark.parametrize("engine", ["calamine", "openpyxl"])
def test_both_engines_spool_the_same_rows(request_for, tmp_path, engine):
    told = answer(dataclasses.replace(request_for, engine=engine))
    rows = [json.loads(line) for line in (tmp_path / "rows").read_text("utf-8").splitlines()]
    assert rows == [[1, ["Name", "City"]], [2, ["Ana", "León"]], [3, ["_x0041_", "\ufffe"]]]
    assert (told["count"], told["width"], told["kept"]) == (3, 2, [1, 2, 3])


def test_the_head_is_told_beside_the_rows(request_for):
    assert answer(request_for)["head"][:2] == [["Name", "City"], ["Ana", "León"]]


def test_openpyxl_notes_errors_too(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active.append(["#DIV/0!"])
    book.save(tmp_path / "book.xlsx")
    request = Request(str(tmp_path / "book.xlsx"), "workbook", spool=str(tmp_path / "rows"), engine="openpyxl")
    assert answer(request)["errors"] == [(2, "A2", "#DIV/0!")]
