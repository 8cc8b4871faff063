"""How wide the columns of a report's table are: by what stands in them, and by the room there is. Draws nothing."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import NamedTuple

GAP = 12  # units beside the text of a cell, on either side
INDENT = 18  # units that a deeper level stands to the right
_NARROWEST, _WIDEST = 56, 300  # units
_MEASURED = 40  # of the longest texts of a column: measuring is slow, and letters are about as wide as each other
CUT = (144, 200)  # units that columns of words keep: where all are to be seen at once, and where that cannot be
_STRETCH = 1.7  # how many times its own width a column may be where there is room


class Head(NamedTuple):
    """The head of a column; numbers stand at the `right`."""

    text: str
    right: bool = False


class Row(NamedTuple):
    """One line of a table: texts in the order of the columns.

    `look` is "", "group" (the heading of what follows), "subtotal" or "total". `indent` counts levels. `links` are the
    columns whose text opens something when it is clicked. A `wide` first cell runs over the empty ones after it.
    """

    cells: tuple[str, ...]
    look: str = ""
    indent: int = 0
    links: tuple[int, ...] = ()
    wide: bool = False


class Extent(NamedTuple):
    """What decides how wide columns would like to be: the longest texts of each, and the deepest level of the first."""

    texts: tuple[tuple[str, ...], ...]
    deepest: int


def extent(rows: Sequence[Row], columns: int) -> Extent:
    """Look all rows through; off the window's thread where they may be many."""
    found = (
        heapq.nlargest(_MEASURED, {one.cells[place] for one in rows if place or not one.wide}, key=len)
        for place in range(columns)
    )
    return Extent(tuple(map(tuple, found)), max((one.indent for one in rows if not one.wide), default=0))


def natural(
    heads: Sequence[Head], found: Extent, *, measure: Callable[[str], int], unit: Callable[[float], int]
) -> list[int]:
    """How many pixels each column would like; `measure` tells the width of a text, `unit` turns units into pixels."""
    wanted = []
    for place, (head, texts) in enumerate(zip(heads, found.texts, strict=True)):
        widest = max([measure(head.text), *(measure(text) for text in texts)])
        indent = found.deepest * unit(INDENT) if not place else 0
        wanted.append(max(unit(_NARROWEST), min(unit(_WIDEST), widest) + indent + 2 * unit(GAP)))
    return wanted


def stretched(widths: Sequence[int], room: int) -> list[int]:
    """The columns wider by what room is left, none beyond a measure where numbers would stand far from their names."""
    total = sum(widths)
    if not total or total >= room:
        return list(widths)
    factor = min(_STRETCH, room / total)
    return [int(width * factor) for width in widths]


def narrowed(widths: Sequence[int], room: int, *, words: Sequence[bool], cut: tuple[int, int]) -> list[int]:
    """The columns of `words` cut to one width, so that all are seen at once; where that would be less than the first of
    `cut`, one has to move along them anyway, and they are cut to the second."""
    left = room - sum(width for width, may in zip(widths, words, strict=True) if not may)
    rising = sorted(width for width, may in zip(widths, words, strict=True) if may)
    most = 0
    for place, width in enumerate(rising):
        most = left // (len(rising) - place)
        if width > most:
            break
        left -= width
    else:
        return list(widths)
    most = most if most >= cut[0] else cut[1]
    return [min(one, most) if may else one for one, may in zip(widths, words, strict=True)]
