"""Which widget has the keyboard. Tk's own answer fails while a menu is open: the bar shows copies no one knows."""

from __future__ import annotations

import tkinter as tk


def focused(widget: tk.Misc) -> tk.Misc | None:
    """The widget that has the keyboard on the display of `widget`; None when it is in a menu or in another program."""
    path = focus_path(widget)
    try:
        return widget.nametowidget(path) if path else None
    except KeyError:
        return None


def focus_path(widget: tk.Misc) -> str:
    """The path of that widget as Tk names it, of a menu's copy as well; "" when another program has the keyboard."""
    return str(widget.tk.call("focus", "-displayof", widget))


def has_focus(widget: tk.Misc) -> bool:
    """Whether the keyboard is in this very widget."""
    return focus_path(widget) == str(widget)
