"""The contents of documents on their way into an archive, and out of one into the folder beside a new file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from crm.files.archives import Archive, Contents
from crm.storage.database import Database
from crm.storage.document_contents import named, shown
from crm.storage.file_store import FileStore

_UNIT = 1 << 10  # bytes that take about as long as a row


class Packing:
    """What of a file's documents goes into an archive. `units` is the work, as so many rows; `add` hears of it."""

    def __init__(self, database: Database) -> None:
        self._store = FileStore(database.path)
        self._shown = shown(database)
        self._sizes = {sha256: self._store.size(sha256) for sha256 in sorted(named(database))}

    @property
    def units(self) -> int:
        """How many rows it is worth."""
        return sum(_units(size) for size in self._sizes.values())

    def contents(self, add: Callable[[int], None]) -> Contents:
        """The contents that are whole, and the names of the documents that have none."""
        missing: list[str] = []
        return Contents(self._going(missing, add), missing)

    def _going(self, missing: list[str], add: Callable[[int], None]) -> Iterator[tuple[str, Iterable[bytes]]]:
        whole = set()
        for sha256, size in self._sizes.items():
            if self._store.is_whole(sha256):
                whole.add(sha256)
                yield sha256, self._store.chunks(sha256)
            add(_units(size))
        missing += sorted(name for sha256, (name, _size) in self._shown.items() if sha256 not in whole)


class Unpacking:
    """Puts the contents of an archive beside a new file; `drop` takes them back when the file does not come to be."""

    def __init__(self, book: Archive, store: FileStore) -> None:
        self._book = book
        self._store = store
        self._added: list[str] = []

    @property
    def units(self) -> int:
        """How many rows it is worth."""
        return sum(_units(packed.bytes) for packed in self._book.manifest.files)

    def run(self, add: Callable[[int], None]) -> None:
        """Put them all there, checked. Invalid when one is not what the manifest tells."""
        for packed in self._book.manifest.files:
            if not self._store.has(packed.sha256, packed.bytes):
                self._added.append(packed.sha256)
            self._store.put_chunks(self._book.content(packed), size=packed.bytes)
            add(_units(packed.bytes))

    def drop(self) -> None:
        """Take back what was put there."""
        for sha256 in self._added:
            self._store.discard(sha256)
        self._added = []


def _units(size: int) -> int:
    return 1 + size // _UNIT
