"""One condition of a filter, as plain data. No SQL, no widgets: a filter bar builds it, a controller reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Operator(StrEnum):
    """How the values of a condition are compared with the field."""

    ANY = "any"  # one of the values
    NONE = "none"  # none of the values
    CONTAINS = "contains"  # the text holds values[0], accents and case ignored
    EMPTY = "empty"  # nothing is stored; no values
    FILLED = "filled"  # something is stored; no values
    BEFORE = "before"  # less than values[0]: a day, a moment or a number
    AFTER = "after"  # more than values[0]
    BETWEEN = "between"  # from values[0] to values[1], both included
    OLDER_THAN_DAYS = "older_than_days"  # more than values[0] days ago, or never
    COMES_ROUND = "comes_round"  # its day of the year is today or one of the next values[0] days
    NEVER = "never"  # it has not happened; no values


@dataclass(frozen=True)
class Condition:
    """One filter: a field's name, an operator, and the stored form of the values it needs.

    Conditions of a list are combined with AND; the values inside ANY and NONE with OR.
    """

    field: str
    operator: Operator
    values: tuple[object, ...] = ()
