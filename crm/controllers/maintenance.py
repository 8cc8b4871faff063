"""Care of the file itself: is it whole, is the search index in step, a backup. Changes no record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crm.controllers.access import Controller, reads, writes
from crm.storage.backup import BackupMade, backup
from crm.storage.document_contents import shown
from crm.storage.file_store import FileStore
from crm.utils.i18n import N_, _

Progress = Callable[[int, int], bool]


class Maintenance(Controller):
    """Checks and backups."""

    @reads("settings")
    def check(self) -> list[str]:
        """Everything wrong with the file, its links, its search index and its documents; empty when all is well."""
        connection = self.database.connection
        found = self.database.engine.problems(connection) + self.database.search.problems(connection)
        return found + self._wrong_documents()

    @writes("settings", N_("Rebuild the search index"), bulk=True)
    def rebuild_search(self) -> int:
        """Build the search index again from the contacts; the number of contacts."""
        return self.database.search.rebuild(self.database.connection)

    @reads("settings")
    def backup(self, target: Path, *, progress: Progress = lambda _done, _all: True) -> BackupMade | None:
        """Copy the file and its documents, checked, to `target`, while work goes on.

        `progress(done, all)` hears of documents; answering False cancels, keeps what was there and returns None.
        """
        return backup(self.database, target, progress=progress)

    def _wrong_documents(self) -> list[str]:
        store, found = FileStore(self.database.path), []
        for sha256, (name, size) in shown(self.database).items():
            if not store.has(sha256, size):
                found.append(_("The document {name} is missing.").format(name=name))
            elif not store.is_whole(sha256):
                found.append(_("The document {name} is damaged.").format(name=name))
        return found
