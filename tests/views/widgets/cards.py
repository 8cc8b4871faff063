"""What tests of grids of cards share: tiles, a filled grid, where its cards lie, dragging. No test."""

from __future__ import annotations

from tkinter import ttk

from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.card_grid import CardGrid
from crm.views.widgets.card_layout import Tile

TILES = (Tile("a", 2), Tile("b", 2), Tile("c"), Tile("d"), Tile("e", 2))


class Cards(CardGrid):
    """A grid whose cards hold their key; `heard` are the orders that were told, `filled` the cards in turn."""

    def __init__(self, parent: ttk.Frame) -> None:
        self.heard: list[list[str]] = []
        self.filled: list[str] = []
        super().__init__(parent, self._label)
        self.on_change = lambda tiles: self.heard.append([one.key for one in tiles])

    def _label(self, frame: CardFrame) -> None:
        ttk.Label(frame.body, text=frame.key).pack()
        frame.say(frame.key)
        self.filled.append(frame.key)


def box(grid: CardGrid, key: str) -> tuple[int, int, int, int]:
    """Where a card lies."""
    frame = grid.frame(key)
    return (frame.winfo_x(), frame.winfo_y(), frame.winfo_width(), frame.winfo_height())
