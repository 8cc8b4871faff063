"""A place that scrolls up and down when its content is higher than itself."""

from __future__ import annotations

import sys
import tkinter as tk
from tkinter import ttk

from crm.views import theme
from crm.views.widgets.focus import has_focus


class Scrolled(ttk.Frame):
    """Put widgets into `body`, then call `adopt()`: the wheel works over them, and the focused one stays in view."""

    def __init__(self, parent: tk.Misc, *, height: int = 0, width: int = 0) -> None:
        super().__init__(parent)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self._canvas = tk.Canvas(self, borderwidth=0, highlightthickness=0, yscrollincrement=theme.px(24))
        self._canvas.configure(height=theme.px(height) if height else 1, width=theme.px(width) if width else 1)
        self._canvas.grid(row=0, column=0, sticky="nsew")
        self._bar = ttk.Scrollbar(self, style="Round.Vertical.TScrollbar", command=self._canvas.yview)
        self._canvas.configure(yscrollcommand=self._scrolled)
        self.body = ttk.Frame(self._canvas)
        self._window = self._canvas.create_window(0, 0, window=self.body, anchor="nw")
        self._tag = f"Scrolled{self}"
        self._focused = ""  # the path of what had the keyboard last, until it goes to another part of the window
        self.body.bind("<Configure>", lambda _event: self._fit())
        self._canvas.bind("<Configure>", lambda _event: self._fit())
        self._bind_wheel()
        theme.follow(self._canvas, lambda: self._canvas.configure(background=theme.colors().background))

    def adopt(self) -> None:
        """Make the wheel and the focus of everything inside count here."""
        waiting: list[tk.Misc] = [self._canvas, self.body]
        while waiting:
            widget = waiting.pop()
            waiting.extend(child for child in widget.winfo_children() if not isinstance(child, tk.Toplevel | tk.Menu))
            if self._tag not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), self._tag))

    def set_height(self, height: int) -> None:
        """Be so many pixels high where nothing else decides about it."""
        self._canvas.configure(height=height)

    def see(self, widget: tk.Misc) -> None:
        """Scroll until a widget inside is in view."""
        top = widget.winfo_rooty() - self.body.winfo_rooty()
        bottom, whole = top + widget.winfo_height(), max(1, self.body.winfo_height())
        first, seen = self._canvas.canvasy(0), self._canvas.winfo_height()
        margin = theme.px(24)
        if top - margin < first:
            self._canvas.yview_moveto(max(0, top - margin) / whole)
        elif bottom + margin > first + seen:
            self._canvas.yview_moveto((bottom + margin - seen) / whole)

    def to_top(self) -> None:
        """Show the beginning."""
        self._canvas.yview_moveto(0)

    def _fit(self) -> None:
        width, height = self._canvas.winfo_width(), self._canvas.winfo_height()
        self._canvas.itemconfigure(self._window, width=width)
        needed = self.body.winfo_reqheight()
        self._canvas.configure(scrollregion=(0, 0, width, max(needed, height)))

    def _scrolled(self, first: float, last: float) -> None:
        if float(first) <= 0.0 and float(last) >= 1.0:
            self._bar.grid_remove()
        else:
            self._bar.grid(row=0, column=1, sticky="ns")
        self._bar.set(float(first), float(last))

    def _bind_wheel(self) -> None:
        self.bind_class(self._tag, "<MouseWheel>", lambda event: self._turn(event.delta))
        self.bind_class(self._tag, "<Button-4>", lambda _event: self._turn(120))
        self.bind_class(self._tag, "<Button-5>", lambda _event: self._turn(-120))
        self.bind_class(self._tag, "<FocusIn>", self._entered)
        self.bind_class(self._tag, "<FocusOut>", self._left)
        self.bind("<Destroy>", self._forget, add="+")

    def _forget(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            for wheel in ("<MouseWheel>", "<Button-4>", "<Button-5>", "<FocusIn>", "<FocusOut>"):
                self.unbind_class(self._tag, wheel)

    def _entered(self, event: tk.Event[tk.Misc]) -> None:
        """Bring what the keyboard moved to into view; not what it came back to from a menu or another window."""
        if str(event.widget) == self._focused or not has_focus(event.widget):  # Tk tells what stands around it as well
            return
        self._focused = str(event.widget)
        self.update_idletasks()  # a widget that was just made has no place yet
        if event.widget.winfo_exists():
            self.see(event.widget)

    def _left(self, event: tk.Event[tk.Misc]) -> None:
        if str(event.widget) == self._focused and str(event.widget.focus_lastfor()) != self._focused:
            self._focused = ""

    def _turn(self, delta: int) -> None:
        lines = -delta if sys.platform == "darwin" else round(-delta / 60)
        if self._canvas.yview() != (0.0, 1.0):
            self._canvas.yview_scroll(lines, "units")
