"""Where the window stands: as it was left, on the screen there is now."""

from __future__ import annotations

import re
import tkinter as tk

from crm.utils.settings import Settings
from crm.views import theme

_KEPT, _ZOOMED = "window.geometry", "window.zoomed"
_USUAL, _LEAST = (1360, 860), (900, 540)
_AROUND = (20, 100)  # pixels of the screen that borders, the title, the menu and a task bar need
_GEOMETRY = re.compile(r"(\d+)x(\d+)([+-]-?\d+)([+-]-?\d+)")


def place(root: tk.Tk, settings: Settings) -> None:
    """Give the window its last size and place where they still fit the screen, else usual ones."""
    root.minsize(*_fitting(root, (theme.px(_LEAST[0]), theme.px(_LEAST[1]))))
    kept = _GEOMETRY.fullmatch(str(settings.get(_KEPT, "")))
    if kept:
        width, height = _fitting(root, (int(kept[1]), int(kept[2])))
        left = max(0, min(int(kept[3]), root.winfo_screenwidth() - width))
        top = max(0, min(int(kept[4]), root.winfo_screenheight() - height))
        root.geometry(f"{width}x{height}+{left}+{top}")
    else:
        width, height = _fitting(root, (theme.px(_USUAL[0]), theme.px(_USUAL[1])))
        root.geometry(f"{width}x{height}")
    if settings.get(_ZOOMED):
        _zoom(root)


def remember(root: tk.Tk, settings: Settings) -> None:
    """Keep size and place; of a maximized window only that it is."""
    zoomed = _is_zoomed(root)
    settings.set(_ZOOMED, zoomed)
    if not zoomed:
        settings.set(_KEPT, root.geometry())


def _fitting(root: tk.Tk, size: tuple[int, int]) -> tuple[int, int]:
    room = (root.winfo_screenwidth() - _AROUND[0], root.winfo_screenheight() - _AROUND[1])
    return min(size[0], room[0]), min(size[1], room[1])


def _on_x11(root: tk.Tk) -> bool:
    return str(root.tk.call("tk", "windowingsystem")) == "x11"


def _zoom(root: tk.Tk) -> None:
    if _on_x11(root):
        root.attributes("-zoomed", True)
    else:
        root.state("zoomed")


def _is_zoomed(root: tk.Tk) -> bool:
    return bool(root.attributes("-zoomed")) if _on_x11(root) else root.state() == "zoomed"
