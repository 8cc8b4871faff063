"""Looking through folders for the contents of documents that went astray, by size and hash. Knows no tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crm.errors import Unavailable
from crm.models.documents import Document
from crm.storage.file_store import FileStore, Taking, content_of
from crm.utils.i18n import _

Progress = Callable[[int, int], bool]


def look_in(folder: Path, store: FileStore, *, wanted: Sequence[Document], progress: Progress) -> None:
    """Put every content of `wanted` that stands anywhere in `folder`, under whatever name, into the store.

    `progress(found, missing)` hears of each file of a fitting size; False ends the search. Files that cannot be read
    are passed over. Unavailable when the folder itself is not there.
    """
    if not folder.is_dir():
        raise Unavailable(_("The folder {folder} is not there. Choose another one.").format(folder=folder))
    sizes: dict[int, set[str]] = {}
    for one in wanted:
        sizes.setdefault(one.size, set()).add(one.sha256)
    total = sum(map(len, sizes.values()))
    for path, size in _files(folder):
        left = sum(map(len, sizes.values()))
        if not left:
            return
        if sizes.get(size):
            if not progress(total - left, total):
                return
            sizes[size] -= _taken(path, store, wanted=sizes[size])


def _taken(path: Path, store: FileStore, *, wanted: set[str]) -> set[str]:
    """The content of `wanted` that the file was, now in the store; none when it is another or cannot be read."""
    try:
        found = content_of(path)
    except OSError:
        return set()
    return {store.put(path, Taking(most=found.size)).sha256} if found.sha256 in wanted else set()


def _files(folder: Path) -> Iterator[tuple[Path, int]]:
    """Every file below a folder with its size; links to folders are not followed."""
    for place, _folders, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            try:
                if path.is_file():
                    yield path, path.stat().st_size
            except OSError:
                continue
