"""The grid of columns: what each line says, any number of them, choosing by mouse and keyboard."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.imports import ColumnSurvey, Survey
from crm.views.dialogs.import_columns import ColumnGrid, Line, lines_of, percent, surveyed
from tests.window import click, press, pump

pytestmark = pytest.mark.window


def test_a_line_shows_the_first_different_values_and_how_full_it_is():
    sample = [("a", ""), ("a", ""), ("b", "x"), ("c", "")]
    assert lines_of(["One", "Two"], sample, whole=True) == [("One", ("a", "b", "c"), 1.0), ("Two", ("x",), 0.25)]


def test_how_full_a_column_is_cannot_be_told_from_the_beginning_of_a_file():
    assert lines_of(["One"], [("a",)], whole=False) == [("One", ("a",), None)]


def test_a_file_without_rows_has_empty_lines():
    assert lines_of(["One"], [], whole=True) == [("One", (), 0.0)]


def test_the_look_through_the_whole_file_tells_values_and_how_full():
    survey = Survey(4, (ColumnSurvey("One", 3, ((2, "a"), (9, "b"))),), ())
    assert surveyed(survey) == [("One", ("a", "b"), 0.75)]


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.0001, "1 %"), (0.5, "50 %"), (0.9999, "99 %"), (1, "100 %")]
)
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share, words):
    assert percent(share) == words


def _lines(count):
    return [Line(f"Column {place}", ("a", "b"), 0.5, "City", taken=True) for place in range(count)]


@pytest.fixture
def grid(page):
    made = ColumnGrid(page)
    made.pack(fill="both", expand=True)
    made.set_targets(FIELDS)
    pump(page)
    made.show(_lines(6), ["city"] * 6, problems={})
    pump(page)
    return made


def test_every_column_has_its_field(grid):
    assert [grid.target_of(place).get() for place in range(6)] == ["City"] * 6


def test_a_thousand_columns_make_no_more_widgets_than_fit(grid):
    grid.show(_lines(1000), ["city"] * 1000, problems={})
    pump(grid)
    assert grid.target_of(900) is None
    grid.see(900)
    assert grid.target_of(900).get() == "City"


def test_a_click_opens_the_list_of_fields(grid):
    click(grid.target_of(2), 10, 10)
    pump(grid)
    assert grid.list.is_open


def test_enter_opens_it_and_a_choice_is_told(grid):
    told = []
    grid.on_choose = lambda place, field: told.append((place, field))
    press(grid.target_of(3), "Return")
    grid.list.choose(grid.list.words.index("E-mail"))
    assert told == [(3, "email")]


def test_delete_leaves_a_column_out(grid):
    told = []
    grid.on_choose = lambda place, field: told.append((place, field))
    press(grid.target_of(1), "Delete")
    assert told == [(1, "")]


def test_tab_goes_to_the_next_column_and_scrolls(grid):
    grid.show(_lines(60), ["city"] * 60, problems={})
    pump(grid)
    grid.see(0)
    last = max(place for place in range(60) if grid.target_of(place) is not None)
    press(grid.target_of(last), "Tab")
    assert grid.target_of(last + 1) is grid.focus_get()


def test_tab_behind_the_last_column_leaves_the_grid(grid):
    assert grid.step(5, 1) is None


def test_a_problem_marks_its_field(grid):
    grid.show(_lines(6), ["city"] * 6, problems={"Column 4": "Taken already."})
    assert grid.target_of(4).instate(["invalid"])
    assert not grid.target_of(3).instate(["invalid"])
