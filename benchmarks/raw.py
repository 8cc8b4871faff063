"""The floors in SQL: what the program asks of the engine, recorded and asked again without the program."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm.session import Session

# What the engine asks of itself inside a full-text index is no statement of ours.
_INNER = re.compile(r"_(data|idx|docsize|config|content)\b")
_READING = re.compile(r"\s*(SELECT|WITH)\b", re.IGNORECASE)


def connect(path: Path, *, synchronous: str = "FULL") -> sqlite3.Connection:
    """A plain connection with the settings of the program's own."""
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for pragma in ("cache_size = -65536", "temp_store = MEMORY", "mmap_size = 1073741824", "journal_mode = WAL",
                   f"synchronous = {synchronous}"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    return connection


def recorded(session: Session, work: Callable[[], Any]) -> list[str]:
    """The reading statements a piece of work sends, with their values filled in."""
    seen: list[str] = []
    connection = session.database.connection
    connection.set_trace_callback(seen.append)
    try:
        work()
    finally:
        connection.set_trace_callback(None)
    return [sql for sql in seen if _READING.match(sql) and not _INNER.search(sql)]


def again(connection: sqlite3.Connection, statements: list[str]) -> Callable[[], None]:
    """The same statements on a plain connection, every row fetched."""

    def ask() -> None:
        for sql in statements:
            connection.execute(sql).fetchall()

    return ask
