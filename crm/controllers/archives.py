"""Taking the whole file out, so that nobody is locked in. How an archive is made and filled is the storage room's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crm.controllers.access import Controller, reads
from crm.errors import Denied, Invalid
from crm.files.archives import Manifest
from crm.models.users import ALL
from crm.storage.archiving import archive
from crm.utils.i18n import _

Progress = Callable[[int, int], bool]


class Archives(Controller):
    """Exports of everything."""

    @reads("exports")
    def run(self, target: Path, *, progress: Progress = lambda _done, _all: True) -> Manifest | None:
        """Write every record, setting, change and document of the file to `target`, a .zip; what is in it, and by name
        the documents whose content was missing.

        `progress(done, all)` hears of rows; answering False cancels, keeps the old file and returns None. Denied unless
        one may see and change everything, because all of it goes out. Unavailable when the file cannot be written.
        """
        if self.scope("write users") != ALL:
            sentence = _(
                "Exporting the whole file takes every user's records and the history along, so only an administrator"
                " may do it. Nothing was written; ask one."
            )
            raise Denied(sentence)
        if target.suffix.lower() != ".zip":
            raise Invalid({"file": _("The whole file is exported to one that ends in .zip.")})
        return archive(self.database, target, progress=progress)
