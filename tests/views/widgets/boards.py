"""What the tests of boards share: contents of three columns, and dragging with the mouse. No test stands here."""

from __future__ import annotations

from array import array

from crm.views.widgets.board_model import Card, CardLine, Column, Content, Lane, Place

COLUMNS = (Column("a", "Alpha", "3"), Column("b", "Beta", "30"), Column("c", "Gamma", "0", empty="Nothing here"))
LANES = (Lane("1", "Ana", "4 deals"), Lane("2", "Berta"))


def content(**cells):
    """A board of three columns; cells are given as a=[ids], b=[ids]."""
    ids = cells or {"a": [1, 2, 3], "b": range(100, 130)}
    return Content(COLUMNS, ids={(key, ""): array("q", some) for key, some in ids.items()})


def laned():
    """The same in two lanes."""
    cells = {("a", "1"): [1, 2], ("b", "1"): [3], ("a", "2"): [4], ("c", "2"): [5, 6, 7]}
    return Content(COLUMNS, LANES, {cell: array("q", some) for cell, some in cells.items()})


def card(row):
    """The card of an id."""
    return Card(
        f"Deal {row}", (CardLine(f"Firm {row}"), CardLine("10 €", strong=True)), mark="circle", tip=f"All of {row}"
    )


def middle(board, place):
    """The point in the middle of a card."""
    box = board.layout.card(place)
    return box.x + box.width // 2, box.y + box.height // 2


def drag(board, start, *points, release=True):
    """Press on a point, move over others, and let go on the last."""
    canvas = board.canvas
    canvas.event_generate("<ButtonPress-1>", x=start[0], y=start[1])
    for x, y in points:
        canvas.event_generate("<B1-Motion>", x=x, y=y)
    if release:
        canvas.event_generate("<ButtonRelease-1>", x=points[-1][0], y=points[-1][1])
    canvas.update()


def place(column, index, lane=""):
    """A place, the lane last."""
    return Place(column, lane, index)
