"""Where the header of a table stands: under title lines, in the first row, or nowhere. Knows rows of text only."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD_ROWS = 60
_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d.*)?")
_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.[^@\s]+"  # an e-mail
    r"|(?:https?://|www\.)\S+"
    rf"|{_DATE.pattern}"
    r"|[+(]?\d[\d\s().-]{6,}\d"  # a phone
)


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """The 0-based row of the header among the first `rows`, blank ones counted; -1 when the table has none.

    Lines above the header (a title, a date) hold far fewer cells than the table or end in a colon. A table has no
    header only when its first row holds values (an e-mail, a date, a phone, a number over numbers).
    """
    head = rows[:HEAD_ROWS]
    usual = _usual_width(head)
    if not usual:
        return 0
    titles: list[int] = []
    for index, row in enumerate(head):
        if not any(row):
            continue
        if not (_is_title(row, usual) or _is_prose(row, head[index + 1 :])):
            return _header_above(head, titles) if is_data(row, head[index + 1 :]) else index
        titles.append(index)
    return titles[0] if titles else 0


def _header_above(head: Sequence[Sequence[str]], titles: Sequence[int]) -> int:
    """The line right above the values when it names at least two columns: a header with many unnamed ones."""
    if not titles:
        return -1
    named = [cell.strip() for cell in head[titles[-1]] if cell.strip()]
    return titles[-1] if len(set(named)) > 1 and not named[0].endswith(":") else -1


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of filled cells that a third of the rows reach; half of the rows may be sparse."""
    filled = sorted((sum(1 for cell in row if cell.strip()) for row in rows if any(row)), reverse=True)
    return filled[len(filled) // 3] if filled else 0


def _is_title(row: Sequence[str], usual: int) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    if usual < 2:
        return False
    if len(filled) < usual * 0.6 or len(filled) < 2:
        return True
    return filled[0].endswith(":") or len(set(filled)) == 1


def _is_prose(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """A sentence that the delimiter cut (“Exported on Monday, 3 May, by Ana”) above a table of another width."""
    widths = {len(other) for other in below if any(other)}
    cut = any(cell[:1] == " " and cell.strip() for cell in row[1:])
    return cut and len(widths) == 1 and min(widths) != len(row)


def is_data(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row holds values, not names of columns. A date above other things names a column: sales by month."""
    cells = [cell.strip() for cell in row]
    for index, cell in enumerate(cells):
        if _VALUE.fullmatch(cell) and not _NUMBER.fullmatch(cell):
            column = [other[index].strip() for other in below if index < len(other) and other[index].strip()]
            if not _DATE.fullmatch(cell) or not column or any(map(_DATE.fullmatch, column)):
                return True
    numbers = [index for index, cell in enumerate(cells) if _NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    if _counts_up([cells[index] for index in numbers]):
        return False
    return any(_numeric_below(index, below) for index in numbers)


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether headers are numbered on purpose: 1, 2, 3."""
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(texts)))


def _numeric_below(index: int, below: Sequence[Sequence[str]]) -> bool:
    cells = [row[index].strip() for row in below if index < len(row) and row[index].strip()]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)
