"""Backups of a file: copied in one step while others write, checked, then put in place whole. Restores nothing.

The documents go into the folder beside the copy, so that the two open like any file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from crm.errors import Unavailable
from crm.files.sheet import Stopped
from crm.storage.database import Database
from crm.storage.document_contents import Copying
from crm.storage.file_store import FileStore
from crm.storage.sqlite import damage
from crm.utils.i18n import _

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class BackupMade:
    """Where a backup stands, how many contents of documents are in it, and the documents whose content is missing."""

    path: Path
    contents: int = 0
    missing: tuple[str, ...] = ()


def backup(database: Database, target: Path, *, progress: Progress = lambda _done, _all: True) -> BackupMade | None:
    """Copy the file to `target`, replacing it only once the copy is checked; its documents into the folder beside it.

    `progress(done, all)` hears of the contents of documents; answering False ends it and returns None. Unavailable when
    it cannot be written. What was at the target is kept in both cases.
    """
    if target.exists() and target.samefile(database.path):
        raise Unavailable(_("{file} is the file in use. Choose another name for the backup.").format(file=target))
    partial = target.with_name(target.name + ".partial")
    copying = Copying(database, FileStore(target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        database.engine.copy(database.connection, partial)
        _check(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        copying.run(progress)
        partial.replace(target)
        copying.settle()
    except Stopped:
        return None
    except OSError as error:
        raise Unavailable(
            _("The backup could not be written to {file} ({reason}). Your data is unharmed.").format(
                file=target, reason=error.strerror or str(error)
            )
        ) from error
    finally:
        copying.drop_unsettled()
        with suppress(OSError):
            partial.unlink()
    return BackupMade(target, len(copying.copied), copying.missing)


def _check(path: Path) -> None:
    if problem := damage(path):
        raise Unavailable(
            _("The backup did not pass its check ({reason}) and was thrown away. Your data is unharmed.").format(
                reason=problem
            )
        )
