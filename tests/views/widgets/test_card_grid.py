"""A grid of cards: content kept over changes, moving and sizing by mouse and keyboard, the keyboard, the width."""

from __future__ import annotations

from tkinter import ttk

import pytest

from crm.views import theme
from crm.views.widgets.card_grid import CardGrid
from crm.views.widgets.card_layout import Tile
from tests.window import press, pump

TILES = (Tile("a", 2), Tile("b", 2), Tile("c"), Tile("d"), Tile("e", 2))


@pytest.fixture
def filled():
    return []


@pytest.fixture
def grid(page, filled):
    def fill(frame):
        ttk.Label(frame.body, text=frame.key).pack()
        frame.say(frame.key)
        filled.append(frame.key)

    made = CardGrid(page, fill)
    made.pack(fill="both", expand=True)
    made.heard = []
    made.on_change = lambda tiles: made.heard.append([one.key for one in tiles])
    page.update()
    made.show(TILES)
    page.update()
    return made


def _box(grid, key):
    frame = grid.frame(key)
    return (frame.winfo_x(), frame.winfo_y(), frame.winfo_width(), frame.winfo_height())


def _drag(grid, key, to, *, release=True):
    """Press on a card's head, move to a point of the screen, release."""
    name = grid.frame(key).name
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    for part in (0.5, 1.0):
        x = 5 + (to[0] - name.winfo_rootx() - 5) * part
        y = 5 + (to[1] - name.winfo_rooty() - 5) * part
        name.event_generate("<B1-Motion>", x=int(x), y=int(y), state=0x100)
        grid.update()
    if release:
        name.event_generate("<ButtonRelease-1>", x=5, y=5)
        grid.update()


def _middle(grid, key, *, share=0.25):
    frame = grid.frame(key)
    return (frame.winfo_rootx() + int(frame.winfo_width() * share), frame.winfo_rooty() + frame.winfo_height() // 2)


def test_they_lie_in_rows(grid):
    assert _box(grid, "a")[1] == _box(grid, "b")[1] < _box(grid, "c")[1]
    assert _box(grid, "a")[0] < _box(grid, "b")[0]


def test_content_is_kept_when_others_come_and_go(grid, filled):
    grid.show([Tile("x"), *TILES[2:], Tile("a", 4)])
    assert filled == ["a", "b", "c", "d", "e", "x"]
    with pytest.raises(KeyError):
        grid.frame("b")


def test_a_narrow_window_has_fewer_columns(root, grid):
    root.geometry("920x800")
    pump(root, lambda: grid.layout.columns == 3)
    narrow = _box(grid, "b")[1]
    root.geometry("1280x800")
    pump(root, lambda: grid.layout.columns == 4)
    assert narrow > _box(grid, "b")[1]


def test_a_card_is_dragged_to_another_place(grid):
    _drag(grid, "d", _middle(grid, "a"), release=False)
    assert grid.heard == []
    grid.frame("d").name.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert grid.heard == [["d", "a", "b", "c", "e"]]


def test_the_right_half_of_a_card_is_the_place_behind_it(grid):
    _drag(grid, "d", _middle(grid, "a", share=0.8))
    assert grid.heard == [["a", "d", "b", "c", "e"]]


def test_a_mark_shows_the_place(grid):
    _drag(grid, "d", _middle(grid, "b"), release=False)
    mark = grid.mouse._mark
    assert mark.winfo_ismapped()
    assert mark.winfo_x() + mark.winfo_width() < grid.frame("b").winfo_x()
    grid.mouse.cancel()
    grid.update()
    assert not mark.winfo_ismapped()


def test_escape_puts_a_dragged_card_back(grid):
    before = _box(grid, "d")
    _drag(grid, "d", _middle(grid, "a"), release=False)
    assert _box(grid, "d") != before
    press(grid.frame("d"), "Escape")
    grid.frame("d").name.event_generate("<ButtonRelease-1>", x=5, y=5)
    grid.update()
    assert (_box(grid, "d"), grid.heard) == (before, [])


def test_a_press_without_moving_only_takes_the_keyboard(grid):
    name = grid.frame("c").name
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    name.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert (grid.focused, grid.heard) == ("c", [])


def test_the_page_scrolls_while_a_card_is_held_at_its_edge(root, grid):
    grid.show([Tile(str(number), 4) for number in range(9)])
    grid.update()
    bottom = (grid.canvas.winfo_rootx() + 200, grid.canvas.winfo_rooty() + grid.canvas.winfo_height() - 10)
    _drag(grid, "0", bottom, release=False)
    pump(root, lambda: grid.canvas.yview()[1] == 1.0)
    grid.mouse.cancel()


def _grip(grid, key, dx, dy, *, release=True):
    frame = grid.frame(key)
    frame.focus_force()
    grid.update()
    grip = frame.grip
    grip.event_generate("<ButtonPress-1>", x=3, y=3)
    grip.event_generate("<B1-Motion>", x=3 + dx, y=3 + dy, state=0x100)
    grid.update()
    if release:
        grip.event_generate("<ButtonRelease-1>", x=3, y=3)
        grid.update()


def test_the_grip_sizes_a_card_in_cells(grid):
    wide = _box(grid, "c")[2]
    _grip(grid, "c", wide, 180, release=False)
    assert _box(grid, "c")[2] > 1.9 * wide
    grid.frame("c").grip.event_generate("<ButtonRelease-1>", x=3, y=3)
    assert grid.tile("c") == Tile("c", 2, 2)


def test_escape_takes_a_size_back(grid):
    before = _box(grid, "c")
    _grip(grid, "c", 300, 180, release=False)
    press(grid.frame("c"), "Escape")
    assert (_box(grid, "c"), grid.tile("c"), grid.heard) == (before, Tile("c"), [])


def test_arrows_go_from_card_to_card(grid):
    grid.take_focus("a")
    press(grid.frame("a"), "Right")
    assert grid.focused == "b"
    press(grid.frame("b"), "Down")
    assert grid.focused == "e"
    press(grid.frame("e"), "Home")
    assert grid.focused == "a"


def test_control_and_an_arrow_move_a_card(grid):
    press(grid.frame("a"), "Control-Right")
    press(grid.frame("a"), "Control-Right")
    press(grid.frame("a"), "Control-Left")
    assert grid.heard == [["b", "a", "c", "d", "e"], ["b", "c", "a", "d", "e"], ["b", "a", "c", "d", "e"]]


@pytest.mark.parametrize(
    ("keys", "size"),
    [(("plus",), (2, 1)), (("plus", "minus"), (1, 1)), (("Shift-Right", "Shift-Down"), (2, 2)), (("minus",), (1, 1)),
     (("plus",) * 5, (4, 1)), (("Shift-Down",) * 3, (1, 2))],
)  # fmt: skip
def test_keys_size_a_card(grid, keys, size):
    press(grid.frame("c"), *keys)
    assert (grid.tile("c").width, grid.tile("c").height) == size


def test_keys_open_explain_and_remove(grid):
    told = []
    grid.on_open = lambda key: told.append(("open", key))
    grid.on_explain = lambda key: told.append(("explain", key))
    grid.on_remove = lambda key: told.append(("remove", key))
    press(grid.frame("c"), "Return", "i", "Delete")
    assert told == [("open", "c"), ("explain", "c"), ("remove", "c")]


def test_the_menu_key_and_the_buttons_ask_for_what_they_say(grid):
    told = []
    grid.on_menu = lambda key, _x, _y: told.append(key)
    grid.on_explain = lambda key: told.append("explain " + key)
    press(grid.frame("c"), "Shift-F10")
    grid.frame("d").more.invoke()
    grid.frame("d").explain.invoke()
    assert told == ["c", "d", "explain d"]


def test_the_next_card_takes_the_keyboard_over(grid):
    grid.take_focus("c")
    grid.update()
    grid.show([one for one in TILES if one.key != "c"])
    grid.update()
    assert grid.focused == "d"


def test_a_card_that_gets_the_keyboard_is_scrolled_into_view(grid):
    grid.show([Tile(str(number), 4) for number in range(9)])
    grid.update()
    grid.take_focus("8")
    assert grid.canvas.yview()[1] > 0.99


def test_the_theme_reaches_it(root, grid):
    theme.switch(root, "dark")
    assert str(grid.canvas.cget("background")) == theme.colors().surface
