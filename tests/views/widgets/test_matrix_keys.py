"""Keys, clicks and the wheel on a matrix."""

from __future__ import annotations

import pytest

from crm.views.widgets.matrix import HEAD, ROW, TOP, Cell, Head, Line, Matrix
from tests.views.widgets.test_matrix import texts
from tests.window import click, press, pump

pytestmark = pytest.mark.window
_LEFT = 300  # inside the first column


def _lines():
    heading = Line("", "They differ", ())
    rows = [Line(f"f{at}", f"Field {at}", (Cell("a"), Cell("b")), "First filled") for at in range(40)]
    return [*rows[:3], heading, *rows[3:]]


@pytest.fixture
def matrix(page):
    made = Matrix(page, chooses=True, notes=True, last="Result")
    made.pack(fill="both", expand=True)
    made.chosen, made.opened = [], []
    made.on_choose = lambda line, column: made.chosen.append((line, column))
    made.on_note = lambda line, _at: made.opened.append(line)
    made.set([Head("Ana"), Head("Berta")], _lines())
    pump(page)
    return made


def test_arrows_walk_and_space_chooses(matrix):
    press(matrix.canvas, "Down", "Right", "space")
    assert matrix.chosen == [(1, 1)]


def test_up_from_the_first_line_reaches_the_heads(matrix):
    press(matrix.canvas, "Up", "space")
    assert matrix.chosen == [(HEAD, 0)]


def test_a_heading_between_lines_is_stepped_over(matrix):
    press(matrix.canvas, "Down", "Down", "Down")
    assert matrix.line == 4
    press(matrix.canvas, "Up")
    assert matrix.line == 2


def test_end_goes_to_the_last_line_and_home_to_the_heads(matrix):
    press(matrix.canvas, "End")
    assert matrix.line == 40
    press(matrix.canvas, "Home")
    assert matrix.line == HEAD


def test_a_click_chooses_the_cell_under_the_pointer(matrix):
    click(matrix.canvas, _LEFT, TOP + ROW + 5)
    assert matrix.chosen == [(1, 0)]


def test_a_click_on_a_head_chooses_its_column(matrix):
    click(matrix.canvas, _LEFT, 10)
    assert matrix.chosen == [(HEAD, 0)]


def test_a_click_on_a_note_opens_it_and_chooses_nothing(matrix):
    click(matrix.canvas, 180, TOP + 5)
    assert matrix.opened == [0]
    assert matrix.chosen == []


def test_delete_names_the_column(matrix):
    told = []
    matrix.on_delete = told.append
    press(matrix.canvas, "Right", "Delete")
    assert told == [1]


def test_alt_down_opens_the_note_of_the_line(matrix):
    press(matrix.canvas, "Down", "Alt-Down")
    assert matrix.opened == [1]


def test_the_wheel_scrolls(matrix):
    for _turn in range(4):
        matrix.canvas.event_generate("<Button-5>", x=_LEFT, y=100)
    matrix.update()
    assert "Field 0" not in texts(matrix)


def test_the_pointer_tells_the_whole_text_under_it(matrix):
    told = []
    matrix.on_point = told.append
    matrix.canvas.event_generate("<Motion>", x=_LEFT, y=TOP + 5)
    assert told == ["a"]


def test_one_that_is_only_read_takes_no_keyboard(page):
    assert not int(Matrix(page).canvas.cget("takefocus"))
