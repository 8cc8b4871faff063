"""Days that come round every year, as birthdays do: on which day each is celebrated. Knows no contacts."""

from __future__ import annotations

from datetime import date, timedelta

_A_YEAR = 366


def celebrated(first: date, days: int) -> dict[str, date]:
    """Month and day ("02-29") -> the day it is celebrated on, from `first` to so many days later, across the new year.

    Who was born on 29 February has theirs on the 28th in years without one. A day that comes round twice counts once.
    """
    found: dict[str, date] = {}
    for ahead in range(min(max(days, 0), _A_YEAR) + 1):
        day = date.fromordinal(min(first.toordinal() + ahead, date.max.toordinal()))
        found.setdefault(f"{day:%m-%d}", day)
        if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
            found.setdefault("02-29", day)
    return found
