"""Times of day as people say them - "9 y media", "esta tarde a las 5", "in 2 hours" - written as clocks show them.
Knows words only; days, lengths and what is left to say are phrases.py's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from crm.utils import dates
from crm.utils.dates import Clock
from crm.utils.text import fold

_HOUR = re.compile(r"\b(a las?|las|at) (\d{1,2})(?:[:.](\d{2}))?\b|\b()(\d{1,2}):(\d{2})\b")
_HALF_NAMES = r"(manana|morning|tarde|afternoon|evening|noche|night|madrugada)"
_NOON = re.compile(r"\b(?:(?:al|a) )?mediodia\b|\b(?:at )?(?:noon|midday)\b")
# "de la tarde" with an hour before it, or "mañana por la tarde" anywhere.
_HALF = re.compile(r"\b(?:de|por|en|in) (?:la|the) " + _HALF_NAMES + r"\b")
_HALF_OF_TOMORROW = re.compile(r"\b(?<=tomorrow )(morning|afternoon|evening|night)\b")
_HALF_OF_TODAY = re.compile(r"\b(?:(?:esta|this) " + _HALF_NAMES + r"|(tonight))\b")
_PAST = re.compile(r"\b(?:a las?|las)\s+(\d{1,2}) (y|menos) (media|cuarto|cinco|diez|veinte|veinticinco|\d{1,2})\b")
_PAST_WORDS = {"media": 30, "cuarto": 15, "cinco": 5, "diez": 10, "veinte": 20, "veinticinco": 25}
_HALF_PAST = re.compile(r"\b(?:at )?(half|quarter|five|ten|twenty) (past|to) (\d{1,2})\b")
_PAST_IN_ENGLISH = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}
_AHEAD = re.compile(
    r"\b(?:en|in|dentro de) (?:(\d{1,3}) ?(h|horas?|hours?|m|min|mins|minutos?|minutes?)"
    r"|(una hora y media|an hour and a half|media hora|half an hour|una hora|an hour|one hour))\b"
)
_AHEAD_WORDS = {"una hora y media": 90, "an hour and a half": 90, "media hora": 30, "half an hour": 30}
_BARE_HOUR = re.compile(r"(?<![\d:/.-])\b(7|8|9|1\d|2[0-2])h\b")  # "25/12 9h": nobody works so many hours at a stretch
_TOLD = re.compile(r"\d[:.]\d\d\b|\b(?:a las?|las|at) \d|\d ?[ap]\.?m\b")
_NAMED = "una dos tres cuatro cinco seis siete ocho nueve diez once doce|"
_NAMED += "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {name: n for names in _NAMED.split("|") for n, name in enumerate(names.split(), 1)}
_NAMED_HOUR = re.compile(r"\b(a las?|las|at|past|to) (" + "|".join(_NUMBERS) + r")\b")
_WRITTEN = re.compile(r"\b(\d{1,2}):(\d{2}) ?(?:h|hs|hrs)\b|\b(?<=a las )(\d{1,2})\.(\d{2})(?: ?h)?\b")
_SMALL_HOUR = re.compile(r"\b(?:a las?|at) ([1-6])(?= |$)(?! ?(?:[ap]\.?m|h|de la|in the|y|menos)\b)")
_EARLY = frozenset(("manana", "morning", "madrugada"))


@dataclass(frozen=True)
class Spoken:
    """Words without the half of the day that was among them: `late` when it is the later one.

    `half` are its own words, to be kept where no hour goes with them.
    """

    words: list[str]
    late: bool = False
    half: tuple[str, ...] = ()


def as_clock(words: list[str], *, clock: Clock) -> list[str]:
    """The words with hours that are told in words, and times told from now on, in figures: "9:30"."""
    for change in (_ahead, _noon, _named, _written, _past, _past_in_english, _small, _bare_hour):
        words = change(words, clock)
    return words


def take_half(words: list[str]) -> Spoken:
    """The words without "por la tarde" and its like; "tonight" leaves today behind."""
    text = in_words(words)
    for pattern, instead in ((_HALF_OF_TODAY, ["today"]), (_HALF, []), (_HALF_OF_TOMORROW, [])):
        found = pattern.search(text)
        if found:
            first, last = span_of(words, found)
            name = next(one for one in found.groups() if one)
            half = tuple(words[first:last])
            return Spoken([*words[:first], *instead, *words[last:]], name not in _EARLY, half)
    return Spoken(words)


def later(words: list[str]) -> list[str]:
    """The words with the hour among them as one of the later half of the day."""
    found = _HOUR.search(in_words(words))
    if not found:
        return words
    hour, minute = int(found[2] or found[5]), int(found[3] or found[6] or 0)
    return put(words, found, instead=_shown(hour + 12, minute)) if 1 <= hour < 12 else words


def in_words(words: Sequence[str]) -> str:
    """The words folded, as many as before, in one text for patterns."""
    return " ".join("".join(fold(word).split()) or "-" for word in words)


def span_of(words: Sequence[str], found: re.Match[str]) -> tuple[int, int]:
    """Which words a pattern found in their folded text: it begins and ends with whole words."""
    text = in_words(words)
    first = len(text[: found.start()].split())
    return first, first + len(text[found.start() : found.end()].split())


def put(words: list[str], found: re.Match[str], *, instead: str) -> list[str]:
    """The words with others instead of those a pattern found in their folded text."""
    first, last = span_of(words, found)
    return [*words[:first], *instead.split(), *words[last:]]


def _ahead(words: list[str], clock: Clock) -> list[str]:
    found = _AHEAD.search(in_words(words))
    if not found:
        return words
    unit = 60 if (found[2] or "").startswith("h") else 1
    minutes = int(found[1]) * unit if found[1] else _AHEAD_WORDS.get(found[3], 60)
    then = dates.to_local(dates.now(lambda: clock().astimezone(UTC) + timedelta(minutes=minutes)))
    return put(words, found, instead=f"{then:%Y-%m-%d %H:%M}")


def _named(words: list[str], _clock: Clock) -> list[str]:
    found = _NAMED_HOUR.search(in_words(words))
    return put(words, found, instead=f"{found[1]} {_NUMBERS[found[2]]}") if found else words


def _written(words: list[str], _clock: Clock) -> list[str]:
    found = _WRITTEN.search(in_words(words))
    return put(words, found, instead=f"{found[1] or found[3]}:{found[2] or found[4]}") if found else words


def _small(words: list[str], _clock: Clock) -> list[str]:
    """An hour that nobody works at is one of the afternoon: "a las 5"."""
    found = None if _half_told(in_words(words)) else _SMALL_HOUR.search(in_words(words))
    return put(words, found, instead=f"{int(found[1]) + 12}:00") if found else words


def _half_told(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_HALF, _HALF_OF_TODAY, _HALF_OF_TOMORROW))


def _noon(words: list[str], _clock: Clock) -> list[str]:
    found = _NOON.search(in_words(words))
    return put(words, found, instead="12:00") if found else words


def _past(words: list[str], _clock: Clock) -> list[str]:
    found = _PAST.search(in_words(words))
    if not found:
        return words
    minutes = _PAST_WORDS.get(found[3]) or int(found[3] if found[3].isdecimal() else 0)
    return put(words, found, instead=_shown(int(found[1]), minutes if found[2] == "y" else -minutes))


def _past_in_english(words: list[str], _clock: Clock) -> list[str]:
    found = _HALF_PAST.search(in_words(words))
    if not found:
        return words
    minutes = _PAST_IN_ENGLISH[found[1]]
    return put(words, found, instead=_shown(int(found[3]), minutes if found[2] == "past" else -minutes))


def _bare_hour(words: list[str], _clock: Clock) -> list[str]:
    text = in_words(words)
    found = None if _TOLD.search(text) else _BARE_HOUR.search(text)
    return put(words, found, instead=f"{found[1]}:00") if found else words


def _shown(hour: int, minutes: int) -> str:
    whole = hour * 60 + minutes
    return f"{whole // 60}:{whole % 60:02}"
