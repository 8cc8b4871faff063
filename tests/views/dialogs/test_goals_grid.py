"""The table of goals by keyboard: from cell to cell, typed in place, a block pasted from a spreadsheet."""

from __future__ import annotations

import pytest

from crm.models.goals import WON_VALUE, GoalPlace
from crm.models.users import User
from crm.views.dialogs.goals_grid import GoalGrid
from crm.views.dialogs.goals_sheet import Kept, Sheet
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def sheet():
    made = Sheet(year=2026)
    made.load(Kept((), (User(2, "Berta"), User(3, "Carlos")), "EUR"))
    return made


@pytest.fixture
def grid(page, sheet):
    made = GoalGrid(page, sheet, width=1200)
    made.pack(fill="both", expand=True)
    made.show()
    pump(page)
    return made


def at(grid, row, column):
    """Put the keyboard into a cell."""
    grid.go_to(row, column)
    grid.entries[row, column].focus_force()
    pump(grid)
    return grid.entries[row, column]


def here(grid):
    pump(grid)
    focused = grid.focus_get()
    return next(place for place, entry in grid.entries.items() if entry is focused)


def write(grid, row, column, *, text):
    entry = at(grid, row, column)
    entry.delete(0, "end")
    entry.insert(0, text)
    entry.event_generate("<KeyRelease>", keysym="5")
    return entry


def test_there_is_a_cell_for_every_row_and_month(grid):
    assert set(grid.entries) == {(row, column) for row in range(3) for column in range(12)}


def test_enter_and_the_arrows_go_from_cell_to_cell(grid):
    at(grid, 0, 0).event_generate("<Return>")
    assert here(grid) == (1, 0)
    grid.focus_get().event_generate("<Right>")
    assert here(grid) == (1, 1)
    grid.focus_get().event_generate("<Up>")
    assert here(grid) == (0, 1)
    grid.focus_get().event_generate("<Left>")
    assert here(grid) == (0, 0)


def test_at_the_edge_the_keyboard_stays(grid):
    at(grid, 2, 11).event_generate("<Down>")
    assert here(grid) == (2, 11)


def test_within_what_is_typed_the_arrows_move_the_caret(grid):
    entry = write(grid, 0, 0, text="1500")
    entry.selection_clear()
    entry.icursor(2)
    entry.event_generate("<Right>")
    assert here(grid) == (0, 0)


def test_sums_follow_what_is_typed(grid):
    write(grid, 1, 0, text="1500")
    assert str(grid._sums[1, -1].cget("text")) == "1,500"
    assert str(grid._sums[-1, 0].cget("text")) == "1,500"


def test_what_is_left_is_written_as_all_are(grid):
    entry = write(grid, 1, 0, text="1500")
    entry.event_generate("<Return>")
    pump(grid)
    assert entry.get() == "1,500"


def test_what_cannot_be_read_is_marked_and_told(grid):
    told = []
    grid.on_problem = told.append
    entry = write(grid, 1, 0, text="mucho")
    entry.event_generate("<Return>")
    pump(grid)
    assert entry.instate(["invalid"])
    assert any("mucho" in sentence for sentence in told)


def test_a_block_from_a_spreadsheet_fills_the_cells_from_here(grid, sheet):
    grid.clipboard_clear()
    grid.clipboard_append("1000\t2000\n3000\t4000\n")
    at(grid, 1, 10).event_generate("<<Paste>>")
    pump(grid)
    assert [grid.entries[place].get() for place in ((1, 10), (1, 11), (2, 10), (2, 11))] == [
        "1,000", "2,000", "3,000", "4,000",
    ]  # fmt: skip
    assert len(sheet.typed) == 4


def test_what_is_pasted_beyond_the_table_is_dropped(grid, sheet):
    grid.clipboard_clear()
    grid.clipboard_append("1\t2\t3")
    at(grid, 2, 11).event_generate("<<Paste>>")
    assert list(sheet.typed) == [GoalPlace(WON_VALUE, "2026-12-01", 3)]


def test_the_goal_of_the_cell_at_hand_is_known(grid):
    at(grid, 1, 4)
    assert grid.here == GoalPlace(WON_VALUE, "2026-05-01", 2)


def test_a_locked_table_is_looked_at(page, sheet):
    grid = GoalGrid(page, sheet, width=1200, locked=True)
    grid.pack()
    grid.show()
    assert all(entry.instate(["readonly"]) for entry in grid.entries.values())


def test_what_has_no_room_is_told_in_few_letters_until_the_keyboard_comes(grid, sheet):
    entry = write(grid, 1, 0, text="120000000")
    at(grid, 0, 0)
    assert entry.get() == sheet.brief(GoalPlace(WON_VALUE, "2026-01-01", 2)) != "120,000,000"
    at(grid, 1, 0)
    assert entry.get() == "120,000,000"
    at(grid, 0, 0)
    assert sheet.changes() == {GoalPlace(WON_VALUE, "2026-01-01", 2): 120_000_000_00}
