"""Which contents of documents a file needs, their way into a backup, and the clean-up of those nothing names."""

from __future__ import annotations

import time
from collections.abc import Callable

from crm.files.sheet import Stopped
from crm.storage.database import Database
from crm.storage.file_store import FileStore
from crm.storage.sqlite import json_field

_DAY = 86_400  # seconds
_RESTING = _DAY  # what was put away lately may be about to be named
_RETIRED = 90 * _DAY  # a file that was replaced by an older copy of it may come back

_TABLES = ("documents", "message_files")  # older files are backed up before they learn of them


def _named_in(table: str) -> str:
    """Contents named by rows that are there, and by those of the change log, which undo and redo bring back."""
    return f"""
    SELECT sha256 FROM {table}
    UNION SELECT {json_field("before", "content")} FROM changes
    WHERE entity = '{table}' AND entity_id BETWEEN 1 AND :last AND action <> 'create'
    UNION SELECT {json_field("after", "content")} FROM changes
    WHERE entity = '{table}' AND entity_id BETWEEN 1 AND :last AND action <> 'create'"""


def named(database: Database) -> set[str]:
    """The SHA-256 of every content that a document, a file of an e-mail or the change log names."""
    found: set[str] = set()
    for table in _tables(database):
        last = database.engine.last_ids(database.connection).get(table, 0)
        rows = database.all(_named_in(table), last=last, content="sha256")
        found |= {row["sha256"] for row in rows if row["sha256"]}
    return found


def shown(database: Database) -> dict[str, tuple[str, int]]:
    """SHA-256 -> (name, size in bytes) of every document and file of an e-mail that is there; of several with one
    content, the newest document."""
    found: dict[str, tuple[str, int]] = {}
    for table in reversed(_tables(database)):
        rows = database.all(f"SELECT sha256, name, size FROM {table} ORDER BY id")
        found |= {row["sha256"]: (row["name"], row["size"]) for row in rows}
    return found


def retire_unnamed(database: Database, store: FileStore, *, resting: float = _RESTING) -> int:
    """Retire the contents that nothing names, but those put away within `resting` seconds; how many.

    Those retired three months ago are thrown away. For inside a transaction: nobody can come to name one meanwhile.
    """
    before = time.time() - resting
    store.drop_leftovers(before)
    store.drop_retired(time.time() - _RETIRED)
    there = store.all()
    needed = named(database) if there else set()
    old = [one for one in there if one not in needed and store.touched_at(one) < before]
    for sha256 in old:
        store.retire(sha256)
    return len(old)


class Copying:
    """The contents of one file on their way into another store: `run`, then `settle` once they are wanted there.

    `copied` are those that are there whole; `missing` names the documents without one.
    """

    def __init__(self, database: Database, target: FileStore) -> None:
        self.copied: list[str] = []
        self.missing: tuple[str, ...] = ()
        self._database = database
        self._target = target
        self._added: list[str] = []

    def run(self, progress: Callable[[int, int], bool]) -> None:
        """Copy everything the file names. `Stopped` when `progress(done, all)` answers False."""
        store = FileStore(self._database.path)
        shown_here, known, there = shown(self._database), named(self._database), set(self._target.all())
        for place, sha256 in enumerate(sorted(known)):
            if not progress(place, len(known)):
                raise Stopped
            if store.share(sha256, self._target):
                self.copied.append(sha256)
                if sha256 not in there:
                    self._added.append(sha256)
        whole = set(self.copied)
        self.missing = tuple(sorted(name for sha256, (name, _size) in shown_here.items() if sha256 not in whole))

    def settle(self) -> None:
        """Keep what was copied; what else is in its store belonged to an older copy and is put aside."""
        self._added = []
        for sha256 in set(self._target.all()) - set(self.copied):
            self._target.retire(sha256)

    def drop_unsettled(self) -> None:
        """Take back what was copied and never settled."""
        for sha256 in self._added:
            self._target.discard(sha256)
        self._added = []


def _tables(database: Database) -> list[str]:
    there = database.engine.tables(database.connection)
    return [table for table in _TABLES if table in there]
