"""Which contents of documents a file needs, and the quiet clean-up of those that nothing names any more."""

from __future__ import annotations

import time

from crm.storage.database import Database
from crm.storage.file_store import FileStore
from crm.storage.sqlite import json_field

_RESTING = 86_400  # seconds: what was put away lately may be about to be named

# Documents that are there, and those of the change log, which undo and redo bring back.
_NAMED = f"""
    SELECT sha256 FROM documents
    UNION SELECT {json_field("before", "content")} FROM changes
    WHERE entity = 'documents' AND entity_id BETWEEN 1 AND :last AND action <> 'create'
    UNION SELECT {json_field("after", "content")} FROM changes
    WHERE entity = 'documents' AND entity_id BETWEEN 1 AND :last AND action <> 'create'"""


def named(database: Database) -> set[str]:
    """The SHA-256 of every content that a document or the change log names."""
    last = database.engine.last_ids(database.connection).get("documents", 0)
    return {row["sha256"] for row in database.all(_NAMED, last=last, content="sha256") if row["sha256"]}


def shown(database: Database) -> dict[str, tuple[str, int]]:
    """SHA-256 -> (name, size in bytes) of every document that is there; of several with one content, the newest."""
    rows = database.all("SELECT sha256, name, size FROM documents ORDER BY id")
    return {row["sha256"]: (row["name"], row["size"]) for row in rows}


def drop_unnamed(database: Database, store: FileStore, *, resting: float = _RESTING) -> int:
    """Throw away the contents that nothing names, but those put away within `resting` seconds; how many.

    For inside a transaction: nobody can come to name one meanwhile.
    """
    before = time.time() - resting
    store.drop_leftovers(before)
    there = store.all()
    needed = named(database) if there else set()
    old = [one for one in there if one not in needed and store.touched_at(one) < before]
    for sha256 in old:
        store.discard(sha256)
    return len(old)
