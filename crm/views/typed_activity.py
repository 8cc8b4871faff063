"""An activity typed as one phrase, "call Ana tomorrow 10:00" or "reunión con Ana el lunes a las 9:30": its type, its
subject, day and time. Reads words only; plans nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.utils import dates
from crm.utils.dates import Clock, utc_clock
from crm.utils.text import fold

_WORDS = {
    "call": "call calls phone ring llamar llamada telefonear telefono",
    "email": "email e-mail mail correo write escribir mandar",
    "meeting": "meeting meet visit demo reunion reunirse visita visitar cita",
    "task": "task todo tarea",
}
_TYPE_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_LINKS = frozenset(("a", "al", "con", "with", "to"))  # between the type and whom it is with
_BARE_HOUR = re.compile(r"\b(a las?|at) (\d{1,2})$", re.IGNORECASE)
_LONGEST_DATE = 7  # words of "el lunes 24 de noviembre a las"; the hour makes it one more
_MOST_WORDS = 40


@dataclass(frozen=True)
class TypedActivity:
    """What a phrase says; `type` "" when it names none, `due_on` a day, `due_at` the moment on it, "" for none."""

    type: str = ""
    subject: str = ""
    due_on: str = ""
    due_at: str = ""


def read(phrase: str, *, clock: Clock = utc_clock) -> TypedActivity:
    """What was typed; a phrase without a day has none, a time of day that is over means tomorrow's."""
    words = phrase.split()
    due_on, due_at = "", ""
    for first, last in _windows(len(words)):
        found = when(" ".join(words[first:last]), clock=clock)
        if found:
            due_on, due_at = found
            words = words[:first] + words[last:]
            break
    kind, rest = _type(words)
    return TypedActivity(kind, " ".join(rest), due_on, due_at)


def when(text: str, *, clock: Clock = utc_clock) -> tuple[str, str] | None:
    """The day and the moment that a text names, the moment "" without a time of day; None when it is no date."""
    wanted = _BARE_HOUR.sub(r"\1 \2:00", text.strip())
    try:
        moment = dates.to_moment(wanted, clock=clock)
    except ValueError:
        return None
    local = dates.to_local(moment)
    day = local.date().isoformat()
    if not any(mark.isdigit() for mark in wanted) or (local.hour, local.minute) == (0, 0):
        return day, ""
    if _is_time_alone(wanted) and moment <= dates.now(clock):
        tomorrow = dates.parse_day("tomorrow", clock=clock)
        return tomorrow, dates.to_moment(f"{tomorrow} {local:%H:%M}", clock=clock)
    return day, moment


def _is_time_alone(text: str) -> bool:
    """Whether a text that names a moment names no day."""
    try:
        dates.to_moment(f"2026-11-21 {text}")
    except ValueError:
        return False
    return True


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """Where a date may stand among so many words: the longest first, the last before the first."""
    count = min(count, _MOST_WORDS)
    for length in range(min(_LONGEST_DATE + 1, count), 0, -1):
        for first in range(count - length, -1, -1):
            yield first, first + length


def _type(words: Sequence[str]) -> tuple[str, list[str]]:
    """The type that the first word names, and what is left to say."""
    kind = _TYPE_OF.get(fold(words[0]).rstrip(":,.")) if words else None
    if not kind:
        return "", list(words)
    rest = list(words[1:])
    if rest and fold(rest[0]) in _LINKS:
        rest = rest[1:]
    return kind, rest
