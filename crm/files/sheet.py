"""What an import reads from: a Source (how a file is read) and a Table (headers, rows of text). No format lives here.

Row numbers are those a spreadsheet shows: 1-based, blank rows counted, a cell of several lines counted once. For vCard
the number is the card's, for JSON lines the line's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crm.files.refusals import plain_words
from crm.utils.i18n import _

Row = tuple[int, list[str]]
Stop = Callable[[], bool]


# A byte-order mark in the middle of a file, or one read in the wrong encoding.
_STRAY_MARK = re.compile("\ufeff|^ï»¿")


class Stopped(Exception):  # noqa: N818 - not an error: the user asked for it
    """The reading was told to stop; nothing was kept."""


@dataclass(frozen=True)
class SheetInfo:
    """One sheet of a workbook or one table of a page. `rows` is None when counting would mean reading it all."""

    name: str
    rows: int | None
    hidden: bool = False


@dataclass(frozen=True)
class Source:
    """How a file is read. `reading.detect` fills it; a user overrides any part with `dataclasses.replace`.

    `format` is csv, workbook, html, vcard or jsonl. `header_row` is the 0-based row of the header among the rows a
    spreadsheet shows; -1 says that there is no header and columns are named by their letters. `notes` are translated
    sentences about what was noticed and decided. `kept` is what the reader of the format keeps for itself.
    """

    path: Path
    format: str
    sheet: str = ""
    sheets: tuple[SheetInfo, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    notes: tuple[str, ...] = ()
    kept: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Problem:
    """A row that could not be read whole: its number, and the reason in plain words."""

    row: int
    reason: str


class Table:
    """Headers and rows of text, read afresh at every call of `rows()`, without holding the file in memory.

    `headers` are unique and never empty. `count` is the number of data rows, None when not cheap to know. `size` is the
    file's size in bytes. `notes` are translated sentences about the whole table; `problems` lists the rows that could
    not be read whole, and grows while `rows()` is consumed. `is_own` says that this program wrote the file.
    """

    def __init__(
        self,
        headers: Sequence[str],
        read: Callable[[Table], Iterable[Row]],
        *,
        count: int | None = None,
        path: Path | None = None,
    ) -> None:
        self.headers = list(headers)
        self.count = count
        self.name = path.name if path else ""
        self.size = path.stat().st_size if path else 0
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self.done = 0.0
        self.is_own = False
        self._read = read

    def rows(self) -> Iterator[Row]:
        """Every data row as (row number, cells); as many cells as headers. Starts again at each call."""
        self.done = 0.0
        self.problems = []
        with plain_words(self.name):
            yield from self._read(self)
        self.done = 1.0

    def sample(self, count: int = 20) -> list[list[str]]:
        """The cells of the first `count` rows."""
        rows = self.rows()
        first = [cells for _number, cells in islice(rows, count)]
        close = getattr(rows, "close", None)
        if close:
            close()
        return first

    def position(self) -> float:
        """How much of the file the running `rows()` has read: 0.0 to 1.0."""
        return min(1.0, self.done)

    def report(self, row: int, reason: str) -> None:
        """Note that a row could not be read whole."""
        self.problems.append(Problem(row, reason))


def column_letters(index: int) -> str:
    """The name a spreadsheet gives the 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def unique_headers(cells: Sequence[str], width: int = 0) -> list[str]:
    """Headers from a row of cells: white space tidied, empty ones named by their letter, repeats numbered."""
    tidy = [" ".join(_STRAY_MARK.sub("", cell).split()) for cell in cells]
    tidy += [""] * (width - len(tidy))
    named = [text or _("Column {letter}").format(letter=column_letters(index)) for index, text in enumerate(tidy)]
    reserved, taken = set(named), set[str]()
    headers = []
    for name in named:
        headers.append(name if name not in taken else _next_free(name, reserved))
        taken.add(headers[-1])
        reserved.add(headers[-1])
    return headers


def _next_free(name: str, reserved: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in reserved:
        number += 1
    return f"{name} ({number})"


def fit(cells: list[str], width: int) -> list[str]:
    """The cells padded, or cut, to `width`."""
    missing = width - len(cells)
    if missing > 0:
        return cells + [""] * missing
    return cells[:width] if missing else cells
