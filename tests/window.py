"""How a test acts like a person at the window: let events happen, type, press keys, click. No assertions."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable


def pump(widget: tk.Misc, until: Callable[[], bool] | None = None, *, seconds: float = 5.0) -> None:
    """Let pending events happen; with `until`, keep on until it is true (AssertionError after `seconds`)."""
    widget.update()
    limit = time.monotonic() + seconds
    while until is not None and not until():
        assert time.monotonic() < limit, "what was waited for did not happen"
        time.sleep(0.005)
        widget.update()


def focus(widget: tk.Misc) -> None:
    """Give the keyboard to a widget."""
    widget.update()
    widget.focus_force()
    widget.update()


def press(widget: tk.Misc, *keys: str) -> None:
    """Press keys in a widget: "Down", "Control-a", "Shift-End"."""
    focus(widget)
    for key in keys:
        widget.event_generate(f"<{key}>")
        widget.update()


def click(widget: tk.Misc, x: int, y: int, *, how: str = "Button-1", times: int = 1) -> None:
    """Click at a point of a widget; `how` may carry modifiers, as in "Control-Button-1"; twice is a double click."""
    widget.event_generate("<Enter>", x=x, y=y)
    widget.event_generate("<Motion>", x=x, y=y)
    for _time in range(times):
        widget.event_generate(f"<{how}>", x=x, y=y)
        widget.event_generate(f"<{how.replace('Button', 'ButtonRelease')}>", x=x, y=y)
    widget.update()


def descendants(widget: tk.Misc) -> list[tk.Misc]:
    """Every widget inside a widget."""
    inside = list(widget.winfo_children())
    return inside + [deeper for child in inside for deeper in descendants(child)]
