"""Days as people say them - "el 5", "la semana que viene", "a fin de mes" - written as the calendar does. Knows words
only; what `dates.py` reads by itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from crm.utils import dates
from crm.utils.dates import Clock
from crm.utils.phrase_clock import in_words, put

_WEEKDAYS = "lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday"
_WEEKDAYS += "|sunday"
# A number alone is a day where nothing is counted by it: "el 5 a las 10", but not "el 5 de mayo" or "los 5 equipos".
_NUMBERED = re.compile(
    rf"\b(?:(?:el|on) )?(?:(?:el )?dia|the|el|(?:{_WEEKDAYS})(?: the)?) (\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?=$| (?:a las?|al|a|at|por|in|con|with|de \d|from|desde|\d{1,2}[:.]\d\d)\b)"
)
_SAID: tuple[tuple[re.Pattern[str], Callable[[date], date]], ...] = (
    (
        re.compile(r"\b(?:la semana que viene|(?:la )?(?:proxima|semana proxima) semana|next week)\b"),
        lambda today: today + timedelta(days=7 - today.weekday()),
    ),
    (
        re.compile(r"\b(?:el mes que viene|(?:el )?proximo mes|next month)\b"),
        lambda today: _months_later(today.replace(day=1), 1),
    ),
    (
        re.compile(r"\b(?:(?:a )?(?:final|finales|fin) de mes|(?:at )?(?:the )?end of (?:the )?month)\b"),
        lambda today: _months_later(today.replace(day=1), 1) - timedelta(days=1),
    ),
    (
        re.compile(r"\b(?:en|dentro de|in) (?:una semana|a week|one week)\b"),
        lambda today: today + timedelta(days=7),
    ),
    (re.compile(r"\b(?:en|dentro de|in) (?:un mes|a month|one month)\b"), lambda today: _months_later(today, 1)),
    (
        re.compile(r"\b(?:en|dentro de|in) (?:dos|2|two) (?:meses|months)\b"),
        lambda today: _months_later(today, 2),
    ),
)


def as_days(words: list[str], *, clock: Clock) -> list[str]:
    """The words with a day that is told in words of its own written as the calendar does: "2026-12-05"."""
    today, text = date.fromisoformat(dates.today(clock)), in_words(words)
    for pattern, day in _SAID:
        if found := pattern.search(text):
            return put(words, found, instead=day(today).isoformat())
    found = _NUMBERED.search(text)
    day_of_month = _next_numbered(today, int(found[1])) if found else None
    return put(words, found, instead=day_of_month.isoformat()) if found and day_of_month else words


def _next_numbered(today: date, number: int) -> date | None:
    """The next day of that number, today at the earliest; None when no month has it."""
    if not 1 <= number <= 31:
        return None
    first = today.replace(day=1)
    for month in range(13):
        begin = _months_later(first, month)
        found = begin + timedelta(days=number - 1)
        if found.month == begin.month and found >= today:
            return found
    return None


def _months_later(day: date, count: int) -> date:
    """The same day so many months later, the last one of a month that has it not."""
    month = day.month - 1 + count
    first = date(day.year + month // 12, month % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
