"""Where cards lie: first free cells, clipped widths, the pixels of a cell, who stands beside whom."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from crm.views.widgets.card_layout import CardLayout, Cells, Sizes, Tile, columns_in

SIZES = Sizes(margin=10, gap=10, column=100, row=50, most=6)
TILES = some.lists(some.tuples(some.integers(1, 4), some.integers(1, 2)), max_size=14)


def _layout(*sizes, columns=4):
    return CardLayout([Tile(str(place), *size) for place, size in enumerate(sizes)], columns)


def test_they_flow_in_their_order():
    layout = _layout((2, 1), (2, 1), (1, 1))
    assert list(layout.cells.values()) == [Cells(0, 0, 2, 1), Cells(2, 0, 2, 1), Cells(0, 1, 1, 1)]


def test_a_small_one_fills_the_hole_before_a_wide_one():
    layout = _layout((3, 1), (2, 1), (1, 1))
    assert layout.cells["2"] == Cells(3, 0, 1, 1)


def test_a_width_is_clipped_to_the_columns():
    assert _layout((4, 1), columns=2).cells["0"].width == 2


@settings(max_examples=40, deadline=None)
@given(sizes=TILES, columns=some.integers(1, 6))
def test_no_cell_is_taken_twice(sizes, columns):
    cells = _layout(*sizes, columns=columns).cells.values()
    taken = [(one.column + x, one.row + y) for one in cells for x in range(one.width) for y in range(one.height)]
    assert len(taken) == len(set(taken))
    assert all(0 <= column < columns for column, _row in taken)


def test_as_many_columns_as_the_width_allows():
    usual = Sizes()
    assert [columns_in(width, usual) for width in (200, 1280, 1920, 4000)] == [1, 4, 6, 6]


def test_boxes_fill_the_width():
    layout = _layout((2, 1), (2, 2))
    left, right = (layout.box(key, SIZES, width=450) for key in ("0", "1"))
    assert (left.x, left.y, left.width, left.height) == (10, 10, 210, 50)
    assert (right.x, right.width, right.height) == (230, 210, 110)
    assert layout.depth(SIZES) == 130


def test_pixels_become_cells():
    layout = _layout((1, 1))
    assert [layout.span(SIZES, width=450, pixels=wide) for wide in (1, 100, 160, 400, 900)] == [1, 1, 2, 4, 4]


def test_arrows_lead_to_the_nearest():
    layout = _layout((2, 1), (2, 1), (1, 1), (1, 1))
    assert layout.beside("0", "Right") == "1"
    assert layout.beside("1", "Left") == "0"
    assert layout.beside("1", "Right") == "1"
    assert layout.beside("0", "Down") == "2"
    assert layout.beside("3", "Up") == "0"
