"""How entries that overlap share a place: side by side in a day, one below the other in a week. Numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Share(NamedTuple):
    """The part of a column that one of several has: from column `first` on `span` of `columns`."""

    first: int
    span: int
    columns: int


def side_by_side(spans: Sequence[tuple[int, int]]) -> list[Share]:
    """What each (start, end) gets so that no two cover each other; spans come ordered by their start.

    Those that touch in a chain share the width; one that has nobody at its right takes what is free there.
    """
    shares: list[Share] = []
    for group in _groups(spans):
        columns: list[list[tuple[int, int]]] = []
        places = [_put(columns, spans[index]) for index in group]
        for index, first in zip(group, places, strict=True):
            shares.append(Share(first, _free(columns, spans[index], first=first), len(columns)))
    return shares


def lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """The row of each (first, last), counted from 0, so that no two of a row share a day; ordered by their start."""
    ends: list[int] = []
    rows = []
    for first, last in spans:
        row = next((number for number, end in enumerate(ends) if end < first), len(ends))
        ends[row : row + 1] = [last]
        rows.append(row)
    return rows


def _groups(spans: Sequence[tuple[int, int]]) -> list[range]:
    """Runs of spans of which each overlaps another of the run."""
    groups, begin, reach = [], 0, 0
    for index, (start, end) in enumerate(spans):
        if index > begin and start >= reach:
            groups.append(range(begin, index))
            begin, reach = index, end
        reach = max(reach, end)
    return [*groups, range(begin, len(spans))] if spans else []


def _put(columns: list[list[tuple[int, int]]], span: tuple[int, int]) -> int:
    for place, column in enumerate(columns):
        if column[-1][1] <= span[0]:
            column.append(span)
            return place
    columns.append([span])
    return len(columns) - 1


def _free(columns: list[list[tuple[int, int]]], span: tuple[int, int], *, first: int) -> int:
    """How many columns from `first` on nobody else uses during a span."""
    count = 1
    for column in columns[first + 1 :]:
        if any(start < span[1] and end > span[0] for start, end in column):
            break
        count += 1
    return count
