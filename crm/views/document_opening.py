"""Opening documents with the system's program for them: a copy under its own name that cannot be changed.

The content itself has no ending and must stay what its hash says. Old copies are thrown away at the next opening.
"""

from __future__ import annotations

import stat
import time
from contextlib import suppress
from pathlib import Path

from crm.models.documents import Document
from crm.session import Session
from crm.utils import file_names
from crm.utils.paths import cache_folder

_KEPT = 86_400  # seconds: whoever opened a copy has long looked at it


def copy_to_open(session: Session, document: Document) -> Path:
    """A copy of a document under its name, in a folder of its own; for the worker. NotFound when it is missing."""
    folder = cache_folder() / "documents"
    drop_old(folder, before=time.time() - _KEPT)
    target = folder / document.sha256[:16] / file_names.safe(document.name)
    if not _is_copy(target, document):
        target.parent.mkdir(parents=True, exist_ok=True)
        _drop(target)
        session.documents.export_copy(document.id, target)
        target.chmod(stat.S_IRUSR)
    return target


def drop_old(folder: Path, *, before: float) -> None:
    """Throw away the copies made before a moment, in seconds since 1970; one that is open elsewhere stays."""
    for copy in folder.glob("*/*"):
        with suppress(OSError):
            if copy.stat().st_mtime < before:
                _drop(copy)
                copy.parent.rmdir()


def _is_copy(target: Path, document: Document) -> bool:
    try:
        found = target.stat()
    except OSError:
        return False
    return found.st_size == document.size and not found.st_mode & stat.S_IWUSR


def _drop(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()
