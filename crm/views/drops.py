"""Files dropped on the window go to the import assistant. Where the system knows no dropping, it is not offered."""

from __future__ import annotations

import logging
import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.utils.i18n import _
from crm.views.commands import find

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
    target = _Target(window)
    window.root.tk.call("tkdnd::drop_target", "register", str(window.root), (_FILES,))
    window.root.tk.call("bind", str(window.root), f"<<Drop:{_FILES}>>", f"{window.root.register(target.drop)} %D")
    return True


class _Target:
    """The window as a place to drop files on."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def drop(self, dropped: str) -> str:
        """Take files, a Tcl list of their paths; the answer is for the program they come from.

        What follows begins when that program is free again: it waits for the answer.
        """
        paths = [Path(str(path)) for path in self._window.root.tk.splitlist(dropped)]
        if not self._may_import():
            return _REFUSED
        self._window.root.after_idle(self._open, paths)
        return _TAKEN

    def _may_import(self) -> bool:
        """Whether an import may begin: not over an open dialog, not without a file or the right."""
        window = self._window
        grabbed = window.root.tk.call("grab", "current", str(window.root))
        return not grabbed and window.is_open and window.runner.can_run(find("file.import"))

    def _open(self, paths: Sequence[Path]) -> None:
        from crm.views.dialogs.import_assistant import open_each

        files = [path for path in paths if path.is_file()]
        if files:
            open_each(self._window, files)
        else:
            self._window.desk.say(_("Only files can be dropped here, not folders."))


def _load(root: tk.Tk) -> bool:
    try:
        from tkinterdnd2 import TkinterDnD  # type: ignore[import-untyped]

        TkinterDnD.require(root)
    except (ImportError, OSError, RuntimeError) as error:
        _logger.warning("files cannot be dropped on the window: %s", error)
        return False
    return True
