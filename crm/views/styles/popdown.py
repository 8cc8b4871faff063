"""The list a combobox drops down: a plain Tk list, which no ttk style reaches, so options and a walk dress it."""

from __future__ import annotations

import tkinter as tk

from crm.views.styles.kit import Kit

_LISTS = "*ComboboxPopdown*Listbox"


def dress(kit: Kit, root: tk.Misc) -> None:
    """Give the lists that are to come and those that live the colours of the theme in use."""
    look = _look(kit)
    for name, value in look.items():
        root.option_add(f"{_LISTS}.{name}", value)
    # the frame shows for one pixel around the list: that is its border
    kit.style.configure("ComboboxPopdownFrame", background=kit.palette.border_strong, borderwidth=0, relief="flat")
    kit.plain("ComboboxPopdownFrame", "background")
    settings = [part for name, value in look.items() for part in (f"-{name.lower()}", value)]
    for made in _living(root, "."):
        root.tk.call(made, "configure", *settings)


def _look(kit: Kit) -> dict[str, str | int]:
    palette = kit.palette
    return {
        "font": "TkDefaultFont",
        "background": palette.raised,
        "foreground": palette.foreground,
        "selectBackground": palette.selected,
        "selectForeground": palette.foreground,
        "relief": "flat",
        "borderWidth": kit.px(4),  # a list knows no padding; its flat border is one
        "selectBorderWidth": 0,  # Tk would draw it as a raised edge
        "highlightThickness": 0,
    }


def _living(root: tk.Misc, path: str) -> list[str]:
    """The lists of all comboboxes that were opened so far."""
    if path.endswith(".popdown"):
        return [f"{path}.f.l"]
    children = root.tk.splitlist(root.tk.call("winfo", "children", path))
    return [found for child in children for found in _living(root, str(child))]
