"""What belongs to the system and not to the window: file dialogs, folders, links. The places where tests stand in."""

from __future__ import annotations

import os
import subprocess
import sys
import tkinter as tk
import webbrowser
from pathlib import Path
from tkinter import filedialog

from crm.utils import paths
from crm.utils.i18n import _

Kinds = tuple[tuple[str, str], ...]


class Outside:
    """Asks the system for files and hands it folders and links; `parent` is the window its dialogs belong to."""

    def __init__(self, parent: tk.Misc) -> None:
        self._parent = parent
        self._folder: Path | None = None

    def ask_open(self, title: str, kinds: Kinds) -> Path | None:
        """A file that exists, or None. `kinds` are (words, "*.csv *.xlsx")."""
        chosen = filedialog.askopenfilename(
            parent=self._parent, title=title, filetypes=_types(kinds), initialdir=self._start()
        )
        return self._chosen(chosen)

    def ask_open_many(self, title: str, kinds: Kinds) -> list[Path]:
        """Files that exist; none when nothing was chosen."""
        chosen = filedialog.askopenfilenames(
            parent=self._parent, title=title, filetypes=_types(kinds), initialdir=self._start()
        )
        return [path for path in map(self._chosen, chosen or ()) if path]

    def ask_folder(self, title: str) -> Path | None:
        """A folder that exists, or None."""
        chosen = filedialog.askdirectory(parent=self._parent, title=title, initialdir=self._start(), mustexist=True)
        if not chosen:
            return None
        self._folder = Path(chosen)
        return self._folder

    def ask_save(self, title: str, kinds: Kinds, *, name: str = "") -> Path | None:
        """A file to write, or None; an ending is added when none was typed."""
        ending = kinds[0][1].split()[0].removeprefix("*") if kinds else ""
        chosen = filedialog.asksaveasfilename(
            parent=self._parent,
            title=title,
            filetypes=_types(kinds),
            initialfile=name,
            initialdir=self._start(),
            defaultextension=ending,
        )
        return self._chosen(chosen)

    def _start(self) -> Path:
        """Where a dialog opens: the folder used last, at first that of the person's documents."""
        return self._folder if self._folder and self._folder.is_dir() else paths.documents_folder()

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = path.parent
        return path

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the system's file manager."""
        _hand_over(folder)

    def open_file(self, path: Path) -> None:
        """Open a file with the system's program for it. OSError when the system knows none."""
        _hand_over(path)

    def open_link(self, link: str) -> None:
        """Open a web page, an address to write to or a number to call with the system's program for it."""
        webbrowser.open(link)


def _hand_over(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the system's own way to open something
    else:
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.Popen([opener, str(path)])  # noqa: S603


def _types(kinds: Kinds) -> list[tuple[str, str | tuple[str, ...]]]:
    known: list[tuple[str, str | tuple[str, ...]]] = [(words, tuple(endings.split())) for words, endings in kinds]
    return [*known, (_("All files"), "*")]
