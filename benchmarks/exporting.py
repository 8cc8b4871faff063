"""Exporting every contact as CSV and XLSX, beside csv.writer on the same rows."""

from __future__ import annotations

import csv
import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks import raw
from benchmarks.children import alone
from benchmarks.figures import Figure, Line, once
from benchmarks.files import Files
from crm.app import open_database, sign_in
from crm.models.contacts import FIELDS
from crm.models.lists import ListQuery
from crm.storage.changelog import Door

_RUNS = 3
_RATIOS = {".csv": 1.5, ".xlsx": 6.0}
_COLUMNS = [field.name for field in FIELDS if field.name != "tags"]


def measure(files: Files, count: int) -> Iterator[Line]:
    """CSV and XLSX of a file of `count` contacts, and the memory each takes."""
    import crm.controllers.exports  # noqa: F401 - says at once when it is not there yet

    path = files.path(count)
    for ending, ratio in _RATIOS.items():
        target = files.folder / f"scratch-export{ending}"
        floors, ours = [], []
        for _run in range(_RUNS):  # in turns, so that a busy moment hits both
            floors.append(once(lambda: _bare(path, files.folder / "scratch-export.csv")))
            ours.append(alone(export_all, path, target))
        floor, taken = statistics.median(floors), statistics.median(one[0] for one in ours)
        _taken, peak, rows = max(ours, key=lambda one: one[1])
        _taken, small_peak, _rows = alone(export_all, files.path(10_000), target)
        what = f"export {count:,} {ending[1:].upper()}"
        yield Figure(what, taken, floor, ratio=ratio, note=f"{rows:,} rows")
        yield Figure(
            f"{what}: memory more than for 10,000", peak - small_peak, limit=20, unit="MiB", note=f"{peak:.0f}"
        )
        target.unlink()


def export_all(path: Path, target: Path) -> int:
    """Export everything; the number of rows."""
    session = sign_in(open_database(path, create=False), Door.CLI)
    rows = session.exports.run(target, ListQuery())
    session.database.close()
    return int(rows)


def _bare(path: Path, target: Path) -> None:
    connection = raw.connect(path)
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM contacts ORDER BY sort_name, id")
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(_COLUMNS)
        writer.writerows(rows)
    connection.close()
