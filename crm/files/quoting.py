"""The records of delimited lines, also of lines whose quotation marks are wrong. Knows no files, headers or widths.

The standard reader joins everything from a quote that never closes to the next one, however many rows that takes, and
drops a quote within a quoted cell without a word. `Finder` reads strictly and finds such lines; `Records` reads the
same lines again, fast, with those mended.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from crm.files.delimiters import reader

_MOST_UNCLOSED = 20
_MOST_LINES = 50
_ESCAPED = "\ue000"


class Finder:
    """Reads lines once, strictly. `odd` then maps the 1-based first line of each record to mend to its lines."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self.odd: dict[int, int] = {}
        self._lines = lines
        self._delimiter = delimiter
        self._back: list[str] = []
        self._held: list[str] = []
        self._line = 1
        self._unclosed = 0

    def records(self) -> Iterator[list[str]]:
        """Every record, blank lines as []."""
        while True:
            try:
                for record in reader(self._fed(), self._delimiter, strict=True):
                    yield record
                    self._line += len(self._held)
                    self._held.clear()
            except csv.Error as error:
                yield self._mended(str(error))
            else:
                return

    def _fed(self) -> Iterator[str]:
        while line := self._take():
            yield line

    def _take(self) -> str:
        """The next line, kept until its record ends; "" after the last."""
        line = self._back.pop() if self._back else next(self._lines, "")
        if line:
            self._held.append(line)
        return line

    def _mended(self, error: str) -> list[str]:
        ended = "end of data" in error or "larger" in error
        self._unclosed += ended
        taken = len(self._held) if self._unclosed > _MOST_UNCLOSED else 1 if ended else self._lines_meant()
        lines = self._held
        self._back.extend(reversed(lines[taken:]))
        self.odd[self._line] = taken
        self._line += taken
        self._held = []
        return mend("".join(lines[:taken]), self._delimiter)[0]

    def _lines_meant(self) -> int:
        """How many lines are one record: one, when it closes or when the line below has as many cells alone."""
        cells, closed = mend(self._held[0], self._delimiter)
        if closed or (len(self._held) == 1 and not self._take()):
            return 1
        if len(cells) == len(mend(self._held[1], self._delimiter)[0]) > 1:
            return 1
        for count in range(2, _MOST_LINES):
            if count > len(self._held) and not self._take():
                return 1
            if mend("".join(self._held[:count]), self._delimiter)[1]:
                return count
        return 1


class Records:
    """The records of lines, those that begin at a line of `odd` mended.

    `unclosed` says of the running record that a quote of it opens and never closes, and was taken as it stands.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, *, odd: Mapping[int, int]) -> None:
        self.unclosed = False
        self._lines = lines
        self._delimiter = delimiter
        self._odd = odd

    def records(self) -> Iterator[list[str]]:
        """Every record, blank lines as []."""
        line = 1
        for first in sorted(self._odd):
            yield from reader(islice(self._lines, first - line), self._delimiter)
            count = self._odd[first]
            cells, closed = mend("".join(islice(self._lines, count)), self._delimiter)
            self.unclosed = not closed
            yield cells
            self.unclosed = False
            line = first + count
        yield from reader(self._lines, self._delimiter)


def mend(text: str, delimiter: str) -> tuple[list[str], bool]:
    """The cells of a record, and whether every quote closes.

    A quoted cell ends at a quote before a delimiter or the end; any other quote belongs to its text.
    """
    mark, blanks = delimiter[:1], " " if delimiter[1:] == " " else ""
    rest = text.rstrip("\r\n").replace('\\"', _ESCAPED)
    cells: list[str] = []
    closed = True
    while True:
        rest = rest.lstrip(blanks) if blanks else rest
        end = _closing(mark).search(rest, 1) if rest[:1] == '"' else None
        if end:
            cells.append(rest[1 : end.start(1)].replace('""', '"').replace(_ESCAPED, '"'))
            after = end.end()
        else:
            closed = closed and rest[:1] != '"'
            cut = rest.find(mark)
            cells.append((rest if cut < 0 else rest[:cut]).replace(_ESCAPED, '\\"'))
            after = len(rest) if cut < 0 else cut
        if after >= len(rest):
            return cells, closed
        rest = rest[after + 1 :]


@lru_cache(maxsize=16)
def _closing(mark: str) -> re.Pattern[str]:
    """A quote that ends a cell: the last of an odd number of them, before a delimiter or the end."""
    return re.compile(rf'(?:(?<=^")|(?<!"))(?:"")*(")(?=[ \t]*(?:{re.escape(mark)}|\Z))[ \t]*')
