"""Backups of a file: copied in one step while others write, checked, then put in place whole. Restores nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from crm.errors import Unavailable
from crm.storage.database import Database
from crm.storage.sqlite import damage
from crm.utils.i18n import _


def backup(database: Database, target: Path) -> Path:
    """Copy the file to `target`, replacing it only once the copy is checked. Unavailable when it cannot be written."""
    if target.exists() and target.samefile(database.path):
        raise Unavailable(_("{file} is the file in use. Choose another name for the backup.").format(file=target))
    partial = target.with_name(target.name + ".partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        database.engine.copy(database.connection, partial)
        _check(partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise Unavailable(
            _("The backup could not be written to {file} ({reason}). Your data is unharmed.").format(
                file=target, reason=error.strerror or str(error)
            )
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return target


def _check(path: Path) -> None:
    if problem := damage(path):
        raise Unavailable(
            _("The backup did not pass its check ({reason}) and was thrown away. Your data is unharmed.").format(
                reason=problem
            )
        )
