"""`python -m benchmarks`: print every figure beside its floor. --quick leaves out the million, --only picks by name."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import figures
from benchmarks.figures import Figure, Line, Skipped
from benchmarks.files import Files
from crm.utils.paths import cache_folder

SMALL, LARGE = 100_000, 1_000_000

# Name, module, function, sizes it runs at (None: it knows its own).
PARTS: tuple[tuple[str, str, str, tuple[int | None, ...]], ...] = (
    ("building", "building", "measure", (SMALL, LARGE)),
    ("search", "search", "measure", (SMALL, LARGE)),
    ("completeness", "search", "completeness", (SMALL, LARGE)),
    ("list", "lists", "measure", (SMALL, LARGE)),
    ("save", "saving", "measure", (SMALL,)),
    ("start", "starting", "measure", (SMALL,)),
    ("today", "starting", "today", (None,)),
    ("import", "importing", "measure", (None,)),
    ("export", "exporting", "measure", (SMALL,)),
    ("workbook", "workbooks", "measure", (None,)),
    ("duplicates", "duplicates", "measure", (SMALL,)),
    ("pipeline", "pipeline", "measure", (None,)),
    ("dashboard", "dashboard", "measure", (None,)),
    ("reports", "reports", "measure", (None,)),
    ("segments", "segments", "measure", (None,)),
    ("activities", "activities", "measure", (None,)),
    ("calendar", "calendar", "measure", (None,)),
    ("backup", "backing_up", "measure", (SMALL, LARGE)),
)


def main() -> int:
    """Measure, print, and say which targets were missed; 1 when one was."""
    options = _options()
    files = Files(options.folder or cache_folder() / "benchmarks")
    figures.heading()
    shown: list[Line] = []
    for name, module, function, sizes in PARTS:
        if options.only and name not in options.only:
            continue
        work = getattr(importlib.import_module(f"benchmarks.{module}"), function)
        for size in sizes:
            if not (options.quick and size == LARGE):
                shown += figures.show_all(_lines(name, work, files=files, size=size))
    files.tidy()
    return _verdict(shown)


def _lines(name: str, work: Callable[..., Iterator[Line]], *, files: Files, size: int | None) -> Iterator[Line]:
    try:
        yield from work(files) if size is None else work(files, size)
    except ImportError as error:
        yield Skipped(name, str(error))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out everything at a million contacts")
    parser.add_argument("--only", action="append", choices=[part[0] for part in PARTS], help="measure this part only")
    parser.add_argument("--folder", type=Path, help="where the built files are kept (default: the cache folder)")
    return parser.parse_args()


def _verdict(lines: list[Line]) -> int:
    judged = [line for line in lines if isinstance(line, Figure) and line.met is not None]
    missed = [line for line in judged if not line.met]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} targets met")
    for line in missed:
        print(f"missed: {line.what} ({line.target})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
