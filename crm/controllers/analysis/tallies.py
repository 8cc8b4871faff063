"""Deals counted and added up by their parts, from two columns of equal length. No SQL, no money of several currencies.

The engine sorts all rows to group them by what no index has in order; to hand over the columns and count here takes
half of that.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

Tally = dict[str, Any]
"""part, count, without_value, value: as a grouped query would give them."""


def tallied(parts: str, amounts: str) -> list[Tally]:
    """One tally for each value in the JSON text of a column of parts, of the amounts that stand in that of another."""
    column, values = json.loads(parts), json.loads(amounts)
    counts, without, sums = Counter(column), Counter[Any](), dict.fromkeys(column, 0)
    for part, value in zip(column, values, strict=True):
        if value is None:
            without[part] += 1
        else:
            sums[part] += value
    return [
        {"part": part, "count": count, "without_value": without[part], "value": sums[part]}
        for part, count in counts.items()
    ]


def added_up(columns: Iterable[tuple[str, str]]) -> dict[Any, int]:
    """The sum of the amounts of each part over several such pairs of texts; amounts that are not known add nothing."""
    sums: dict[Any, int] = {}
    for parts, amounts in columns:
        for part, value in zip(json.loads(parts), json.loads(amounts), strict=True):
            if value is not None:
                sums[part] = sums.get(part, 0) + value
    return sums
