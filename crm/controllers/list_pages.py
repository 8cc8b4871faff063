"""Pages, ids and counts of a selection, the same for every entity. Which rows and which order is the selection's."""

from __future__ import annotations

from array import array
from typing import Any

from crm.controllers.conditions import Selection
from crm.storage.database import Database
from crm.storage.sqlite import Row

Place = tuple[Any, ...]


def page_of(
    database: Database, chosen: Selection, *, columns: str, span: tuple[Place | None, int]
) -> tuple[list[Row], Place | None]:
    """The next rows of a selection and the place to go on from, None at the end.

    `columns` are what a row is made of, `span` the place to begin behind (None: at the beginning) and how many rows.
    """
    after, limit = span
    place, marks = chosen.after(after)
    keys = ", ".join(f"{key} AS place_{number}" for number, key in enumerate(chosen.keys))
    rows = database.all(
        f"SELECT {columns}, {keys} FROM {chosen.tables} WHERE {chosen.where}{place}"
        f" ORDER BY {chosen.order} LIMIT :limit",
        **chosen.values,
        **marks,
        limit=limit,
    )
    places = [tuple(row.pop(f"place_{number}") for number in range(len(chosen.keys))) for row in rows]
    return rows, places[-1] if len(rows) == limit else None


def ids_of(database: Database, chosen: Selection, *, limit: int | None = None) -> array[int]:
    """The id of every row of a selection, or of the first ones, in its order; its last sort key is the id."""
    end = " LIMIT :limit" if limit is not None else ""
    marks = {"limit": limit} if limit is not None else {}
    return database.ids(
        f"SELECT {chosen.keys[-1]} FROM {chosen.tables} WHERE {chosen.where} ORDER BY {chosen.order}{end}",
        **chosen.values,
        **marks,
    )


def count_of(database: Database, chosen: Selection, *, cap: int = 0) -> int:
    """How many rows a selection has; with `cap`, at most cap + 1, which means "more than cap"."""
    limit = " LIMIT :cap" if cap else ""
    marks = {"cap": cap + 1} if cap else {}
    counted = f"SELECT 1 FROM {chosen.tables} WHERE {chosen.where}{limit}"
    return int(database.value(f"SELECT count(*) FROM ({counted}) counted", **chosen.values, **marks))
