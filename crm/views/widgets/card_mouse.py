"""The mouse on a grid of cards: dragging one to another place by its head, sizing it by its grip, the context menu."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from crm.views import theme
from crm.views.widgets.card_frame import CardFrame

if TYPE_CHECKING:
    from crm.views.widgets.card_grid import CardGrid

_THRESHOLD = 6  # pixels before a press becomes a drag
_EDGE, _STEP, _EVERY = 48, 1, 40  # units from an edge where it scrolls, lines a step, milliseconds between steps
_MARK = 4  # units the mark of a new place is wide
_MENU_BUTTONS = ("<Button-2>", "<Control-Button-1>") if sys.platform == "darwin" else ("<Button-3>",)
_Event: TypeAlias = "tk.Event[tk.Misc]"


class CardMouse:
    """A dragged card follows the pointer and a mark shows its new place; a sized one is shown so at once.

    Escape puts back whatever is under way. Nothing is told before the button is released.
    """

    def __init__(self, grid: CardGrid) -> None:
        self._grid = grid
        self.carried: frozenset[str] = frozenset()
        self._pressed: tuple[str, int, int] | None = None  # the card, and where in it
        self._sizing = ""
        self._place: int | None = None
        self._pointer = (0, 0)
        self._timer = ""
        self._mark = tk.Frame(grid.canvas, borderwidth=0)
        self._mark_item = grid.canvas.create_window(0, 0, window=self._mark, anchor="n", state="hidden")
        theme.follow(self._mark, lambda: self._mark.configure(background=theme.colors().primary))
        grid.canvas.bind("<Destroy>", lambda _event: self._stop_scrolling(), add="+")

    def bind_card(self, frame: CardFrame) -> None:
        """Listen on a card."""
        key = frame.key
        for widget in (frame, frame.head, frame.name):
            widget.bind("<ButtonPress-1>", lambda event: self._press(key, event))
            widget.bind("<B1-Motion>", self._drag)
            widget.bind("<ButtonRelease-1>", self._release)
        frame.grip.bind("<ButtonPress-1>", lambda event: self._press_grip(key, event))
        frame.grip.bind("<B1-Motion>", self._size)
        frame.grip.bind("<ButtonRelease-1>", self._release_grip)
        for widget in (frame, frame.head, frame.name, frame.body):
            for sequence in _MENU_BUTTONS:
                widget.bind(sequence, self._context(frame))

    def cancel(self) -> None:
        """Put everything that is under way back where it was."""
        under_way = self.carried or self._sizing
        self._stop_scrolling()
        self._pressed, self._place, self._sizing = None, None, ""
        self._grid.canvas.itemconfigure(self._mark_item, state="hidden")
        for key in self.carried:
            self._grid.frame(key).carried(False)
        self.carried = frozenset()
        if under_way:
            self._grid.arrange()

    # Moving

    def _press(self, key: str, event: _Event) -> None:
        self.cancel()
        frame = self._grid.frame(key)
        frame.focus_set()
        self._pressed = (key, event.x_root - frame.winfo_rootx(), event.y_root - frame.winfo_rooty())
        self._pointer = (event.x_root, event.y_root)

    def _drag(self, event: _Event) -> None:
        if self._pressed is None:
            return
        key = self._pressed[0]
        if not self.carried:
            far = max(abs(event.x_root - self._pointer[0]), abs(event.y_root - self._pointer[1]))
            if far < theme.px(_THRESHOLD):
                return
            self.carried = frozenset((key,))
            self._grid.frame(key).carried(True)
            self._mark.lift()
            self._scroll_on()
        self._pointer = (event.x_root, event.y_root)
        self._hold()

    def _hold(self) -> None:
        """Bring the carried card to the pointer, and the mark to where it would stand."""
        if self._pressed is None:
            return
        key, grip_x, grip_y = self._pressed
        x, y = self._on_page()
        self._grid.put(key, x - grip_x, y=y - grip_y)
        self._aim(x, y)

    def _on_page(self) -> tuple[int, int]:
        canvas = self._grid.canvas
        x, y = self._pointer[0] - canvas.winfo_rootx(), self._pointer[1] - canvas.winfo_rooty()
        return int(canvas.canvasx(x)), int(canvas.canvasy(y))

    def _aim(self, x: int, y: int) -> None:
        """The place in the order nearest to a point, and the mark in the gap before it."""
        grid, width = self._grid, self._grid.canvas.winfo_width()
        others = [tile.key for tile in grid.tiles if tile.key not in self.carried]
        self._place = None
        if not others:
            return
        boxes = {key: grid.layout.box(key, grid.sizes, width=width) for key in others}

        def far(key: str) -> int:
            box = boxes[key]
            aside = max(box.x - x, 0, x - box.x - box.width)
            return max(box.y - y, 0, y - box.y - box.height) * 3 + aside

        near = min(others, key=far)
        box = boxes[near]
        behind = x > box.x + box.width // 2
        self._place = others.index(near) + behind
        middle = box.x + box.width + grid.sizes.gap // 2 if behind else box.x - grid.sizes.gap // 2
        grid.canvas.coords(self._mark_item, middle, box.y)
        grid.canvas.itemconfigure(self._mark_item, state="normal", width=theme.px(_MARK), height=box.height)

    def _release(self, _event: _Event) -> None:
        key, place = next(iter(self.carried), ""), self._place
        self.cancel()
        if key and place is not None:
            self._grid.move(key, place)

    # Sizing

    def _press_grip(self, key: str, _event: _Event) -> str:
        self.cancel()
        self._grid.frame(key).focus_set()
        self._sizing = key
        return "break"

    def _size(self, event: _Event) -> None:
        if not self._sizing:
            return
        wide, high = self._wanted(self._sizing, event)
        self._grid.arrange(self._grid.sized(self._sizing, wide, height=high))

    def _release_grip(self, event: _Event) -> None:
        key, self._sizing = self._sizing, ""
        if key:
            wide, high = self._wanted(key, event)
            self._grid.arrange()
            self._grid.resize(key, wide, height=high)

    def _wanted(self, key: str, event: _Event) -> tuple[int, int]:
        """The cells from the corner of a card to the pointer."""
        grid, frame = self._grid, self._grid.frame(key)
        right, bottom = event.x_root - frame.winfo_rootx(), event.y_root - frame.winfo_rooty()
        wide = grid.layout.span(grid.sizes, width=grid.canvas.winfo_width(), pixels=right)
        return wide, round((bottom + grid.sizes.gap) / (grid.sizes.row + grid.sizes.gap))

    # The rest

    def _context(self, frame: CardFrame) -> Callable[[_Event], None]:
        def clicked(event: _Event) -> None:
            frame.focus_set()
            frame.on_menu(event.x_root, event.y_root)

        return clicked

    def _scroll_on(self) -> None:
        """While the pointer is near the upper or lower edge, scroll towards it."""
        canvas, edge = self._grid.canvas, theme.px(_EDGE)
        y = self._pointer[1] - canvas.winfo_rooty()
        by = (y > canvas.winfo_height() - edge) - (y < edge)
        if by and canvas.yview() != (0.0, 1.0):
            canvas.yview_scroll(by * _STEP, "units")
            self._hold()
        self._timer = canvas.after(_EVERY, self._scroll_on)

    def _stop_scrolling(self) -> None:
        if self._timer:
            self._grid.canvas.after_cancel(self._timer)
            self._timer = ""
