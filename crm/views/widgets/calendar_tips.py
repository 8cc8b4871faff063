"""What a calendar says of an entry while the pointer rests on it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from crm.views import theme

if TYPE_CHECKING:
    from crm.views.widgets.calendar_sheet import CalendarSheet

_DELAY = 500  # milliseconds of rest


class CalendarTips:
    """One small window, made anew for each tip; the words are asked for when they are to be shown."""

    def __init__(self, sheet: CalendarSheet) -> None:
        self._sheet = sheet
        self._tip: tk.Toplevel | None = None
        self._of = ""
        self._timer = ""
        canvas = sheet.canvas
        # of their own: keys and buttons of the calendar are bound more precisely, and would be heard instead
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
            self._sheet.canvas.after_cancel(self._timer)
        if self._tip:
            self._tip.destroy()
        self._tip, self._of, self._timer = None, "", ""

    def _moved(self, event: tk.Event[tk.Misc]) -> None:
        piece = None if self._sheet.carry.is_active else self._sheet.layout.piece_at(event.x, event.y)
        of = piece.key if piece else ""
        if of == self._of:
            return
        self.hide()
        self._of = of
        if of:
            at = (event.x_root, event.y_root)
            self._timer = self._sheet.canvas.after(_DELAY, lambda: self._show(of, at))

    def _show(self, key: str, at: tuple[int, int]) -> None:
        self._timer = ""
        words = self._sheet.tip(key)
        if not words:
            return
        tip = tk.Toplevel(self._sheet.canvas)
        tip.withdraw()
        tip.overrideredirect(True)
        ttk.Label(tip, text=words, style="Tip.TLabel", wraplength=theme.px(360), padding=theme.px(8)).pack()
        tip.update_idletasks()
        x = min(at[0] + theme.px(12), tip.winfo_screenwidth() - tip.winfo_reqwidth() - theme.px(4))
        y = at[1] + theme.px(18)
        if y + tip.winfo_reqheight() > tip.winfo_screenheight():
            y = at[1] - tip.winfo_reqheight() - theme.px(12)
        tip.geometry(f"+{x}+{y}")
        tip.deiconify()
        self._tip = tip
