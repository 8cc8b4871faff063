"""Care of the file itself: is it whole, is the search index in step, a backup. Changes no record."""

from __future__ import annotations

from pathlib import Path

from crm.controllers.access import Controller, reads, writes
from crm.storage.backup import backup
from crm.utils.i18n import N_


class Maintenance(Controller):
    """Checks and backups."""

    @reads("settings")
    def check(self) -> list[str]:
        """Everything wrong with the file, its links and its search index; empty when all is well."""
        connection = self.database.connection
        return self.database.engine.problems(connection) + self.database.search.problems(connection)

    @writes("settings", N_("Rebuild the search index"), bulk=True)
    def rebuild_search(self) -> int:
        """Build the search index again from the contacts; the number of contacts."""
        return self.database.search.rebuild(self.database.connection)

    @reads("settings")
    def backup(self, target: Path) -> Path:
        """Copy the file, checked, to `target`, while work goes on."""
        return backup(self.database, target)
