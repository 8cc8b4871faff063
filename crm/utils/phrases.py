"""An activity typed as one phrase, "call Ana tomorrow 10am" or "reunión con Ana el lunes de 9:30 a 11": its type, its
subject, day, time, length, priority and how it repeats. Reads words only: who Ana is, is quick_add.py's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from crm.utils import dates
from crm.utils.dates import Clock, NoSuchMomentError, utc_clock
from crm.utils.phrase_clock import as_clock, in_words, later, span_of, take_half
from crm.utils.phrase_days import as_days
from crm.utils.text import fold

_WORDS = {
    "call": "call calls phone ring llamar llamada llama llamame telefonear telefono",
    "email": "email e-mail mail correo write escribir escribe mandar enviar",
    "meeting": "meeting meet visit demo reunion reunirse visita visitar cita quedar",
    "task": "task todo tarea",
}
_MEALS = frozenset(("almuerzo", "breakfast", "cafe", "cena", "coffee", "comida", "desayuno", "dinner", "lunch"))
_TYPE_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}
LINKS = frozenset(("a", "al", "con", "with", "to"))  # between the type and whom it is with
_BEFORE_DATE = frozenset(("el", "para", "on", "by"))
_URGENT = frozenset(("urgente", "urgent", "asap", "importante", "important", "!", "!!", "!!!"))
_BARE_HOUR = re.compile(r"\b(a las?|at) (\d{1,2})$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\b(?:00?:00|12(?::00)? ?a\.?m\b)", re.IGNORECASE)
_REMIND_ME = re.compile(r"(?:remind me (?:to|about)|recuerdame|recordarme|recordar(?! \d)) ")
_LONGEST_DATE = 7  # words of "el lunes 24 de noviembre a las"; the hour makes it one more
_MOST_WORDS = 40
_LONGEST = 30 * 24 * 60  # minutes of what a phrase says
_DAY, _LONGEST_LENGTH, _LONGEST_NUMBER = 1440, 366 * 1440, 6

_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|h)?"
_SPAN = re.compile(
    r"\b(?:de|desde las|from|entre las|between)\s+" + _HOUR + r"\s+(?:a|hasta las|to|y las|and|-)\s+" + _HOUR + r"\b"
)
_DASHED = re.compile(r"(?<![\d/.-])(\d{1,2}):(\d{2})\s*(am|pm|h)?\s*[-–]\s*(\d{1,2}):(\d{2})\s*(am|pm|h)?(?![\d/.-])")
_FOR = r"\b(?:durante |for )?"
_HOURS, _MINUTES = r"\s*(?:h|horas?|hours?)", r"\s*(?:m|mins?|minutos?|minutes?)"
_LENGTHS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (
        re.compile(rf"{_FOR}(\d{{1,2}}){_HOURS}\s*(?:y |and )?(\d{{1,2}})(?:{_MINUTES})?\b"),
        lambda found: int(found[1]) * 60 + int(found[2]),
    ),
    (
        re.compile(rf"{_FOR}(\d{{1,2}})(?:[.,](5))?{_HOURS}\b"),
        lambda found: int(found[1]) * 60 + (30 if found[2] else 0),
    ),
    (re.compile(rf"{_FOR}(\d{{1,3}}){_MINUTES}\b"), lambda found: int(found[1])),
    (re.compile(rf"{_FOR}(?:una hora y media|an hour and a half)\b"), lambda _found: 90),
    (re.compile(rf"{_FOR}(?:media hora|half an hour)\b"), lambda _found: 30),
    (re.compile(r"\b(?:durante |for )(?:una hora|an hour|one hour)\b"), lambda _found: 60),
)
_UNITS = {
    "DAILY": "dia dias day days", "WEEKLY": "semana semanas week weeks", "MONTHLY": "mes meses month months",
    "YEARLY": "ano anos year years",
}  # fmt: skip
_FREQUENCY = {word: name for name, words in _UNITS.items() for word in words.split()}
_NAMED_DAYS = "lunes monday|martes tuesday|miercoles wednesday|jueves thursday|viernes friday|sabado sabados saturday|"
_NAMED_DAYS += "domingo domingos sunday"
_DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_OF = {name: code for code, names in zip(_DAY_CODES, _NAMED_DAYS.split("|"), strict=True) for name in names.split()}
_EVERY = r"\b(?:cada|todos los|todas las|every)\s+"
_EVERY_DAY_NAME = re.compile(
    _EVERY + r"((?:" + "|".join(_DAY_OF) + r")(?:(?:\s*,\s*|\s+y\s+|\s+and\s+)(?:" + "|".join(_DAY_OF) + r"))*)\b"
)
_EVERY_UNIT = re.compile(_EVERY + r"(?:(\d{1,2})\s+)?(" + "|".join(_FREQUENCY) + r")\b")
_PLACES = {"1": "primer first", "2": "segundo second", "3": "tercer third", "4": "cuarto fourth", "-1": "ultimo last"}
_PLACE = {word: place for place, words in _PLACES.items() for word in words.split()}
_NTH = re.compile(
    r"\b(?:el |the |every )?(" + "|".join(_PLACE) + r") (" + "|".join(_DAY_OF) + r")"
    r" (?:de cada mes|del mes|of (?:every|each|the) month)\b"
)
_WORKDAYS = re.compile(_EVERY + r"(?:dias laborables|weekdays?|working days?)\b")


@dataclass(frozen=True)
class Phrase:
    """What a phrase says; `type` "" when it names none, `due_on` a day, `due_at` the moment on it, "" for none.

    `minutes` 0 without a length, `rule` an RRULE or "". `problem` is a sentence about a date that does not exist.
    """

    type: str = ""
    subject: str = ""
    due_on: str = ""
    due_at: str = ""
    minutes: int = 0
    priority: str = "normal"
    rule: str = ""
    problem: str = ""


def read(phrase: str, *, clock: Clock = utc_clock) -> Phrase:
    """What was typed; a phrase without a day has none, a time of day that is over means tomorrow's.

    One that repeats without a day begins today, or on the first day of the week that it names.
    """
    words = _without_asking(phrase.split()[:_MOST_WORDS])
    words, rule = _take_rule(words)
    spoken = take_half(as_days(as_clock(words, clock=clock), clock=clock))
    words, minutes, span = _take_length(spoken.words)
    words, urgent = _take_urgent(later(words + span) if spoken.late else words + span)
    words, said = _take_date(words, clock=clock)
    kind, rest = _type(words if said.due_at else [*words, *spoken.half])
    said = replace(said, type=kind, subject=" ".join(rest), minutes=minutes, rule=rule)
    if rule:
        said = _on_first_day(said, clock=clock)
    return replace(said, priority="high") if urgent else said


def when(text: str, *, clock: Clock = utc_clock) -> tuple[str, str] | None:
    """The day and the moment that a text names, the moment "" without a time of day; None when it is no date.

    Raises NoSuchMomentError for a date, or a time, that does not exist.
    """
    wanted = _BARE_HOUR.sub(r"\1 \2:00", text.strip())
    try:
        moment = dates.to_moment(wanted, clock=clock)
    except NoSuchMomentError:
        raise
    except ValueError:
        return None
    local = dates.to_local(moment)
    day = local.date().isoformat()
    if not any(mark.isdigit() for mark in wanted) or (
        (local.hour, local.minute) == (0, 0) and not _MIDNIGHT.search(wanted)
    ):
        return day, ""
    if _is_time_alone(wanted) and moment <= dates.now(clock):
        tomorrow = dates.parse_day("tomorrow", clock=clock)
        return tomorrow, dates.to_moment(f"{tomorrow} {local:%H:%M}", clock=clock)
    return day, moment


def length(text: str, *, timed: bool = True) -> int | None:
    """The minutes of a length typed alone: "45", "1:30", "1 h 30 min", "media hora", "2 días"; None when it is none.

    A number alone is minutes of what has a time, and days of what has none.
    """
    folded = in_words(text.split())
    if folded.isdecimal() and len(folded) <= _LONGEST_NUMBER:
        return _within(int(folded) * (1 if timed else _DAY))
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})", folded):
        return _within(int(found[1]) * 60 + int(found[2]))
    if found := re.fullmatch(r"(\d{1,3})\s*(?:d|dias?|days?)", folded):
        return _within(int(found[1]) * _DAY)
    for pattern, minutes in _LENGTHS:
        if found := pattern.fullmatch(folded):
            return _within(minutes(found))
    return 60 if folded in ("una hora", "an hour", "one hour") else None


def _within(minutes: int) -> int | None:
    return minutes if 0 < minutes <= _LONGEST_LENGTH else None


def _take_date(words: list[str], *, clock: Clock) -> tuple[list[str], Phrase]:
    """The words without the date among them, and what it says: a day and an hour may stand apart from each other."""
    rest, said, text = _take_part(words, clock=clock)
    if not said.due_on:
        return rest, said
    if _is_time_alone(text):
        rest, day, _text = _take_part(rest, clock=clock, timed=False)
        if day.problem:
            return words, day
        return rest, _at_hour(day, said.due_at) if day.due_on else said
    if not said.due_at:
        rest, time, text = _take_part(rest, clock=clock, timed=True)
        if time.problem:
            return words, time
        said = _at_hour(said, time.due_at) if time.due_at else said
    return rest, said


def _take_part(words: list[str], *, clock: Clock, timed: bool | None = None) -> tuple[list[str], Phrase, str]:
    """The words without a date among them, what it says, and its text.

    `timed` asks for an hour alone, or for a day without one.
    """
    problem = ""
    for first, last in _windows(len(words)):
        text = " ".join(words[first:last])
        try:
            found = None if timed is True and not _is_time_alone(text) else when(text, clock=clock)
        except NoSuchMomentError as error:
            problem = str(error)  # the last is the shortest, which names what is wrong alone
            continue
        if found and not problem and not (timed is False and found[1]):
            while first and fold(words[first - 1]) in _BEFORE_DATE:
                first -= 1  # noqa: PLW2901 - the words that lead to the date belong to it
            said = Phrase(due_on=found[0], due_at=found[1])
            return words[:first] + words[last:], _to_come(said, text, clock=clock), text
    return words, Phrase(problem=problem), ""


def _to_come(said: Phrase, text: str, *, clock: Clock) -> Phrase:
    """A day that is over and was told without its year is next year's: nobody plans for last May."""
    if said.due_on >= dates.today(clock):
        return said
    later = when(text, clock=lambda: clock() + timedelta(days=400))
    if later is None or later[0][4:] != said.due_on[4:] or later[0] == said.due_on:
        return said
    day = f"{int(dates.today(clock)[:4]) + 1}{said.due_on[4:]}"
    return _at_hour(replace(said, due_on=day), said.due_at) if said.due_at else replace(said, due_on=day)


def _at_hour(said: Phrase, moment: str) -> Phrase:
    """On its day at the hour of a moment."""
    return replace(said, due_at=dates.to_moment(f"{said.due_on} {dates.to_local(moment):%H:%M}"))


def _is_time_alone(text: str) -> bool:
    """Whether a text that names a moment names no day."""
    try:
        dates.to_moment("2026-11-21 " + _BARE_HOUR.sub(r"\1 \2:00", text))
    except ValueError:
        return False
    return True


def _windows(count: int) -> Iterator[tuple[int, int]]:
    """Where a date may stand among so many words: the longest first, the last before the first."""
    for length in range(min(_LONGEST_DATE + 1, count), 0, -1):
        for first in range(count - length, -1, -1):
            yield first, first + length


def _type(words: Sequence[str]) -> tuple[str, list[str]]:
    """The type that the first word names, and what is left to say."""
    kind = _TYPE_OF.get(fold(words[0]).rstrip(":,.")) if words else None
    if not kind:
        meal = words and fold(words[0]).rstrip(":,.") in _MEALS  # a meeting, and its name says which
        return "meeting" if meal else "", list(words)
    rest = list(words[1:])
    if rest and fold(rest[0]) in LINKS:
        rest = rest[1:]
    return kind, rest


def _without_asking(words: list[str]) -> list[str]:
    """The words without "remind me to" before them."""
    found = _REMIND_ME.match(in_words(words))
    return _cut(words, found) if found else words


def _cut(words: list[str], found: re.Match[str]) -> list[str]:
    """The words without those a pattern found in their folded text."""
    first, last = span_of(words, found)
    return words[:first] + words[last:]


def _take_rule(words: list[str]) -> tuple[list[str], str]:
    """The words without "every Monday", and the rule it is."""
    text = in_words(words)
    if found := _WORKDAYS.search(text):
        return _cut(words, found), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    if found := _NTH.search(text):
        return _cut(words, found), f"FREQ=MONTHLY;BYDAY={_PLACE[found[1]]}{_DAY_OF[found[2]]}"
    if found := _EVERY_DAY_NAME.search(text):
        named = {_DAY_OF[name] for name in re.findall(r"[a-z]+", found[1]) if name in _DAY_OF}
        return _cut(words, found), "FREQ=WEEKLY;BYDAY=" + ",".join(code for code in _DAY_CODES if code in named)
    if found := _EVERY_UNIT.search(text):
        interval = f";INTERVAL={int(found[1])}" if found[1] and int(found[1]) > 1 else ""
        return _cut(words, found), f"FREQ={_FREQUENCY[found[2]]}{interval}"
    return words, ""


def _on_first_day(said: Phrase, *, clock: Clock) -> Phrase:
    """On its day, today without one; where the rule names weekdays, on the first of them from then on."""
    from crm.utils import recurrence  # few phrases repeat

    day = said.due_on or dates.today(clock)
    coming = recurrence.next_days(recurrence.parse(said.rule), day, first=day, most=1)
    first = coming[0] if coming else day
    if not said.due_at or first == day:
        return replace(said, due_on=first)
    time = dates.to_local(said.due_at)
    return replace(said, due_on=first, due_at=dates.to_moment(f"{first} {time:%H:%M}", clock=clock))


def _take_length(words: list[str]) -> tuple[list[str], int, list[str]]:
    """The words without a length or a span of hours, its minutes, and the words for when a span begins."""
    text = in_words(words)
    for pattern in (_SPAN, _DASHED):
        found = pattern.search(text)
        hours = _span(found) if found else None
        if found and hours:
            begins, ends = hours
            return _cut(words, found), ends - begins, [f"{begins // 60}:{begins % 60:02}"]
    for pattern, minutes in _LENGTHS:
        found = pattern.search(text)
        if found and not _is_no_length(text, found) and 0 < minutes(found) <= _LONGEST:
            return _cut(words, found), minutes(found), []
    return words, 0, []


def _is_no_length(text: str, found: re.Match[str]) -> bool:
    """Whether "10 h" is a time of day, "a las 10 h", or how long before: "15 min antes"."""
    before, after = text[: found.start()], text[found.end() :]
    return bool(re.search(r"\b(a las?|at|las)\s*$", before) or re.match(r"\s*(antes|before)\b", after))


def _span(found: re.Match[str]) -> tuple[int, int] | None:
    """The minutes of the day at which a span begins and ends; None when it is none."""
    begin, end = _minute(found[1], found[2], half=found[3]), _minute(found[4], found[5], half=found[6])
    if begin is not None and end is not None and end <= begin and end + 720 > begin and not found[6]:
        end += 720  # "from 11 to 1"
    return (begin, end) if begin is not None and end is not None and begin < end <= 1440 else None


def _minute(hour: str, minute: str | None, *, half: str | None) -> int | None:
    number = int(hour)
    if half in ("am", "pm") and 1 <= number <= 12:
        number = number % 12 + (12 if half == "pm" else 0)
    whole = number * 60 + int(minute or 0)
    return whole if number < 24 and int(minute or 0) < 60 else None


def _take_urgent(words: list[str]) -> tuple[list[str], bool]:
    """The words without those that say it is urgent."""
    kept = [
        word
        for word, folded in zip(words, (fold(word).strip().rstrip(":,") for word in words), strict=True)
        if folded not in _URGENT
    ]
    return kept, len(kept) < len(words)
