"""A small window that opens beside a widget and goes when the person turns away: calendars, checklists, suggestions."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from crm.views import theme

_GAP = 2


class Popup(tk.Toplevel):
    """Borderless, under the widget it is `beside` (its owner unless told), above it where there is no room below.

    Fill `body`, then `open()`.

    With `takes_keys` the keyboard goes into the popup and Escape or a click elsewhere closes it; without, the keyboard
    stays where it is and the owner closes it.
    """

    def __init__(self, owner: tk.Misc, *, beside: tk.Misc | None = None, takes_keys: bool = True) -> None:
        super().__init__(owner)
        self.withdraw()
        self.overrideredirect(True)
        self.on_close: Callable[[], None] | None = None
        self._anchor = beside or owner
        self._owner = owner
        self._takes_keys = takes_keys
        self._grabbed_before: tk.Misc | None = None
        self._edge = tk.Frame(self, padx=1, pady=1, borderwidth=0)
        self._edge.pack(fill="both", expand=True)
        self.body = ttk.Frame(self._edge, padding=theme.px(8))
        self.body.pack(fill="both", expand=True)
        theme.follow(self, lambda: self._edge.configure(background=theme.colors().border_strong))
        self.bind("<Escape>", lambda _event: self.close(back=True))
        if takes_keys:
            self.bind("<Button-1>", self._clicked)
            self.bind("<FocusOut>", lambda _event: self.after_idle(self._left))

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen."""
        return bool(self.winfo_exists()) and self.state() != "withdrawn"

    def open(self, *, width: int = 0) -> None:
        """Show it, at least `width` pixels wide."""
        self.update_idletasks()
        self._anchor = self._anchor if self._anchor.winfo_exists() else self._owner
        wide, high = max(width, self.winfo_reqwidth()), self.winfo_reqheight()
        self.geometry(f"{wide}x{high}+{self._left_edge(wide)}+{self._top_edge(high)}")
        self.transient(self._anchor.winfo_toplevel())
        self.deiconify()
        self.lift()
        if self._takes_keys:
            self.update_idletasks()
            self._grabbed_before = _grabbed(self)
            self.focus_force()
            self.wait_visibility()
            self.grab_set()

    def close(self, *, back: bool = False) -> None:
        """Hide it; `back` gives the keyboard to the widget it belongs to."""
        if not self.winfo_exists() or self.state() == "withdrawn":
            return
        self._release()
        if back:
            (self._anchor if self._anchor.winfo_exists() else self._owner).focus_set()
        if self.on_close:
            self.on_close()

    def destroy(self) -> None:
        """Go with its owner; one that is open first gives the keyboard back to the window: nothing else would."""
        was_open = bool(self.winfo_exists()) and self._takes_keys and self.state() != "withdrawn"
        top = self._owner.winfo_toplevel() if was_open and self._owner.winfo_exists() else None
        if was_open:
            self._release()
        super().destroy()
        if top is not None and top.winfo_exists():
            top.focus_force()

    def _release(self) -> None:
        self.grab_release()
        self.withdraw()
        if self._grabbed_before is not None and self._grabbed_before.winfo_exists():
            self._grabbed_before.grab_set()

    def _left_edge(self, wide: int) -> int:
        return max(0, min(self._anchor.winfo_rootx(), self.winfo_screenwidth() - wide))

    def _top_edge(self, high: int) -> int:
        below = self._anchor.winfo_rooty() + self._anchor.winfo_height() + _GAP
        above = self._anchor.winfo_rooty() - high - _GAP
        return below if below + high <= self.winfo_screenheight() or above < 0 else above

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        x, y = event.x_root - self.winfo_rootx(), event.y_root - self.winfo_rooty()
        if not (0 <= x < self.winfo_width() and 0 <= y < self.winfo_height()):
            self.close(back=True)

    def _left(self) -> None:
        if not self.winfo_exists() or self.state() == "withdrawn":
            return
        focused = self.tk.call("focus")
        if focused and not str(focused).startswith(str(self)):
            self.close()


def _grabbed(widget: tk.Misc) -> tk.Misc | None:
    """The window of this program that keeps all clicks to itself now."""
    name = str(widget.tk.call("grab", "current", str(widget)))
    return widget.nametowidget(name) if name else None
