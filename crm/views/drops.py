"""Files dropped on the window: what they were dropped on takes them, else they are logged, if e-mails, or imported.

A widget with a method `take_files(paths)` takes those dropped on it. Where the system knows no dropping, it is not
offered.
"""

from __future__ import annotations

import logging
import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from crm.utils.i18n import _
from crm.views.commands import find
from crm.views.mail_files import is_mail, log_files

if TYPE_CHECKING:
    from crm.views.window import Window

_FILES = "DND_Files"
_TAKEN, _REFUSED = "copy", "refuse_drop"  # what the library tells the program that the files come from
_LATER = 400  # milliseconds after the window is up: it must not wait for a library
_logger = logging.getLogger(__name__)


def offer_later(window: Window) -> None:
    """Offer dropping once the window is up."""
    window.root.after(_LATER, lambda: offer(window))


def offer(window: Window) -> bool:
    """Have the window take dropped files; whether this system lets it."""
    if not _load(window.root):
        return False
    _register(window.root, _Target(window).drop)
    return True


def offer_on(dialog: tk.Toplevel) -> None:
    """Have a dialog take dropped files too, once the window does; those it has no place for are refused."""
    if dialog.tk.call("info", "commands", "tkdnd::drop_target"):
        _register(dialog, _DialogTarget(dialog).drop)


def _register(window: tk.Misc, drop: Callable[[str, str], str]) -> None:
    window.tk.call("tkdnd::drop_target", "register", str(window), (_FILES,))
    window.tk.call("bind", str(window), f"<<Drop:{_FILES}>>", f"{window.register(drop)} %D %X,%Y")


def place_of(window: tk.Misc, at: str) -> TakesFiles | None:
    """The widget at a point of the screen ("120,40") that takes files, or the nearest one around it that does."""
    name = str(window.tk.call("winfo", "containing", *at.split(",")))
    while name:
        found = _widget(window, name)
        if isinstance(found, TakesFiles):
            return found
        name = name.rpartition(".")[0]
    return None


def _widget(window: tk.Misc, name: str) -> tk.Misc | None:
    """The widget of a name; a part that Tk made by itself, as a menu bar, is none."""
    try:
        found: tk.Misc = window.nametowidget(name)
    except KeyError:
        return None
    return found


@runtime_checkable
class TakesFiles(Protocol):
    """A widget that files can be dropped on."""

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take them, on the window's thread; False when it takes none by now."""


class _DialogTarget:
    """A dialog as a place to drop files on."""

    def __init__(self, dialog: tk.Toplevel) -> None:
        self._dialog = dialog

    def drop(self, dropped: str, at: str) -> str:
        """Take files as `_Target.drop` does."""
        grabbed = str(self._dialog.tk.call("grab", "current", str(self._dialog)))
        place = place_of(self._dialog, at)
        if place is None or grabbed not in ("", str(self._dialog)):
            return _REFUSED
        self._dialog.after_idle(place.take_files, _paths(self._dialog, dropped))
        return _TAKEN


class _Target:
    """The window as a place to drop files on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def drop(self, dropped: str, at: str) -> str:
        """Take files, a Tcl list of their paths, at a point of the screen; the answer is for the other program.

        What follows begins when that program is free again: it waits for the answer.
        """
        root = self._window.root
        place = place_of(root, at)
        if place is None and not self._may_import():
            return _REFUSED
        if place is not None and self._is_covered():
            return _REFUSED
        root.after_idle(self._hand_on, place, _paths(root, dropped))
        return _TAKEN

    def _hand_on(self, place: TakesFiles | None, paths: Sequence[Path]) -> None:
        if place is None or not place.take_files(paths):
            self._open(paths)

    def _is_covered(self) -> bool:
        """Whether a dialog is open over the window."""
        return bool(self._window.root.tk.call("grab", "current", str(self._window.root)))

    def _may_import(self) -> bool:
        """Whether an import may begin: not over an open dialog, not without a file or the right."""
        window = self._window
        return not self._is_covered() and window.is_open and window.runner.can_run(find("file.import"))

    def _open(self, paths: Sequence[Path]) -> None:
        letters = [path for path in paths if is_mail(path)]
        if letters and self._window.is_open:
            log_files(self._window, letters)
        if not self._may_import() or len(letters) == len(paths) > 0:
            return
        from crm.views.dialogs.import_assistant import open_each

        files = [path for path in paths if path.is_file() and path not in letters]
        if files:
            open_each(self._window, files)
        else:
            self._window.desk.say(_("Only files can be dropped here, not folders."))


def _paths(window: tk.Misc, dropped: str) -> list[Path]:
    return [Path(str(path)) for path in window.tk.splitlist(dropped)]


def _load(root: tk.Tk) -> bool:
    try:
        from tkinterdnd2 import TkinterDnD  # type: ignore[import-untyped]

        TkinterDnD.require(root)
    except (ImportError, OSError, RuntimeError) as error:
        _logger.warning("files cannot be dropped on the window: %s", error)
        return False
    return True
