"""Tables as their reader edited and repaired them."""

from __future__ import annotations

from crm.controllers.importing.lines import Line, as_edited
from crm.models.import_results import Outcome
from tests.controllers.files_in import table


def test_an_edited_cell_reads_otherwise():
    edited = as_edited(table("A,B", "1,2", "3,4"), {(3, "B"): "5"}, repair=False)
    assert [cells for _row, cells in edited.rows()] == [["1", "2"], ["3", "5"]]


def test_an_edit_of_a_column_that_is_not_there_changes_nothing():
    edited = as_edited(table("A", "1"), {(2, "Z"): "5"}, repair=False)
    assert [cells for _row, cells in edited.rows()] == [["1"]]


def test_repair_puts_wrongly_decoded_text_right_and_leaves_the_rest():
    edited = as_edited(table("A,B", "MÃ¡laga,Málaga"), {}, repair=True)
    assert [cells for _row, cells in edited.rows()] == [["Málaga", "Málaga"]]


def test_problems_of_reading_are_those_of_the_file():
    file = table("A", "1")
    edited = as_edited(file, {(2, "A"): "2"}, repair=False)
    rows = edited.rows()
    next(rows)
    file.report(2, "Too many cells.")
    assert list(rows) == []
    assert [problem.row for problem in edited.problems] == [2]


def test_a_file_that_nobody_edited_is_itself():
    file = table("A", "1")
    assert as_edited(file, {}, repair=False) is file


def test_a_row_ends_as_its_main_record_or_as_what_else_it_holds():
    line = Line(2, [])
    assert line.outcome("contacts") == (Outcome.FAILED, "contacts")
    line.outcomes["companies"] = Outcome.CREATED
    assert line.outcome("contacts") == (Outcome.CREATED, "companies")
    line.outcomes["contacts"] = Outcome.UNCHANGED
    assert line.outcome("contacts") == (Outcome.UNCHANGED, "contacts")
