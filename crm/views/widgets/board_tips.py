"""What a board says of a card or a column while the pointer rests on it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.views import theme

if TYPE_CHECKING:
    from crm.views.widgets.board import Board

_DELAY = 500  # milliseconds of rest


class BoardTips:
    """One small window, made anew for each tip."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._tip: tk.Toplevel | None = None
        self._of: object = None
        self._timer = ""
        canvas = board.canvas
        # of their own: the board's keys and buttons are bound more precisely, and would be heard instead
        own = f"tips{canvas}"
        canvas.bindtags((own, *canvas.bindtags()))
        canvas.bind_class(own, "<Motion>", self._moved)
        for sequence in ("<Leave>", "<ButtonPress>", "<KeyPress>", "<MouseWheel>", "<FocusOut>", "<Destroy>"):
            canvas.bind_class(own, sequence, lambda _event: self.hide())

    @property
    def text(self) -> str:
        """What is said now."""
        return str(self._tip.winfo_children()[0].cget("text")) if self._tip else ""

    def hide(self) -> None:
        """Say nothing."""
        if self._timer:
            self._board.canvas.after_cancel(self._timer)
        if self._tip:
            self._tip.destroy()
        self._tip, self._of, self._timer = None, None, ""

    def words_at(self, x: int, y: int) -> str:
        """What there is to say about a point."""
        layout = self._board.layout
        place = layout.card_at(x, y)
        if place:
            card = self._board.card(self._board.content.of(place.cell)[place.index])
            return card.tip if card else ""
        key = layout.column_at(x)
        column = self._board.content.column(key or "") if y < layout.sizes.head or key in layout.folded else None
        return column.tip if column else ""

    def _moved(self, event: tk.Event[tk.Misc]) -> None:
        if self._board.carry.is_active:
            self.hide()
            return
        place = self._board.layout.card_at(event.x, event.y)
        of = place or (self._board.layout.column_at(event.x), event.y < self._board.layout.sizes.head)
        if of == self._of:
            return
        self.hide()
        words = self.words_at(event.x, event.y)
        if words:
            self._of = of
            at = (event.x_root, event.y_root)
            self._timer = self._board.canvas.after(_DELAY, lambda: self._show(words, at))

    def _show(self, words: str, at: tuple[int, int]) -> None:
        self._timer = ""
        tip = tk.Toplevel(self._board.canvas)
        tip.withdraw()
        tip.overrideredirect(True)
        label = ttk.Label(tip, text=words, style="Tip.TLabel", wraplength=theme.px(360), padding=theme.px(8))
        label.pack()
        tip.update_idletasks()
        x = min(at[0] + theme.px(12), tip.winfo_screenwidth() - tip.winfo_reqwidth() - theme.px(4))
        y = at[1] + theme.px(18)
        if y + tip.winfo_reqheight() > tip.winfo_screenheight():
            y = at[1] - tip.winfo_reqheight() - theme.px(12)
        tip.geometry(f"+{x}+{y}")
        tip.deiconify()
        self._tip = tip
