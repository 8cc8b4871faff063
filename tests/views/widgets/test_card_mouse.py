"""The mouse on a grid of cards: dragging with a mark, at the edge, put back; sizing by the grip."""

from __future__ import annotations

from crm.views.widgets.card_layout import Tile
from tests.views.widgets.cards import box
from tests.window import press, pump


def _drag(cards, key, to, *, release=True):
    """Press on a card's head, move to a point of the screen, release."""
    name = cards.frame(key).name
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    for part in (0.5, 1.0):
        x = 5 + (to[0] - name.winfo_rootx() - 5) * part
        y = 5 + (to[1] - name.winfo_rooty() - 5) * part
        name.event_generate("<B1-Motion>", x=int(x), y=int(y), state=0x100)
        cards.update()
    if release:
        name.event_generate("<ButtonRelease-1>", x=5, y=5)
        cards.update()


def _middle(cards, key, *, share=0.25):
    frame = cards.frame(key)
    return (frame.winfo_rootx() + int(frame.winfo_width() * share), frame.winfo_rooty() + frame.winfo_height() // 2)


def test_a_card_is_dragged_to_another_place(cards):
    _drag(cards, "d", _middle(cards, "a"), release=False)
    assert cards.heard == []
    cards.frame("d").name.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert cards.heard == [["d", "a", "b", "c", "e"]]


def test_the_right_half_of_a_card_is_the_place_behind_it(cards):
    _drag(cards, "d", _middle(cards, "a", share=0.8))
    assert cards.heard == [["a", "d", "b", "c", "e"]]


def test_a_mark_shows_the_place(cards):
    _drag(cards, "d", _middle(cards, "b"), release=False)
    mark = cards.mouse._mark
    assert mark.winfo_ismapped()
    assert mark.winfo_x() + mark.winfo_width() < cards.frame("b").winfo_x()
    cards.mouse.cancel()
    cards.update()
    assert not mark.winfo_ismapped()


def test_escape_puts_a_dragged_card_back(cards):
    before = box(cards, "d")
    _drag(cards, "d", _middle(cards, "a"), release=False)
    assert box(cards, "d") != before
    press(cards.frame("d"), "Escape")
    cards.frame("d").name.event_generate("<ButtonRelease-1>", x=5, y=5)
    cards.update()
    assert (box(cards, "d"), cards.heard) == (before, [])


def test_a_press_without_moving_only_takes_the_keyboard(cards):
    name = cards.frame("c").name
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    name.event_generate("<ButtonRelease-1>", x=5, y=5)
    assert (cards.focused, cards.heard) == ("c", [])


def test_the_page_scrolls_while_a_card_is_held_at_its_edge(root, cards):
    cards.show([Tile(str(number), 4) for number in range(9)])
    cards.update()
    bottom = (cards.canvas.winfo_rootx() + 200, cards.canvas.winfo_rooty() + cards.canvas.winfo_height() - 10)
    _drag(cards, "0", bottom, release=False)
    pump(root, lambda: cards.canvas.yview()[1] == 1.0)
    cards.mouse.cancel()


def _grip(cards, key, dx, dy, *, release=True):
    frame = cards.frame(key)
    frame.focus_force()
    cards.update()
    grip = frame.grip
    grip.event_generate("<ButtonPress-1>", x=3, y=3)
    grip.event_generate("<B1-Motion>", x=3 + dx, y=3 + dy, state=0x100)
    cards.update()
    if release:
        grip.event_generate("<ButtonRelease-1>", x=3, y=3)
        cards.update()


def test_the_grip_sizes_a_card_in_cells(cards):
    wide = box(cards, "c")[2]
    _grip(cards, "c", wide, 180, release=False)
    assert box(cards, "c")[2] > 1.9 * wide
    cards.frame("c").grip.event_generate("<ButtonRelease-1>", x=3, y=3)
    assert cards.tile("c") == Tile("c", 2, 2)


def test_escape_takes_a_size_back(cards):
    before = box(cards, "c")
    _grip(cards, "c", 300, 180, release=False)
    press(cards.frame("c"), "Escape")
    assert (box(cards, "c"), cards.tile("c"), cards.heard) == (before, Tile("c"), [])
