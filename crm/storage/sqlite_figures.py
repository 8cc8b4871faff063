"""The SQLite engine's words for figures: tables made of marks, days between, days once logged. No statements here."""

from __future__ import annotations


def rows_of(name: str, *columns: str) -> str:
    """A table with these columns made of the JSON array text of arrays in the mark `name`, to join with."""
    values = ", ".join(f"json_extract(value, '$[{place}]') AS {column}" for place, column in enumerate(columns))
    made = f"SELECT {values} FROM json_each(:{name})"
    # Else the JSON is read again for every row that is joined.
    return f"(WITH made AS MATERIALIZED ({made}) SELECT * FROM made)"


def listed(column: str) -> str:
    """An aggregate: the values of a column as the JSON text of one array, in no order."""
    return f"json_group_array({column})"


def packed(*columns: str) -> str:
    """An expression: several values as the JSON text of one array."""
    return f"json_array({', '.join(columns)})"


def days_from(moment: str, day: str) -> str:
    """An expression: the whole local calendar days from a kept moment to a kept day."""
    # A Julian day begins at noon; half a day later it is the number of the calendar day.
    return f"(CAST(julianday({day}) + 0.5 AS INTEGER) - CAST(julianday({moment}, 'localtime') + 0.5 AS INTEGER))"


def last_second(moment: str, minutes: str) -> str:
    """An expression: the last second of so many minutes (NULL counts as none) from a kept moment on."""
    return f"datetime({moment}, max(coalesce({minutes}, 0) * 60 - 1, 0) || ' seconds')"


def at_least(least: int, value: str) -> str:
    """An expression: a number, or `least` where it is smaller."""
    return f"max({least}, {value})"


def redated(short: str) -> tuple[str, str, str]:
    """On the change log under a short name: the expected close before a change, the one after it, and the condition
    that a change is of that field; has an index."""
    was, became = (f"json_extract({short}.{image}, '$.expected_close')" for image in ("before", "after"))
    return was, became, f"{short}.entity = 'opportunities' AND {short}.action = 'change' AND {was} IS NOT NULL"


def days_before(day: str, name: str) -> str:
    """An expression: the day so many days before a kept day, the number in the mark `name`."""
    return f"date({day}, '-' || :{name} || ' days')"
