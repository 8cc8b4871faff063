"""A page of cards in a grid: it flows them, scrolls, and lets a person move, size and reach them. Knows no CRM.

Where cards lie is card_layout.py's, the mouse card_mouse.py's, the keyboard card_keys.py's.
"""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.board_layout import Box
from crm.views.widgets.card_frame import CardFrame
from crm.views.widgets.card_keys import CardKeys
from crm.views.widgets.card_layout import CardLayout, Sizes, Tile, columns_in
from crm.views.widgets.card_mouse import CardMouse
from crm.views.widgets.focus import focus_path

WIDEST, HIGHEST = 4, 2
Turns = Callable[[Iterable[Callable[[], object]]], object]  # makes calls one after the other, at once or soon


def _at_once(calls: Iterable[Callable[[], object]]) -> None:
    for call in calls:
        call()


class CardGrid(ttk.Frame):
    """`fill(frame)` puts its content into a new card; `on_change(tiles)` hears a new order or size, already shown.

    Cards are made in their order by `in_turns`, or when they are first asked for.
    `on_open(key)`, `on_explain(key)`, `on_remove(key)` and `on_menu(key, x, y)` hear what is wanted of a card.
    """

    def __init__(self, parent: tk.Misc, fill: Callable[[CardFrame], object], *, in_turns: Turns = _at_once) -> None:
        super().__init__(parent)
        self.on_change: Callable[[Sequence[Tile]], object] = lambda _tiles: None
        self.on_open: Callable[[str], object] = lambda _key: None
        self.on_explain: Callable[[str], object] = lambda _key: None
        self.on_remove: Callable[[str], object] = lambda _key: None
        self.on_menu: Callable[[str, int, int], object] = lambda _key, _x, _y: None
        self.tiles: tuple[Tile, ...] = ()
        self.last = ""  # the card that had the keyboard last: a menu that opens takes it
        self.sizes = Sizes(
            **{name: value if name == "most" else theme.px(value) for name, value in vars(Sizes()).items()}
        )
        self.layout = CardLayout((), 1)
        self._fill, self._in_turns = fill, in_turns
        self._frames: dict[str, CardFrame] = {}
        self._items: dict[str, int] = {}
        self._boxes: dict[str, Box] = {}
        self._build()
        self.mouse: CardMouse = CardMouse(self)
        self.keyboard: CardKeys = CardKeys(self)

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show these cards in this order; those that were shown before keep their content."""
        self.mouse.cancel()
        self.tiles = tuple(tiles)
        wanted = {tile.key for tile in tiles}
        focused = self.focused
        after = self._neighbour(focused, wanted) if focused and focused not in wanted else ""
        for key in [key for key in self._frames if key not in wanted]:
            self._drop(key)
        self.last = self.last if self.last in wanted else ""
        self.arrange()
        if after:
            self.take_focus(after)
        new = [tile.key for tile in tiles if tile.key not in self._frames]
        self._in_turns([*(partial(self._make_ready, key) for key in new), self._stack])

    def frame(self, key: str) -> CardFrame:
        """A card by its key, made now if its turn has not come; KeyError when it is not shown."""
        if key not in self._frames and any(tile.key == key for tile in self.tiles):
            self._make(key)
        return self._frames[key]

    def tile(self, key: str) -> Tile:
        """A card's place in the order and its size; StopIteration when it is not shown."""
        return next(one for one in self.tiles if one.key == key)

    @property
    def focused(self) -> str:
        """The key of the card that has the keyboard, itself or in what stands in it; "" for none."""
        path = focus_path(self)
        return next((key for key, one in self._frames.items() if path == str(one) or path.startswith(f"{one}.")), "")

    def take_focus(self, key: str = "") -> None:
        """Give the keyboard to a card, the first one unless told, and bring it into view."""
        key = key or (self.tiles[0].key if self.tiles else "")
        if any(tile.key == key for tile in self.tiles):
            self.frame(key).focus_set()
            self.see(key)
        else:
            self.canvas.focus_set()

    # Changing

    def move(self, key: str, place: int) -> None:
        """Put a card at another place of the order, and tell."""
        rest = [one for one in self.tiles if one.key != key]
        rest.insert(max(0, min(place, len(rest))), self.tile(key))
        self._change(rest)

    def resize(self, key: str, width: int, *, height: int) -> None:
        """Make a card as wide and high in cells, as far as it may be, and tell."""
        self._change(self.sized(key, width, height=height))

    def sized(self, key: str, width: int, *, height: int) -> list[Tile]:
        """The cards with one in another size."""
        wide, high = max(1, min(WIDEST, width)), max(1, min(HIGHEST, height))
        return [replace(one, width=wide, height=high) if one.key == key else one for one in self.tiles]

    def _change(self, tiles: Sequence[Tile]) -> None:
        if tuple(tiles) == self.tiles:
            return
        self.tiles = tuple(tiles)
        self.arrange()
        if focused := self.focused:
            self.update_idletasks()
            self.see(focused)
        self.on_change(self.tiles)

    # Placing

    def arrange(self, tiles: Sequence[Tile] | None = None) -> None:
        """Lay the cards out for the width there is; `tiles` are tried without being kept."""
        width, height = self.canvas.winfo_width(), self.canvas.winfo_height()
        if width <= 1:
            return
        self.layout = CardLayout(self.tiles if tiles is None else tiles, columns_in(width, self.sizes))
        for key, item in self._items.items():
            if key not in self.mouse.carried:
                self._place(key, item, width=width)
        self.canvas.configure(scrollregion=(0, 0, width, max(height, self.layout.depth(self.sizes))))

    def see(self, key: str) -> None:
        """Scroll until a card is in view; nothing is before the grid has a size."""
        if key not in self.layout.cells:
            return
        box = self.layout.box(key, self.sizes, width=self.canvas.winfo_width())
        top, room = self.canvas.canvasy(0), self.canvas.winfo_height()
        whole = max(1, self.layout.depth(self.sizes), room)
        if box.y - self.sizes.margin < top:
            self.canvas.yview_moveto(max(0, box.y - self.sizes.margin) / whole)
        elif box.y + box.height + self.sizes.margin > top + room:
            self.canvas.yview_moveto((box.y + box.height + self.sizes.margin - room) / whole)

    def put(self, key: str, x: int, *, y: int) -> None:
        """Hold a card at a point of the page."""
        self.canvas.coords(self._items[key], x, y)
        self._boxes.pop(key, None)

    def adopt(self, frame: CardFrame) -> None:
        """Make the wheel over everything inside a card scroll the page."""
        waiting: list[tk.Misc] = [frame]
        while waiting:
            widget = waiting.pop()
            waiting.extend(child for child in widget.winfo_children() if not isinstance(child, tk.Toplevel))
            if self._tag not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), self._tag))

    def _place(self, key: str, item: int, *, width: int) -> None:
        box = self.layout.box(key, self.sizes, width=width)
        before = self._boxes.get(key)
        if box == before:
            return
        self._boxes[key] = box
        if before is None or before[:2] != box[:2]:
            self.canvas.coords(item, box[0], box[1])
        if before is None or before[2:] != box[2:]:
            self.canvas.itemconfigure(item, width=box[2], height=box[3])

    # Making

    def _build(self) -> None:
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self.canvas = tk.Canvas(
            self, borderwidth=0, highlightthickness=0, yscrollincrement=theme.px(24), width=1, height=1
        )
        self.canvas.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self.canvas.yview)
        self.canvas.configure(yscrollcommand=self._scrolled)
        self.canvas.bind("<Configure>", lambda _event: self.arrange())
        self._tag = f"Cards{self}"
        self.canvas.bindtags((*self.canvas.bindtags(), self._tag))
        self.bind_class(self._tag, "<MouseWheel>", lambda event: self._turn(event.delta))
        self.bind_class(self._tag, "<Button-4>", lambda _event: self._turn(120))
        self.bind_class(self._tag, "<Button-5>", lambda _event: self._turn(-120))
        self.bind_class(self._tag, "<<TraverseIn>>", lambda _event: self.see(self.focused))
        self.bind("<Destroy>", self._forget, add="+")
        theme.follow(self.canvas, lambda: self.canvas.configure(background=theme.colors().surface))

    def _make(self, key: str) -> None:
        frame = self._frames[key] = CardFrame(self.canvas, key)
        frame.on_explain = lambda: self.on_explain(key)
        frame.on_menu = lambda x, y: self.on_menu(key, x, y)
        self._items[key] = self.canvas.create_window(0, 0, window=frame, anchor="nw")
        self._fill(frame)
        self.mouse.bind_card(frame)
        self.keyboard.bind_card(frame)
        self.adopt(frame)
        if key in self.layout.cells:
            self._place(key, self._items[key], width=self.canvas.winfo_width())

    def _make_ready(self, key: str) -> None:
        """Make a card in its turn, if it is still wanted."""
        if self.winfo_exists() and any(tile.key == key for tile in self.tiles):
            self.frame(key)

    def _stack(self) -> None:
        """Put the cards above each other in their order: so Tab goes through them as they stand."""
        if self.winfo_exists():
            for tile in self.tiles:
                if tile.key in self._frames:
                    self._frames[tile.key].lift()

    def _drop(self, key: str) -> None:
        self.canvas.delete(self._items.pop(key))
        self._boxes.pop(key, None)
        self._frames.pop(key).destroy()

    def _neighbour(self, key: str, wanted: set[str]) -> str:
        """The card that takes the keyboard over from one that goes: the next of those that stay, or the last."""
        order = list(self._frames)
        following = [one for one in order[order.index(key) + 1 :] if one in wanted]
        before = [one for one in order[: order.index(key)] if one in wanted]
        return (following or before[-1:] or [""])[0]

    def _scrolled(self, first: float, last: float) -> None:
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")
        self._bar.set(float(first), float(last))

    def _turn(self, delta: int) -> None:
        if self.canvas.yview() != (0.0, 1.0):
            self.canvas.yview_scroll(-delta if sys.platform == "darwin" else round(-delta / 60), "units")

    def _forget(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            for sequence in ("<MouseWheel>", "<Button-4>", "<Button-5>", "<<TraverseIn>>"):
                self.unbind_class(self._tag, sequence)
