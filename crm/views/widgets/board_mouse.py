"""The mouse on a board: selecting, dragging with auto-scroll, folding, wheels. What a drop does, others decide."""

from __future__ import annotations

import sys
import tkinter as tk
from typing import TYPE_CHECKING, TypeAlias

from crm.views import keys, theme
from crm.views.widgets.board_model import Place

if TYPE_CHECKING:
    from crm.views.widgets.board import Board

_THRESHOLD = 6  # pixels before a press becomes a drag
_EDGE, _STEP, _EVERY = 44, 26, 24  # units from an edge where it scrolls, pixels a step, milliseconds between steps
_PER_NOTCH = 16 if sys.platform == "darwin" else 1  # a Mac counts steps, Windows 120 of something a step
_SHIFT, _CONTROL = 0x1, keys.CONTROL
_MENU_BUTTONS = ("<Button-2>", "<Control-Button-1>") if sys.platform == "darwin" else ("<Button-3>",)
_Event: TypeAlias = "tk.Event[tk.Misc]"


class BoardMouse:
    """Binds the mouse to the canvas of a board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._pressed: tuple[int, int, Place] | None = None
        self._grip = (0, 0)
        self._narrow: Place | None = None  # the card a plain release will select alone
        self._thumb: tuple[str, int] | None = None
        self._pointer = (0, 0)
        self._timer = ""
        self._bind_all(board.canvas)

    def _bind_all(self, canvas: tk.Canvas) -> None:
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<B1-Motion>", self._drag)
        canvas.bind("<ButtonRelease-1>", self._release)
        canvas.bind("<Double-Button-1>", self._open)
        canvas.bind("<Motion>", lambda event: self._hover(event.x, event.y))
        canvas.bind("<Leave>", lambda _event: self._board.hover(None))
        canvas.bind("<Escape>", lambda _event: self.cancel())
        canvas.bind("<Destroy>", lambda _event: self._stop_scrolling(), add="+")
        for sequence in _MENU_BUTTONS:
            canvas.bind(sequence, self._context)
        canvas.bind("<MouseWheel>", lambda event: self._wheel(event, -event.delta * _PER_NOTCH))
        canvas.bind("<Shift-MouseWheel>", lambda event: self._board.scroll_sideways(-event.delta * _PER_NOTCH))
        for button, by in ((4, -1), (5, 1)):
            canvas.bind(f"<Button-{button}>", lambda event, by=by: self._wheel(event, by * 60))  # type: ignore[misc]
            canvas.bind(f"<Shift-Button-{button}>", lambda _event, by=by: self._board.scroll_sideways(by * 60))  # type: ignore[misc]

    def cancel(self) -> None:
        """Put everything that is carried back where it was."""
        self._stop_scrolling()
        self._pressed = None
        self._board.canvas.configure(cursor="")
        self._board.settle()

    # Pressing

    def _press(self, event: _Event) -> None:
        board = self._board
        board.canvas.focus_set()
        board.settle()
        self._pressed = self._narrow = None
        if self._press_frame(event.x, event.y):
            return
        place = board.layout.card_at(event.x, event.y)
        if place is None:
            board.selection.clear()
            board.selection_changed()
            return
        box = board.layout.card(place)
        self._pressed, self._grip = (event.x, event.y, place), (event.x - box.x, event.y - box.y)
        self._choose(place, int(event.state))

    def _press_frame(self, x: int, y: int) -> bool:
        """Whether the press was on something beside the cards, and what it does."""
        board = self._board
        for key in board.layout.keys:
            thumb = board.frame.thumb(key)
            if thumb and thumb.holds(x, y):
                self._thumb = (key, y - thumb.y)
                return True
            if board.frame.fold_button(key).holds(x, y):
                board.toggle_column(key)
                return True
        lane = board.layout.lane_head_at(x, y)
        if lane is not None:
            board.toggle_lane(lane)
        return lane is not None or y < board.layout.sizes.head

    def _choose(self, place: Place, state: int) -> None:
        board = self._board
        if state & _CONTROL:
            board.selection.toggle(place)
        elif state & _SHIFT:
            board.selection.extend(place)
        elif board.content.of(place.cell)[place.index] in board.selection:
            board.selection.stand(place)
            self._narrow = place
        else:
            board.selection.only(place)
        board.selection_changed()

    # Dragging

    def _drag(self, event: _Event) -> None:
        self._pointer = (event.x, event.y)
        if self._thumb:
            self._drag_thumb(event.y)
        elif self._board.carry.is_active:
            self._move()
        elif self._pressed:
            far = max(abs(event.x - self._pressed[0]), abs(event.y - self._pressed[1]))
            if far >= theme.px(_THRESHOLD):
                self._lift(self._pressed[2])

    def _lift(self, place: Place) -> None:
        board = self._board
        row = board.content.of(place.cell)[place.index]
        if row not in board.selection:  # Ctrl took it out: what is dragged is what is under the pointer
            board.selection.only(place)
            board.selection_changed()
        self._narrow = None
        board.hover(None)
        board.carry.lift(board.selected_ids(), place)
        board.canvas.configure(cursor="fleur")
        self._move()
        self._scroll_on()

    def _move(self) -> None:
        x, y = self._pointer
        carry = self._board.carry
        carry.hold(x - self._grip[0], y - self._grip[1])
        place = self._board.layout.gap_at(x, y)
        if place != carry.target:
            carry.aim(place)

    def _scroll_on(self) -> None:
        """While the pointer is near an edge, scroll towards it."""
        self._timer = ""
        board, (x, y) = self._board, self._pointer
        if not board.carry.is_active:
            return
        layout, edge = board.layout, theme.px(_EDGE)
        sideways = (x > layout.width - edge) - (x < edge)
        upwards = (y > layout.height - edge) - (y < layout.sizes.head + edge)
        before = (layout.left, [layout.top(key) for key in layout.keys])
        if sideways:
            board.scroll_sideways(sideways * _STEP)
        column = layout.column_at(x)
        if upwards and column:
            board.scroll(column, by=upwards * _STEP)
        if before != (layout.left, [layout.top(key) for key in layout.keys]):
            board.carry.aim(layout.gap_at(x, y))
        self._timer = board.canvas.after(_EVERY, self._scroll_on)

    def _drag_thumb(self, y: int) -> None:
        if self._thumb is None:
            return
        key, grip = self._thumb
        layout, thumb = self._board.layout, self._board.frame.thumb(key)
        if thumb:
            share = (y - grip - layout.sizes.head) / max(1, layout.room - thumb.height)
            self._board.scroll(key, by=round(share * (layout.depth(key) - layout.room)) - layout.top(key))

    def _release(self, event: _Event) -> None:
        self._stop_scrolling()
        self._thumb = self._pressed = None
        carry = self._board.carry
        if carry.is_active:
            self._board.canvas.configure(cursor="")
            inside = -theme.px(40) <= event.y < self._board.layout.height + theme.px(40)
            carry.aim(self._board.layout.gap_at(event.x, event.y) if inside else None)
            carry.drop()
        elif self._narrow:
            self._board.selection.only(self._narrow)
            self._board.selection_changed()
        self._narrow = None

    def _stop_scrolling(self) -> None:
        if self._timer:
            self._board.canvas.after_cancel(self._timer)
            self._timer = ""

    # The rest

    def _open(self, event: _Event) -> None:
        place = self._board.layout.card_at(event.x, event.y)
        if place:
            self._pressed = None
            self._board.on_open(self._board.content.of(place.cell)[place.index])

    def _context(self, event: _Event) -> None:
        board = self._board
        board.canvas.focus_set()
        place = board.layout.card_at(event.x, event.y)
        if place is not None:
            if board.content.of(place.cell)[place.index] not in board.selection:
                board.selection.only(place)
            else:
                board.selection.stand(place)
            board.selection_changed()
            board.on_context(event.x_root, event.y_root)
        elif (column := board.layout.column_at(event.x)) is not None:
            board.on_head_context(column, event.x_root, event.y_root)

    def _hover(self, x: int, y: int) -> None:
        place = self._board.layout.card_at(x, y)
        self._board.hover(self._board.content.of(place.cell)[place.index] if place else None)

    def _wheel(self, event: _Event, by: int) -> None:
        column = self._board.layout.column_at(event.x)
        if column is not None:
            self._board.scroll(column, by=by)
            self._hover(event.x, event.y)
