"""The matrix: what is drawn of it, what stays in view, where a point is."""

from __future__ import annotations

import pytest

from crm.views.widgets.matrix import HEAD, ROW, TOP, Cell, Head, Line, Matrix
from tests.window import pump

pytestmark = pytest.mark.window


def _lines(count, columns=3):
    return [
        Line(f"f{row}", f"Field {row}", tuple(Cell(f"{row}/{at}") for at in range(columns))) for row in range(count)
    ]


@pytest.fixture
def matrix(page):
    made = Matrix(page, chooses=True, notes=True, last="Result")
    made.pack(fill="both", expand=True)
    made.set([Head(f"Person {at}") for at in range(3)], _lines(100))
    pump(page)
    return made


def texts(matrix):
    """What the canvas shows."""
    canvas = matrix.canvas
    return [canvas.itemcget(item, "text") for item in canvas.find_all() if canvas.type(item) == "text"]


def test_only_lines_in_view_are_drawn(matrix):
    shown = [text for text in texts(matrix) if text.startswith("Field")]
    assert "Field 0" in shown
    assert len(shown) < 40


def test_the_heads_stay_when_it_is_scrolled(matrix):
    matrix.scroll(0, 50 * ROW)
    shown = texts(matrix)
    assert "Person 0" in shown
    assert "Field 50" in shown
    assert "Field 0" not in shown


def test_it_never_scrolls_past_its_end(matrix):
    matrix.scroll(0, 1_000_000)
    assert "Field 99" in texts(matrix)
    matrix.scroll(0, -2_000_000)
    assert "Field 0" in texts(matrix)


def test_eight_columns_do_not_all_fit_and_are_scrolled(matrix):
    matrix.set([Head(f"Person {at}") for at in range(8)], _lines(2, 8))
    assert "Person 7" not in texts(matrix)
    matrix.scroll(1_000_000, 0)
    assert "Person 7" in texts(matrix)
    assert "Person 0" not in texts(matrix)


def test_a_point_tells_its_line_and_column(matrix):
    left = 300  # inside the first column
    assert matrix.place_at(left, TOP + ROW + 3) == (1, 0)
    assert matrix.place_at(left, 5) == (HEAD, 0)
    assert matrix.place_at(5, TOP + 3) == (0, -1)


def test_a_point_below_all_lines_is_nowhere(matrix):
    matrix.set([Head("One")], _lines(1, 1))
    assert matrix.place_at(400, TOP + 5 * ROW) is None


def test_going_to_a_cell_brings_it_into_view_and_tells_its_whole_text(matrix):
    told = []
    matrix.on_point = told.append
    matrix.go_to(80, 2)
    assert "Field 80" in texts(matrix)
    assert told[-1] == "80/2"


def test_a_long_text_is_cut_and_its_whole_stays_known(matrix):
    name = "Distribuciones y Representaciones " * 6
    matrix.set([Head("One")], [Line("company", "Company", (Cell(name),))])
    assert name not in texts(matrix)
    assert matrix.text_at(0, 0) == name


def test_the_keyboard_never_stands_on_a_heading_between_lines(matrix):
    matrix.set([Head("One")], [Line("", "They differ", ()), *_lines(2, 1)])
    assert matrix.line == 1


def test_other_lines_at_the_same_place_keep_the_keyboard_where_it_was(matrix):
    matrix.go_to(60, 1)
    matrix.set(matrix.heads, _lines(100), keep_place=True)
    assert (matrix.line, matrix.column) == (60, 1)
    assert "Field 60" in texts(matrix)


def test_fewer_lines_leave_the_keyboard_on_the_last(matrix):
    matrix.go_to(60, 2)
    matrix.set([Head("One")], _lines(3, 1), keep_place=True)
    assert (matrix.line, matrix.column) == (2, 0)


def test_nothing_at_all_is_drawn_without_fault(matrix):
    matrix.set((), ())
    matrix.go_to(3, 3)
    assert matrix.text_at(matrix.line, matrix.column) == ""
