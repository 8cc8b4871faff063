"""The keyboard on a grid of cards: going from one to the next, moving, sizing, opening. What follows, others decide."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from crm.views import keys
from crm.views.widgets.card_frame import CardFrame

if TYPE_CHECKING:
    from crm.views.widgets.card_grid import CardGrid

_ARROWS = ("Left", "Right", "Up", "Down")
_SIZES = {"plus": 1, "KP_Add": 1, "minus": -1, "KP_Subtract": -1}
_SHIFT = 0x1
_Event: TypeAlias = "tk.Event[tk.Misc]"


class CardKeys:
    """Arrows go to the next card, with Ctrl they move this one, with Shift they size it, as + and - do.

    Enter opens, I explains, Delete removes, the menu key opens the menu.
    """

    def __init__(self, grid: CardGrid) -> None:
        self._grid = grid

    def bind_card(self, frame: CardFrame) -> None:
        """Listen while a card itself has the keyboard."""
        grid, key = self._grid, frame.key
        for arrow in _ARROWS:
            frame.bind(f"<KeyPress-{arrow}>", self._heard(lambda event: self._arrow(key, event)))
        for name, by in _SIZES.items():
            frame.bind(f"<KeyPress-{name}>", self._heard(lambda _event, by=by: self._grow(key, by)))  # type: ignore[misc]
        for name in ("Return", "KP_Enter"):
            frame.bind(f"<KeyPress-{name}>", self._heard(lambda _event: grid.on_open(key)))
        for name in ("i", "I"):
            frame.bind(f"<KeyPress-{name}>", self._heard(lambda _event: grid.on_explain(key)))
        for name in ("Delete", *(("BackSpace",) if sys.platform == "darwin" else ())):
            frame.bind(f"<KeyPress-{name}>", self._heard(lambda _event: grid.on_remove(key)))
        for sequence in ("<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            frame.bind(sequence, self._heard(lambda _event: frame.pop_up()))
        frame.bind("<Escape>", self._heard(lambda _event: grid.mouse.cancel()))
        frame.bind("<Home>", self._heard(lambda _event: grid.take_focus(grid.tiles[0].key)))
        frame.bind("<End>", self._heard(lambda _event: grid.take_focus(grid.tiles[-1].key)))
        for sequence, by in (("<Prior>", -1), ("<Next>", 1)):
            frame.bind(sequence, self._heard(lambda _event, by=by: grid.canvas.yview_scroll(by, "pages")))  # type: ignore[misc]
        frame.bind("<FocusIn>", lambda _event: self._entered(key), add="+")

    def _entered(self, key: str) -> None:
        """Remember it, and scroll nothing: the keyboard also comes back from a window that closes."""
        self._grid.last = key

    def _heard(self, run: Callable[[_Event], object]) -> Callable[[_Event], str]:
        def pressed(event: _Event) -> str:
            run(event)
            return "break"

        return pressed

    def _arrow(self, key: str, event: _Event) -> None:
        state, grid, tile = int(event.state), self._grid, self._grid.tile(key)
        if state & _SHIFT:
            wide, high = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}[event.keysym]
            grid.resize(key, self._shown(key) + wide if wide else tile.width, height=tile.height + high)
            return
        other = grid.layout.beside(key, event.keysym)
        if state & keys.CONTROL:
            self._carry(key, other, direction=event.keysym)
        elif other != key:
            grid.take_focus(other)
        else:  # at the end of a row, go on in the next one
            order = [one.key for one in grid.tiles]
            by = {"Left": -1, "Right": 1}.get(event.keysym, 0)
            grid.take_focus(order[max(0, min(order.index(key) + by, len(order) - 1))])

    def _carry(self, key: str, other: str, *, direction: str) -> None:
        """Move a card past its neighbour, or one on in the order where there is none."""
        order = [one.key for one in self._grid.tiles]
        here = order.index(key)
        there = order.index(other)
        backwards = direction in ("Left", "Up")
        if there == here or (there < here) != backwards:
            there = here + (-1 if backwards else 1) * (direction in ("Left", "Right"))
        self._grid.move(key, there)

    def _grow(self, key: str, by: int) -> None:
        self._grid.resize(key, self._shown(key) + by, height=self._grid.tile(key).height)

    def _shown(self, key: str) -> int:
        """How wide a card is shown: where it is clipped, the next step begins there."""
        return self._grid.layout.cells[key].width
