"""Files written whole or not at all: beside their target under another name, renamed at the end."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from crm.errors import Unavailable
from crm.utils.i18n import _


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the place of `path` when the block ends well, and goes without a trace when it does not.

    Raises Unavailable with a plain sentence on a full disk, a folder that may not be written, a target that is open.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise Unavailable(_why(target, error)) from error
    finally:
        part.unlink(missing_ok=True)


def _why(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full: {name} was not written. Free some room and export again.").format(name=target.name)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        sentence = _("{name} could not be written: it is open in another program, or its folder is read-only.")
        return sentence.format(name=target.name)
    if error.errno == errno.EFBIG:
        sentence = _("{name} grew larger than its disk takes in one file, and was not written. Choose another disk.")
        return sentence.format(name=target.name)
    if isinstance(error, FileNotFoundError):
        return _("The folder {folder} is not there. Choose another one.").format(folder=target.parent)
    sentence = _("{name} could not be written ({reason}).")
    return sentence.format(name=target.name, reason=error.strerror or error)
