"""What is painted of a day's rows: colours of what is late, words cut to fit, buttons where they are drawn."""

from __future__ import annotations

import tkinter as tk

import pytest

from crm.views import theme
from crm.views.widgets.day_layout import DayLayout, DaySizes
from crm.views.widgets.day_model import DayAction, DayCard, DayRow, Place
from crm.views.widgets.day_painter import DayPainter

LONG = "Una oportunidad con un título que no cabe de ninguna manera en el ancho de una tarjeta"
ROWS = (DayRow(1, "Ana", when="3 days ago", late=True), DayRow(2, LONG, LONG, when="10:00"))
CARD = DayCard("late", "Overdue", "gift", "danger", 2, ROWS, (DayAction("later", "arrow-right", "Tomorrow"),))


@pytest.fixture
def canvas(page, root):
    made = tk.Canvas(page, width=460, height=300)
    made.pack()
    root.update()
    return made


@pytest.fixture
def painter(canvas):
    layout = DayLayout(DaySizes())
    layout.arrange([CARD], 460)
    made = DayPainter(canvas, layout)
    made.draw([CARD])
    made.layout = layout
    return made


def item(canvas, words: str) -> int:
    return next(
        one for one in canvas.find_all() if canvas.type(one) == "text" and canvas.itemcget(one, "text") == words
    )


@pytest.mark.usefixtures("painter")
def test_what_is_late_is_told_in_the_colour_of_danger(canvas):
    assert canvas.itemcget(item(canvas, "3 days ago"), "fill") == theme.colors().danger
    assert canvas.itemcget(item(canvas, "10:00"), "fill") == theme.colors().muted


@pytest.mark.usefixtures("painter")
def test_long_words_end_before_what_stands_on_the_right(canvas):
    right = canvas.bbox(item(canvas, "10:00"))[0]
    cut = [
        one for one in canvas.find_all() if canvas.type(one) == "text" and canvas.itemcget(one, "text").endswith("…")
    ]
    assert len(cut) == 2
    assert all(canvas.bbox(one)[2] < right for one in cut)


def test_an_action_lies_where_its_words_are_drawn(canvas, painter):
    painter.mark(None, Place("late", 0), has_focus=False)
    left, top, right, bottom = canvas.bbox(item(canvas, "Tomorrow"))
    assert painter.action_at((left + right) // 2, (top + bottom) // 2) == "later"
    assert painter.action_at(left - 200, top) is None


def test_a_row_that_is_left_offers_nothing_any_more(canvas, painter):
    painter.mark(None, Place("late", 0), has_focus=False)
    painter.mark(None, None, has_focus=False)
    assert "Tomorrow" not in [canvas.itemcget(one, "text") for one in canvas.find_all() if canvas.type(one) == "text"]
