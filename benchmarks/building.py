"""Building the measured file through the program's bulk writer, beside a bare insert of the same rows."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import raw
from benchmarks.data import People
from benchmarks.figures import Figure, Line, once
from benchmarks.files import Files


def measure(files: Files, count: int) -> Iterator[Line]:
    """Bulk writing of `count` contacts with channels, tags, log and search; only when the file had to be built."""
    files.path(count)
    if count not in files.built:
        return
    rows = [tuple(row.values()) for row in People().rows(count, of=count)]
    plain = raw.connect(files.empty(), synchronous="NORMAL")
    columns = ", ".join(f"c{place}" for place in range(len(rows[0])))
    plain.execute(f"CREATE TABLE contacts (id INTEGER PRIMARY KEY, {columns})")

    def insert() -> None:
        plain.execute("BEGIN")
        plain.executemany(f"INSERT INTO contacts ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
        plain.execute("COMMIT")

    floor = once(insert)
    plain.close()
    yield Figure(f"bulk write {count:,} contacts", files.built[count] * 1000, floor, note="channels, tags, log, search")
