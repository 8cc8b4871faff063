"""The mouse on a calendar: choosing, moving, lengthening, drawing something new. What comes of it, others say."""

from __future__ import annotations

import sys
import tkinter as tk
from typing import TYPE_CHECKING, TypeAlias

from crm.views import theme
from crm.views.widgets.calendar_carry import LENGTHEN, MOVE
from crm.views.widgets.calendar_layout import BAR, BLOCK, Piece
from crm.views.widgets.calendar_model import DAY, CalendarEntry, Slot, Spot

if TYPE_CHECKING:
    from crm.views.widgets.calendar_sheet import CalendarSheet

_THRESHOLD = 5  # pixels before a press becomes a drag
_GRIP = 6  # units at the end of an entry that lengthen it
_EDGE, _STEP, _EVERY = 36, 16, 24  # units from an edge where it scrolls, pixels a step, milliseconds between steps
_PATIENCE = 8  # steps near an edge before it scrolls: on the way from the all-day entries it need not
_TURN_AFTER = 34  # steps at the left or right edge after which the next period comes
_HALF_HOUR = 30
_PER_NOTCH = 16 if sys.platform == "darwin" else 1
_MENU_BUTTONS = ("<Button-2>", "<Control-Button-1>") if sys.platform == "darwin" else ("<Button-3>",)
_Event: TypeAlias = "tk.Event[tk.Misc]"


class CalendarMouse:
    """Binds the mouse to the canvas of a calendar."""

    def __init__(self, sheet: CalendarSheet) -> None:
        self._sheet = sheet
        self._pressed: tuple[int, int] | None = None
        self._piece: Piece | None = None
        self._spot: Spot | None = None
        self._mode = MOVE
        self._pointer = (0, 0)
        self._timer = ""
        self._waited = 0
        self._bind_all(sheet.canvas)

    def _bind_all(self, canvas: tk.Canvas) -> None:
        canvas.bind("<ButtonPress-1>", self._press)
        canvas.bind("<B1-Motion>", self._drag)
        canvas.bind("<ButtonRelease-1>", self._release)
        canvas.bind("<Double-Button-1>", self._twice)
        canvas.bind("<Motion>", self._move)
        canvas.bind("<Leave>", lambda _event: self._sheet.hover(""))
        canvas.bind("<Escape>", lambda _event: self.cancel())
        canvas.bind("<Destroy>", lambda _event: self._stop_scrolling(), add="+")
        for sequence in _MENU_BUTTONS:
            canvas.bind(sequence, self._context)
        canvas.bind("<MouseWheel>", lambda event: self._sheet.scroll(-event.delta * _PER_NOTCH))
        canvas.bind("<Button-4>", lambda _event: self._sheet.scroll(-60))
        canvas.bind("<Button-5>", lambda _event: self._sheet.scroll(60))

    def cancel(self) -> None:
        """Put what is carried back where it was."""
        self._stop_scrolling()
        self._pressed = self._piece = None
        self._sheet.canvas.configure(cursor="")
        self._sheet.carry.settle()

    # Pressing

    def _press(self, event: _Event) -> None:
        sheet, layout = self._sheet, self._sheet.layout
        sheet.canvas.focus_set()
        sheet.carry.settle()
        self._pressed = self._piece = None
        more, piece = layout.more_at(event.x, event.y), layout.piece_at(event.x, event.y)
        head = layout.head_at(event.x, event.y) if piece is None else None
        if more is not None:
            sheet.show_more(more)
        elif head is not None and sheet.content.view != DAY:
            sheet.on_day(head)
        else:
            self._pressed, self._piece, self._spot = (event.x, event.y), piece, layout.spot_at(event.x, event.y)
            self._mode = LENGTHEN if piece and self._is_grip(piece, event.x, y=event.y) else MOVE
            sheet.choose(piece.key if piece else "", day=self._spot.day if self._spot else None)

    def _is_grip(self, piece: Piece, x: int, *, y: int) -> bool:
        """Whether a point lies on the edge that lengthens an entry."""
        entry, grip = self._sheet.entry(piece.key), theme.px(_GRIP)
        if entry is None or entry.fixed or not piece.ends:
            return False
        if piece.shape == BLOCK:
            return y >= piece.box.y + piece.box.height - min(grip, piece.box.height // 3)
        return piece.shape == BAR and x >= piece.box.x + piece.box.width - grip

    # Dragging

    def _drag(self, event: _Event) -> None:
        self._pointer = (event.x, event.y)
        if self._sheet.carry.is_active:
            self._aim()
        elif self._pressed:
            far = max(abs(event.x - self._pressed[0]), abs(event.y - self._pressed[1]))
            if far >= theme.px(_THRESHOLD):
                self._take_up()

    def _take_up(self) -> None:
        sheet, piece, spot = self._sheet, self._piece, self._spot
        entry = sheet.entry(piece.key) if piece else None
        self._pressed = None
        sheet.hover("")
        if entry is None and spot is not None:
            sheet.carry.begin(spot)
        elif entry is not None and entry.fixed:
            sheet.on_refuse(entry)
            return
        elif entry is not None:
            self._lift(entry, spot)
        self._aim()
        self._scroll_on()

    def _lift(self, entry: CalendarEntry, spot: Spot | None) -> None:
        sheet = self._sheet
        sheet.carry.lift(entry, spot, mode=self._mode)
        sideways = entry.is_bar
        cursor = "fleur" if self._mode == MOVE else "sb_h_double_arrow" if sideways else "sb_v_double_arrow"
        sheet.canvas.configure(cursor=cursor)

    def _aim(self) -> None:
        self._sheet.carry.aim(self._sheet.layout.near_spot(*self._pointer))

    def _scroll_on(self) -> None:
        """While the pointer is near an edge, scroll towards it; at the sides turn to the next period after a while."""
        self._timer = ""
        sheet, (x, y) = self._sheet, self._pointer
        if not sheet.carry.is_active:
            return
        layout, edge = sheet.layout, theme.px(_EDGE)
        down = (y > layout.height - edge) - (layout.head <= y < layout.head + edge)
        aside = (x > layout.width - theme.px(4)) - (x < theme.px(4)) if sheet.carry.key else 0
        self._waited = self._waited + 1 if down or aside else 0
        if down and self._waited > _PATIENCE and sheet.scroll(down * _STEP):
            self._aim()
        if aside and self._waited > _TURN_AFTER:
            self._waited = 0
            sheet.on_step(aside)
        self._timer = sheet.canvas.after(_EVERY, self._scroll_on)

    def _release(self, event: _Event) -> None:
        self._stop_scrolling()
        self._pressed = None
        sheet = self._sheet
        if sheet.carry.is_active:
            sheet.canvas.configure(cursor="")
            self._pointer = (event.x, event.y)
            self._aim()
            sheet.carry.drop()

    def _stop_scrolling(self) -> None:
        self._waited = 0
        if self._timer:
            self._sheet.canvas.after_cancel(self._timer)
            self._timer = ""

    # The rest

    def _twice(self, event: _Event) -> None:
        sheet, layout = self._sheet, self._sheet.layout
        self._pressed = None
        piece, spot = layout.piece_at(event.x, event.y), layout.spot_at(event.x, event.y)
        if piece is not None:
            sheet.on_open(piece.key)
        elif spot is not None and layout.more_at(event.x, event.y) is None:
            minute = None if spot.minute is None else spot.minute // _HALF_HOUR * _HALF_HOUR
            sheet.on_add(Slot(spot.day, minute))

    def _context(self, event: _Event) -> None:
        sheet = self._sheet
        sheet.canvas.focus_set()
        piece, spot = sheet.layout.piece_at(event.x, event.y), sheet.layout.spot_at(event.x, event.y)
        sheet.choose(piece.key if piece else "", day=spot.day if spot else None)
        sheet.on_context(event.x_root, event.y_root)

    def _move(self, event: _Event) -> None:
        sheet, layout = self._sheet, self._sheet.layout
        if sheet.carry.is_active:
            return
        piece = layout.piece_at(event.x, event.y)
        sheet.hover(piece.key if piece else "")
        cursor = ""
        if piece and self._is_grip(piece, event.x, y=event.y):
            cursor = "sb_v_double_arrow" if piece.shape == BLOCK else "sb_h_double_arrow"
        elif layout.more_at(event.x, event.y) or (piece is None and layout.head_at(event.x, event.y)):
            cursor = "hand2"
        if str(sheet.canvas.cget("cursor")) != cursor:
            sheet.canvas.configure(cursor=cursor)
