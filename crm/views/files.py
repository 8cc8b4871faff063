"""The File menu: new, open, recent, back up. Which file is open is the window's business."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crm.storage.backup import BackupMade
from crm.utils.i18n import N_, _, ngettext
from crm.utils.paths import data_folder
from crm.views.commands import Entry
from crm.views.jobs import Job

if TYPE_CHECKING:
    from crm.views.window import Window

KINDS = ((N_("Cartera files"), "*.db"),)
_MOST_RECENT, _MOST_NAMED = 8, 5


class Files:
    """Opens and keeps files for a window."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def new(self) -> None:
        """Ask where, and open an empty file there."""
        path = self._window.outside.ask_save(_("New file"), _kinds(), name="cartera.db")
        if path:
            self._window.open(path, create=True)

    def open(self) -> None:
        """Ask which, and open it."""
        exports = (_("Exports of a whole file"), "*.zip")
        path = self._window.outside.ask_open(_("Open a file"), (*_kinds(), exports))
        if path and path.suffix.lower() == exports[1].removeprefix("*"):
            from crm.views.dialogs import restore  # the window opens without it

            restore.show(self._window, path)
        elif path:
            self._window.open(path)

    def recent(self) -> Sequence[Entry]:
        """The files opened last that are still there."""
        paths = [Path(name) for name in self._window.settings.get("recent", [])]
        return [(str(path), partial(self._window.open, path), False) for path in paths if path.exists()]

    def remember(self, path: Path) -> None:
        """Put a file first among the recent ones; it is opened at the next start."""
        known = [name for name in self._window.settings.get("recent", []) if name != str(path)]
        self._window.settings.set("recent", [str(path), *known][:_MOST_RECENT])

    def last(self) -> Path | None:
        """The file that was open last, if it is still there."""
        names = self._window.settings.get("recent", [])
        return Path(names[0]) if names and Path(names[0]).exists() else None

    def back_up(self) -> None:
        """Copy the file into the folder of backups."""
        source = self._window.desk.session.database.path
        folder = data_folder() / "backups"
        folder.mkdir(parents=True, exist_ok=True)
        self._back_up_to(folder / f"{source.stem} {datetime.now():%Y-%m-%d %H.%M.%S}.db")

    def back_up_to(self) -> None:
        """Ask where, and copy the file there."""
        source = self._window.desk.session.database.path
        name = f"{source.stem} {datetime.now():%Y-%m-%d}.db"
        path = self._window.outside.ask_save(_("Back up to"), _kinds(), name=name)
        if path:
            self._back_up_to(path)

    def _back_up_to(self, target: Path) -> None:
        desk = self._window.desk

        def work(job: Job) -> BackupMade | None:
            return desk.session.maintenance.backup(
                target, progress=lambda done, total: job.report(done / total if total else None)
            )

        def told(made: BackupMade | None) -> None:
            if made is not None:
                show = partial(self._window.outside.show_folder, made.path.parent)
                desk.toasts.show(_backed_up(made), action=(_("Show"), show))

        desk.jobs.run_long(work, told, label=_("Backing up"))


def _backed_up(made: BackupMade) -> str:
    lines = [_("Backed up and checked: {file}").format(file=made.path)]
    if made.missing:
        words = ngettext(
            "{count} document is missing and is not in the backup:",
            "{count} documents are missing and are not in the backup:",
            len(made.missing),
        )
        lines += [words.format(count=len(made.missing)), *made.missing[:_MOST_NAMED]]
        lines += ["…"] if len(made.missing) > _MOST_NAMED else []
    return "\n".join(lines)


def _kinds() -> tuple[tuple[str, str], ...]:
    return tuple((_(words), endings) for words, endings in KINDS)
