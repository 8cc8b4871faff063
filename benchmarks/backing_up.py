"""A backup while somebody writes, beside a copy of the file that is on the disk as well."""

from __future__ import annotations

import os
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Line, once
from benchmarks.files import Files, remove
from crm.app import open_database, sign_in
from crm.session import Session
from crm.storage.changelog import Door

_MEBI = 1 << 20
_PAUSE = 0.02  # seconds between two writes: somebody who types fast


def measure(files: Files, count: int) -> Iterator[Line]:
    """Back a file of `count` contacts up, alone and while another thread writes."""
    path = files.copy(count)
    size = path.stat().st_size // _MEBI
    target, copy = files.folder / "scratch-backup.db", files.folder / "scratch-file-copy.db"
    session = sign_in(open_database(path, create=False), Door.CLI)
    floor = min(once(lambda: _copy(path, copy)) for _ in range(3))
    ours = min(once(lambda: session.maintenance.backup(target)) for _ in range(2))
    yield Figure(f"backup of {size} MiB", ours, floor, ratio=4)
    yield Figure(f"longest wait of a writer during a backup of {size} MiB", _waits(session, target), limit=50)
    session.database.close()
    for scratch in (target, copy, path):
        remove(scratch)


def _copy(path: Path, copy: Path) -> None:
    """The floor: a file copy, kept as surely as a backup is."""
    shutil.copyfile(path, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _waits(session: Session, target: Path) -> float:
    """The longest save, in milliseconds, while a backup runs in another thread, over what one takes otherwise."""
    saves: list[float] = [_save(session) for _ in range(20)]
    usual = statistics.median(saves)
    backup = threading.Thread(target=session.maintenance.backup, args=(target,))
    backup.start()
    during = []
    while backup.is_alive():
        during.append(_save(session))
        time.sleep(_PAUSE)
    return max(0.0, max(during) - usual)


def _save(session: Session) -> float:
    start = time.perf_counter()
    session.contacts.change(1, {"job_title": f"Directora {start}"})
    return (time.perf_counter() - start) * 1000
