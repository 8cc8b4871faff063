"""Keyboard shortcuts: "Ctrl+Shift+Z" as written gives the text a person reads and what Tk binds. Binds nothing."""

from __future__ import annotations

import sys

from crm.utils.i18n import N_, _

_MAC = sys.platform == "darwin"
CONTROL = 0x8 if _MAC else 0x4  # in the state of an event: Command on a Mac, else Control
_MODIFIERS = {"Ctrl": "Control", "Shift": "Shift", "Alt": "Alt"}
_MAC_MODIFIERS = {"Ctrl": "Command", "Shift": "Shift", "Alt": "Option"}
_MAC_SIGNS = {
    "Ctrl": "⌘", "Shift": "⇧", "Alt": "⌥", "Delete": "⌫", "Enter": "⏎", "Esc": "⎋", "Left": "←",
    "Right": "→",
}  # fmt: skip
_MAC_ORDER = ("Alt", "Shift", "Ctrl")
_SYMBOLS = {
    "Enter": ("Return", "KP_Enter"),
    "Delete": ("Delete",),
    "Esc": ("Escape",),
    "/": ("slash", "KP_Divide"),
    ",": ("comma",),
    "?": ("question",),
    "Space": ("space",),
}
_SHOWN = {
    "Shift": N_("Shift"), "Delete": N_("Del"), "Enter": N_("Enter"), "Esc": N_("Esc"), "Space": N_("Space"),
    "Left": "←", "Right": "→",
}  # fmt: skip


def sequences(keys: str, *, mac: bool = _MAC) -> tuple[str, ...]:
    """What Tk binds for shortcuts separated by a space; letters work with Caps Lock on as well."""
    return tuple(sequence for key in keys.split() for sequence in _sequences(key, mac))


def text(keys: str, *, mac: bool = _MAC) -> str:
    """How the first of the shortcuts is written beside a command: "Ctrl+Shift+Z", "⇧⌘Z" on a Mac."""
    if not keys:
        return ""
    parts = keys.split(maxsplit=1)[0].split("+")
    if mac:
        ordered = sorted(parts[:-1], key=_MAC_ORDER.index)
        return "".join(_MAC_SIGNS.get(part, part) for part in [*ordered, parts[-1]])
    return "+".join(_(_SHOWN[part]) if part in _SHOWN else part for part in parts)


def every_text(keys: str) -> str:
    """All the shortcuts, as the page of shortcuts lists them."""
    return ", ".join(text(key) for key in keys.split())


def is_plain(keys: str) -> bool:
    """Whether a text field would take the first shortcut for typing: it has neither Ctrl nor Alt and is no F key."""
    first = keys.split(maxsplit=1)[0] if keys else ""
    return not ("+" in first or (first.startswith("F") and first[1:].isdigit()))


def _sequences(key: str, mac: bool) -> tuple[str, ...]:
    *held, last = key.split("+")
    names = _MAC_MODIFIERS if mac else _MODIFIERS
    modifiers = "".join(f"{names[part]}-" for part in held)
    if len(last) == 1 and last.isalpha():
        plain, locked = (last.upper(), last.lower()) if "Shift" in held else (last.lower(), last.upper())
        return (f"<{modifiers}Key-{plain}>", f"<Lock-{modifiers}Key-{locked}>")
    symbols = _SYMBOLS.get(last, (last,))
    symbols += ("BackSpace",) if mac and last == "Delete" else ()
    return tuple(f"<{modifiers}Key-{symbol}>" for symbol in symbols)
