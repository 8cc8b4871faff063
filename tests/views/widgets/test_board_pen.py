"""What boards are drawn with."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.board_layout import Box
from crm.views.widgets.board_pen import Fitter, Pen, color, line_height, width_of

pytestmark = pytest.mark.window


def test_a_colour_is_that_of_the_theme_in_use(root):
    assert color("primary") == theme.colors().primary
    assert root.winfo_exists()


def test_a_text_that_fits_is_left_alone(page):
    assert Fitter().fit("Ana", 200) == "Ana"
    assert page.winfo_exists()


@pytest.mark.usefixtures("page")
def test_a_text_is_cut_to_its_room():
    cut = Fitter().fit("A sentence that is long", 60)
    assert cut.endswith("…")
    assert width_of(cut) <= 60


@pytest.mark.usefixtures("page")
def test_no_room_no_text():
    assert Fitter().fit("Ana", 0) == ""
    assert Fitter().fit("", 50) == ""


def test_everything_carries_the_tags_of_the_pen(board):
    pen = Pen(board.canvas, "mine", "too")
    box = Box(0, 0, 40, 30)
    pen.text((0, 0), "Ana")
    pen.block(box, "#ffffff")
    pen.round(box, "#ffffff", radius=4)
    pen.stroke((0, 0, 9, 9), "#000000", width=2)
    pen.icon((5, 5), "circle")
    assert len(board.canvas.find_withtag("mine&&too")) == 5


def test_an_empty_text_draws_nothing(board):
    Pen(board.canvas, "mine").text((0, 0), "")
    assert not board.canvas.find_withtag("mine")


@pytest.mark.usefixtures("page")
def test_larger_letters_have_higher_lines():
    assert line_height(theme.TITLE) > line_height(theme.SMALL)
