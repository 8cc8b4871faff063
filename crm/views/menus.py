"""The menu bar, the keys and the greying, all from the command table. What a command does is not known here."""

from __future__ import annotations

import sys
import tkinter as tk
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from crm.utils.i18n import _
from crm.views import keys, theme
from crm.views.commands import COMMANDS, MENUS, Command, Scope, find, of_menu

if TYPE_CHECKING:
    from crm.views.window import Window

_Event: TypeAlias = "tk.Event[tk.Misc]"
TEXT_CLASSES = ("TEntry", "TCombobox", "TSpinbox", "Entry", "Text")
# A field that is being typed in has its own meaning for these.
_TYPING_OWN = frozenset(("edit.undo", "edit.redo"))


class Menus:
    """The menu bar of a window. Menus are filled anew each time one opens, so their words and greys are always true."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._bar = theme.menu(window.root)
        self._menus = {name: self._menu(name, label) for name, label in MENUS.items()}
        window.root.configure(menu=self._bar)

    def rebuild(self) -> None:
        """Say everything in the language in use."""
        for place, label in enumerate(MENUS.values()):
            self._bar.entryconfigure(place + self._first(), label=_(label))

    def entries(self, menu: str) -> list[tuple[str, str]]:
        """The (words, state) of a menu as it would open now, separators left out."""
        shown = self._menus[menu]
        self._fill(menu)
        last = shown.index("end")
        places = range(0 if last is None else last + 1)
        real = [place for place in places if shown.type(place) != "separator"]
        return [(str(shown.entrycget(at, "label")), str(shown.entrycget(at, "state"))) for at in real]

    def choose(self, menu: str, words: str) -> None:
        """Choose an entry as a click would; ValueError when there is none of these words."""
        self._fill(menu)
        shown = self._menus[menu]
        last = shown.index("end") or 0
        for place in range(last + 1):
            if shown.type(place) != "separator" and shown.entrycget(place, "label") == words:
                shown.invoke(place)
                return
        raise ValueError(words)

    def pop_up(self, ids: tuple[str, ...], *, at: tuple[int, int]) -> tk.Menu:
        """Open a context menu of some commands, "" standing for a line."""
        menu = theme.menu(self._window.root)
        for command_id in ids:
            if command_id:
                self._add(menu, find(command_id))
            else:
                menu.add_separator()
        menu.tk_popup(*at)
        return menu

    def _menu(self, name: str, label: str) -> tk.Menu:
        menu = theme.menu(self._bar)
        menu.configure(postcommand=lambda: self._fill(name))
        self._bar.add_cascade(label=_(label), menu=menu)
        return menu

    def _first(self) -> int:
        return int(str(self._bar.type(0)) == "tearoff")

    def _fill(self, name: str) -> None:
        menu = self._menus[name]
        menu.delete(0, "end")
        for child in menu.winfo_children():
            child.destroy()
        here = self._window.runner.is_here
        groups = [[one for one in group if here(one)] for group in of_menu(name)]
        for number, group in enumerate(filter(None, groups)):
            if number:
                menu.add_separator()
            for command in group:
                self._add(menu, command)

    def _add(self, menu: tk.Menu, command: Command) -> None:
        state: Literal["normal", "disabled"] = "normal" if self._window.runner.can_run(command) else "disabled"
        label = self._window.runner.words(command)
        if command.entries is None:
            run = partial(self._window.runner.run, command)
            menu.add_command(label=label, accelerator=keys.text(command.key), state=state, command=run)
            return
        inside = theme.menu(menu)
        for words, act, ticked in command.entries(self._window) if state == "normal" else ():
            chosen = tk.BooleanVar(inside, value=ticked)
            inside.add_checkbutton(label=words, command=act, variable=chosen)
            inside.__dict__.setdefault("kept", []).append(chosen)
        empty = inside.index("end") is None
        menu.add_cascade(label=label, menu=inside, state="disabled" if empty else state)


def bind_keys(window: Window) -> None:
    """Bind the keys of all commands that are heard in the whole window."""
    root = window.root
    for key, commands in _by_key().items():
        for sequence in keys.sequences(key):
            root.bind(sequence, partial(_pressed, window, commands=commands, key=key))
            if not keys.is_plain(key) and not any(one.id in _TYPING_OWN for one in commands):
                _quieten(root, sequence)
    for name in TEXT_CLASSES:
        for sequence in keys.sequences("Ctrl+A"):
            root.tk.call("bind", name, sequence, "event generate %W <<SelectAll>>; break")
    if sys.platform == "darwin":
        root.createcommand("tk::mac::Quit", window.close)


def _by_key() -> dict[str, list[Command]]:
    """The commands heard in the whole window, by key: each page may have one of its own."""
    found: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in command.key.split() if command.scope is Scope.WINDOW else ():
            found.setdefault(key, []).append(command)
    return found


def _quieten(root: tk.Misc, sequence: str) -> None:
    """Take a key's meaning in text fields away (Control-K cuts the line on Unix): the window means something else."""
    for name in TEXT_CLASSES:
        root.tk.call("bind", name, sequence, "#")


def _pressed(window: Window, event: _Event, *, commands: list[Command], key: str) -> str | None:
    command = next((one for one in commands if window.runner.is_here(one)), commands[0])
    typing = isinstance(event.widget, tk.Misc) and event.widget.winfo_class() in TEXT_CLASSES
    if typing and (keys.is_plain(key) or (command.id in _TYPING_OWN and window.is_editing)):
        return None
    window.runner.run(command)
    return "break"
