"""The keyboard on a board: arrows move the focus, Space takes cards up and puts them down. No mouse here."""

from __future__ import annotations

import sys
import tkinter as tk
from array import array
from typing import TYPE_CHECKING

from crm.views import keys
from crm.views.widgets.board_model import Place
from crm.views.widgets.board_selection import neighbour

if TYPE_CHECKING:
    from crm.views.widgets.board import Board

_UP_DOWN = {"Up": -1, "Down": 1}
_SIDEWAYS = {"Left": -1, "Right": 1}
_FAR = 1 << 40
_SHIFT = 0x1


class BoardKeys:
    """Binds the keys to the canvas of a board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        canvas = board.canvas
        for name in ("Up", "Down", "Left", "Right", "Home", "End", "Prior", "Next"):
            canvas.bind(f"<KeyPress-{name}>", self._arrow)
        canvas.bind("<space>", lambda _event: self._space())
        canvas.bind("<Control-space>", lambda _event: self._toggle())
        for name in ("<Return>", "<KP_Enter>"):
            canvas.bind(name, lambda _event: self._enter())
        for sequence in keys.sequences("Delete"):
            canvas.bind(sequence, lambda _event: board.on_delete())
        for sequence in keys.sequences("Ctrl+A"):
            canvas.bind(sequence, lambda _event: self._select_all())
        for sequence in ("<Shift-F10>", "<App>" if sys.platform == "win32" else "<Menu>"):
            canvas.bind(sequence, lambda _event: self._context())

    def _arrow(self, event: tk.Event[tk.Misc]) -> str:
        board = self._board
        if board.carry.is_active:
            self._aim(event.keysym)
            return "break"
        place = self._next(event.keysym)
        if place is not None:
            if int(event.state) & _SHIFT:
                board.selection.extend(place)
            else:
                board.selection.only(place)
            board.layout.see(place)
            board.selection_changed()
        return "break"

    def _next(self, key: str) -> Place | None:
        """The card a key goes to from where the keyboard stands."""
        board, here = self._board, self._board.selection.focus
        if here is None:
            first = next((cell for cell in board.content.cells() if board.layout.count(cell)), None)
            return Place(*first, 0) if first else None
        if key in _SIDEWAYS:
            return self._beside(here, _SIDEWAYS[key])
        page = max(1, board.layout.room // board.layout.step)
        by = {**_UP_DOWN, "Home": -_FAR, "End": _FAR, "Prior": -page, "Next": page}[key]
        last = board.layout.count(here.cell) - 1
        if key in _UP_DOWN and not 0 <= here.index + by <= last:
            return self._other_lane(here, by)
        return here.at(max(0, min(here.index + by, last)))

    def _beside(self, here: Place, by: int) -> Place | None:
        """The card at the same height in the next column that shows any."""
        board, cell = self._board, neighbour(self._board.content, here.cell, by=by)
        while cell and not board.layout.count(cell):
            cell = neighbour(board.content, cell, by=by)
        if cell is None:
            return None
        y = board.layout.card(here).y - board.layout.card(Place(*cell, 0)).y
        index = max(0, min(round(y / board.layout.step), board.layout.count(cell) - 1))
        return Place(*cell, index)

    def _other_lane(self, here: Place, by: int) -> Place | None:
        """The nearest card above or below in the same column, in another lane."""
        lanes = [lane.key for lane in self._board.content.lanes]
        at = lanes.index(here.lane) + by
        while 0 <= at < len(lanes):
            count = self._board.layout.count((here.column, lanes[at]))
            if count:
                return Place(here.column, lanes[at], 0 if by > 0 else count - 1)
            at += by
        return None

    # Carrying

    def _space(self) -> str:
        board = self._board
        if board.carry.is_active:
            board.carry.drop()
            return "break"
        place = board.selection.focus
        if place is not None:
            if board.selection.focus_id not in board.selection:
                board.selection.only(place)
                board.selection_changed()
            board.carry.lift(board.selected_ids(), place)
            board.carry.hold_at_target()
        return "break"

    def _aim(self, key: str) -> None:
        board, here = self._board, self._board.carry.target
        if here is None:
            return
        if key in _SIDEWAYS:
            columns = board.layout.keys
            at = max(0, min(columns.index(here.column) + _SIDEWAYS[key], len(columns) - 1))
            last = board.layout.count((columns[at], here.lane))
            place = Place(columns[at], here.lane, min(here.index, last))
        else:
            place = self._along(here, key)
        board.layout.see(place)
        board.draw()
        board.carry.aim(place)
        board.carry.hold_at_target()

    def _along(self, here: Place, key: str) -> Place:
        """Up and down the column, over what is being carried, and on into the next lane."""
        board = self._board
        last = board.layout.count(here.cell)
        page = max(1, board.layout.room // board.layout.step)
        by = {**_UP_DOWN, "Home": -_FAR, "End": _FAR, "Prior": -page, "Next": page}[key]
        index = here.index + by
        carried, ids = frozenset(board.carry.ids), board.content.of(here.cell)
        while key in _UP_DOWN and 0 < index < last and _is_same_gap(ids, index, carried=carried):
            index += by
        lanes = [lane.key for lane in board.content.lanes]
        at = lanes.index(here.lane) + (index > last) - (index < 0)
        if key in _UP_DOWN and lanes[max(0, min(at, len(lanes) - 1))] != here.lane:
            lane = lanes[at]
            return Place(here.column, lane, 0 if index > last else board.layout.count((here.column, lane)))
        return here.at(max(0, min(index, last)))

    # The rest

    def _enter(self) -> str:
        board = self._board
        if board.carry.is_active:
            board.carry.drop()
        elif board.selection.focus_id is not None:
            board.on_open(board.selection.focus_id)
        return "break"

    def _toggle(self) -> str:
        if self._board.selection.focus:
            self._board.selection.toggle(self._board.selection.focus)
            self._board.selection_changed()
        return "break"

    def _select_all(self) -> str:
        self._board.select_all()
        return "break"

    def _context(self) -> str:
        board, place = self._board, self._board.selection.focus
        if place is not None:
            board.see(place)
            box = board.layout.card(place)
            board.on_context(board.canvas.winfo_rootx() + box.x + 20, board.canvas.winfo_rooty() + box.y + 20)
        return "break"


def _is_same_gap(ids: array[int], index: int, *, carried: frozenset[int]) -> bool:
    """Whether a gap lies between two cards that are being carried: dropping there is dropping above them."""
    return ids[index - 1] in carried and ids[index] in carried
