"""What the SQLite engine knows of how a file's rows are spread, by which it chooses its indexes: taken from samples."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

_SAMPLE = 1000  # entries of an index that are looked at
# Rows. A smaller table is planned as a large one: it may grow a hundredfold while statements about it are prepared.
_LARGE = 1000
_GROWN = 4  # times as many rows, or as few, from which on statistics are old
_WHOLE = "(idx IS NULL OR idx NOT IN (SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'))"


def keep(connection: sqlite3.Connection) -> None:
    """Gather statistics when large tables have none, or grew or shrank much since; inside a transaction that writes."""
    if _are_old(connection):
        _gather(connection)


def keep_at_end(connection: sqlite3.Connection) -> None:
    """The same in a transaction of its own, when the work on a file ends.

    While another program writes, or where the file cannot be written any more, it is left for the next time: nobody
    waits for statistics, and nothing fails for want of them.
    """
    if connection.in_transaction:
        return
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        keep(connection)
        connection.execute("COMMIT")
    if connection.in_transaction:
        connection.rollback()


def _are_old(connection: sqlite3.Connection) -> bool:
    known = _known(connection)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_sequence")]
    spans = {table: _span(connection, table) for table in tables}
    return any(
        max(span, known.get(table, 0)) >= _LARGE and not span / _GROWN <= known.get(table, 0) <= span * _GROWN
        for table, span in spans.items()
    )


def _span(connection: sqlite3.Connection, table: str) -> int:
    """From the first to the last id: found at both ends of a table, where to count its rows would be to read it."""
    # Asked for together, the engine looks at every row.
    ends = f"SELECT (SELECT max(id) FROM {table}) - (SELECT min(id) FROM {table}) + 1"
    return int(connection.execute(ends).fetchone()[0] or 0)


def _known(connection: sqlite3.Connection) -> dict[str, int]:
    """The number of rows each table had when statistics were gathered."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone():
        return {}
    rows = connection.execute(f"SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE {_WHOLE} GROUP BY tbl")
    return dict(rows.fetchall())


def _gather(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA analysis_limit = {_SAMPLE}")
    connection.execute("ANALYZE")
    # From samples each index estimates the number of rows for itself. Where they differ, the engine would rather walk a
    # whole index than the table, for want of some rows.
    connection.execute(
        "UPDATE sqlite_stat1 SET stat = (SELECT max(CAST(same.stat AS INTEGER)) FROM sqlite_stat1 same"
        f" WHERE same.tbl = sqlite_stat1.tbl) || substr(stat, instr(stat || ' ', ' ')) WHERE {_WHOLE}"
    )
    connection.execute(
        "DELETE FROM sqlite_stat1 WHERE tbl IN (SELECT tbl FROM sqlite_stat1 GROUP BY tbl"
        f" HAVING max(CAST(stat AS INTEGER)) < {_LARGE})"
    )
    connection.execute("ANALYZE sqlite_schema")  # reads them in again
