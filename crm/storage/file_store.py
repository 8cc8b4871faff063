"""The folder beside a file that holds the content of its documents, each named by its SHA-256. Knows no tables.

Content is never changed once it stands here: the same content is kept once, and what a name says can be checked.
What nothing needs any more is retired first and comes back by itself when it is asked for again: the file beside the
folder may have been an older copy, or another one of the same name.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crm.errors import Invalid, Unavailable
from crm.files.replacing import replacing
from crm.files.sheet import Stopped
from crm.utils.i18n import _

LARGEST = 250 << 20  # bytes; larger content is taken only when a person says so
_CHUNK = 1 << 20
_NAME = re.compile("[0-9a-f]{64}", re.ASCII)
_RETIRED = "retired"
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True)
class Content:
    """What was put away: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Taking:
    """How a file is taken in: how many bytes at most, and who hears of each part of them and may answer False."""

    most: int = LARGEST
    progress: Callable[[int], bool] = lambda _bytes: True


USUAL = Taking()


class FileStore:
    """The contents of one Cartera file. The folder is made when the first content comes."""

    def __init__(self, database_file: Path) -> None:
        self.folder = database_file.with_name(f"{database_file.name}.files")

    def put(self, source: Path, taking: Taking = USUAL) -> Content:
        """Copy a file in, whole and on the disk when this returns.

        Invalid for what is no file or is too large; Unavailable when it cannot be read or kept; `Stopped` when asked
        to. Nothing is left behind then.
        """
        before = _require_file(source, taking.most)
        content = self.put_chunks(_reading(source, taking), size=before.st_size)
        with _plain_reading(source.name):
            after = source.stat()
        if (content.size, after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
            sentence = _("{name} changed while it was being copied. It was not attached; close it and try again.")
            raise Unavailable(sentence.format(name=source.name))
        return content

    def put_content(self, data: bytes) -> Content:
        """Keep these bytes, as `put` does."""
        return self.put_chunks((data,), size=len(data))

    def put_chunks(self, chunks: Iterable[bytes], *, size: int) -> Content:
        """Keep bytes that come in parts, about `size` of them in all, as `put` does."""
        with _plain_writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(self.folder).free < size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            part = self.folder / f"{secrets.token_hex(8)}.part"
            try:
                content = _write(part, chunks)
                self._settle(part, content)
            finally:
                _drop(part)
        return content

    def path(self, sha256: str) -> Path:
        """Where a content stands, or would."""
        return self.folder / sha256[:2] / sha256

    def has(self, sha256: str, size: int) -> bool:
        """Whether a content is there in its full size; quick, its bytes are not read."""
        self._bring_back(sha256)
        try:
            return self.path(sha256).stat().st_size == size
        except OSError:
            return False

    def size(self, sha256: str) -> int:
        """How many bytes a content has; 0 when it is not there."""
        try:
            return self.path(sha256).stat().st_size
        except OSError:
            return 0

    def is_whole(self, sha256: str) -> bool:
        """Whether a content is there and still what its name says; reads all of it."""
        self._bring_back(sha256)
        try:
            return self._hash(sha256) == sha256
        except OSError:
            return False

    def chunks(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a content, checked: Unavailable at their end when they are not what was put away."""
        digest = hashlib.sha256()
        with _plain_reading(sha256[:12]), self.path(sha256).open("rb") as file:
            while data := file.read(_CHUNK):
                digest.update(data)
                yield data
        if digest.hexdigest() != sha256:
            raise Unavailable(
                _("A document in {folder} is damaged: it is not what was kept.").format(folder=self.folder)
            )

    def copy_out(self, sha256: str, target: Path) -> None:
        """Write a content to `target`, checked. Unavailable when it is damaged or cannot be written."""
        with replacing(target) as file:
            for data in self.chunks(sha256):
                file.write(data)

    def share(self, sha256: str, other: FileStore) -> bool:
        """Give another store this content, as a link where the disk knows them; False when it is not whole here."""
        if not self.is_whole(sha256):
            return False
        target = other.path(sha256)
        with _plain_writing(other.folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                if other.is_whole(sha256):
                    return True
                _drop(target)
            try:
                os.link(self.path(sha256), target)
            except OSError:  # another disk, or one without links
                other.put_chunks(self.chunks(sha256), size=self.path(sha256).stat().st_size)
        return True

    def all(self) -> list[str]:
        """The SHA-256 of every content that is there."""
        with suppress(FileNotFoundError):
            return sorted(path.name for path in self.folder.glob("??/*") if _NAME.fullmatch(path.name))
        return []

    def discard(self, sha256: str) -> None:
        """Throw a content away; whether anybody needs it is the caller's to know."""
        _drop(self.path(sha256))

    def retire(self, sha256: str) -> None:
        """Put a content aside that nothing names; it comes back when something asks for it."""
        path, aside = self.path(sha256), self._retired(sha256)
        with suppress(OSError):  # it stays where it is
            aside.parent.mkdir(exist_ok=True)
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
            os.utime(path)
            path.replace(aside)

    def touched_at(self, sha256: str) -> float:
        """When a content was put here last, in seconds since 1970; what is not there was never put."""
        try:
            return self.path(sha256).stat().st_mtime
        except OSError:
            return 0.0

    def drop_leftovers(self, before: float) -> None:
        """Throw away what a copy that was cut off, before this moment, left behind."""
        _drop_older(self.folder.glob("*.part"), before)

    def drop_retired(self, before: float) -> None:
        """Throw away what was retired before this moment."""
        _drop_older((self.folder / _RETIRED).glob("*"), before)

    def _retired(self, sha256: str) -> Path:
        return self.folder / _RETIRED / sha256

    def _bring_back(self, sha256: str) -> None:
        if not self.path(sha256).exists() and self._retired(sha256).exists():
            with suppress(OSError):
                self.path(sha256).parent.mkdir(exist_ok=True)
                self._retired(sha256).replace(self.path(sha256))
                self.path(sha256).chmod(_READ_ONLY)

    def _settle(self, part: Path, content: Content) -> None:
        """Give a written part its name, unless the content is there; the folder's own entry reaches the disk too."""
        target = self.path(content.sha256)
        target.parent.mkdir(exist_ok=True)
        if self.has(content.sha256, content.size) and self.is_whole(content.sha256):
            with suppress(OSError):
                os.utime(target)
            return
        _drop(target)
        part.chmod(_READ_ONLY)
        part.replace(target)
        _sync_folder(target.parent)

    def _hash(self, sha256: str) -> str:
        with self.path(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def content_of(path: Path) -> Content:
    """The content of any file. OSError when it cannot be read."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Content(sha256, file.tell())


def _require_file(source: Path, most: int) -> os.stat_result:
    with _plain_reading(source.name):
        found = source.stat()
    if stat.S_ISDIR(found.st_mode):
        sentence = _("{name} is a folder. Attach the files in it, or the folder as one .zip file.")
        raise Invalid({"file": sentence.format(name=source.name)})
    if not stat.S_ISREG(found.st_mode):
        raise Invalid({"file": _("{name} is no file that could be attached.").format(name=source.name)})
    if found.st_size > most:
        sentence = _("{name} has {size} MB, more than the {most} MB that are attached without asking.")
        words = sentence.format(name=source.name, size=-(-found.st_size >> 20), most=most >> 20)
        raise Invalid({"size": words})
    return found


def _reading(source: Path, taking: Taking) -> Iterator[bytes]:
    with _plain_reading(source.name):
        file: BinaryIO
        with source.open("rb") as file:
            while data := file.read(_CHUNK):
                if not taking.progress(len(data)):
                    raise Stopped
                yield data


def _write(part: Path, chunks: Iterable[bytes]) -> Content:
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as file:
        for data in chunks:
            digest.update(data)
            size += file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Content(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _drop_older(paths: Iterable[Path], before: float) -> None:
    for path in paths:
        with suppress(OSError):
            if path.stat().st_mtime < before:
                _drop(path)


def _drop(path: Path) -> None:
    """Remove a file that may be read-only, or not be there."""
    with suppress(FileNotFoundError):
        if os.name == "nt":
            path.chmod(stat.S_IWRITE)
        path.unlink()


@contextmanager
def _plain_reading(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise Unavailable(_("{name} is not there any more.").format(name=name)) from error
    except PermissionError as error:
        sentence = _("{name} may not be read: it is open in another program or belongs to another user.")
        raise Unavailable(sentence.format(name=name)) from error
    except OSError as error:
        sentence = _("{name} could not be read ({reason}).")
        raise Unavailable(sentence.format(name=name, reason=error.strerror or error)) from error


@contextmanager
def _plain_writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            sentence = _("The disk is full: nothing more fits into {folder}. Nothing was attached; free some room.")
        else:
            sentence = _("The folder {folder} cannot be written ({reason}). Nothing was attached.")
        raise Unavailable(sentence.format(folder=folder, reason=error.strerror or error)) from error
