"""What belongs to the system and not to the window: file dialogs, folders, links. The places where tests stand in."""

from __future__ import annotations

import os
import subprocess
import sys
import tkinter as tk
import webbrowser
from pathlib import Path
from tkinter import filedialog

from crm.utils.i18n import _

Kinds = tuple[tuple[str, str], ...]


class Outside:
    """Asks the system for files and hands it folders and links; `parent` is the window its dialogs belong to."""

    def __init__(self, parent: tk.Misc) -> None:
        self._parent = parent

    def ask_open(self, title: str, kinds: Kinds) -> Path | None:
        """A file that exists, or None. `kinds` are (words, "*.csv *.xlsx")."""
        chosen = filedialog.askopenfilename(parent=self._parent, title=title, filetypes=_types(kinds))
        return Path(chosen) if chosen else None

    def ask_save(self, title: str, kinds: Kinds, *, name: str = "") -> Path | None:
        """A file to write, or None; an ending is added when none was typed."""
        ending = kinds[0][1].split()[0].removeprefix("*") if kinds else ""
        chosen = filedialog.asksaveasfilename(
            parent=self._parent, title=title, filetypes=_types(kinds), initialfile=name, defaultextension=ending
        )
        return Path(chosen) if chosen else None

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the system's file manager."""
        if sys.platform == "win32":
            os.startfile(folder)  # noqa: S606 - the system's own way to open a folder
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, str(folder)])  # noqa: S603

    def open_link(self, link: str) -> None:
        """Open a web page, an address to write to or a number to call with the system's program for it."""
        webbrowser.open(link)


def _types(kinds: Kinds) -> list[tuple[str, str | tuple[str, ...]]]:
    known: list[tuple[str, str | tuple[str, ...]]] = [(words, tuple(endings.split())) for words, endings in kinds]
    return [*known, (_("All files"), "*")]
