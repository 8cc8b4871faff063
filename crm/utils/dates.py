"""Days and moments: now, as typed, as kept, as shown. No widgets, no recurring dates, no spreadsheet serials.

A day is kept as "2026-11-21", a moment in UTC as "2026-11-21T09:30:00Z"; moments are typed and shown in the
computer's own time zone. Functions that depend on the present take a clock, so that a test can set it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from crm.utils import i18n
from crm.utils.i18n import _, ngettext
from crm.utils.text import fold, one_line

Clock = Callable[[], datetime]


class NoSuchMomentError(ValueError):
    """A date or a time of day that can be read but does not exist; its text is a sentence."""


_MONTHS_SHOWN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "enero january|febrero february|marzo march|abril april|mayo may|junio june|julio july|agosto august|"
    "septiembre setiembre september|octubre october|noviembre november|diciembre december"
)
_MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}
_WEEKDAY_NAMES = "lunes monday|martes tuesday|miercoles wednesday|jueves thursday|viernes friday|sabado saturday|"
_WEEKDAY_NAMES += "domingo sunday"
_WEEKDAYS = {name: n for n, names in enumerate(_WEEKDAY_NAMES.split("|")) for name in names.split()}
_NEAR = {"hoy": 0, "today": 0, "manana": 1, "tomorrow": 1, "ayer": -1, "yesterday": -1, "pasado manana": 2}
_NEAR |= {"antes de ayer": -2, "anteayer": -2, "antier": -2}
_BY_COUNT = re.compile(
    r"(?P<ahead>en|in|dentro de|hace)?\s*(?P<count>\d{1,4})\s*"
    r"(?P<unit>dias?|days?|semanas?|weeks?)\s*(?P<ago>ago)?"
)
_WEEKDAY = re.compile(r"(?:(?:el|on|next|this|este)\s+)?(?:proximo\s+)?(?P<name>[a-z]+)(?:\s+proximo|\s+que viene)?")

_WEEKDAY_BEFORE = r"(?:(?:" + "|".join([*_WEEKDAYS, *(name[:3] for name in _WEEKDAYS)]) + r")\.?,?\s+)?"
_YEAR_AFTER = r"(?:[\s\-/.,]*(?:del?\s+)?(?P<year>\d{4}|\d{2}))?"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.\s]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})")
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>\s*[-/.\s]\s*)(?P<second>\d{1,2})(?:\s*[-/.\s]\s*(?P<year>\d{4}|\d{2}))?"
)
_DAY_MONTH = re.compile(
    _WEEKDAY_BEFORE
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th|o|er|ro)?[\s\-/.]*(?:de\s+|of\s+)?(?P<month>[a-z]{3,})"
    + _YEAR_AFTER
)
_MONTH_DAY = re.compile(
    _WEEKDAY_BEFORE + r"(?P<month>[a-z]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4}|\d{2}))?"
)
_TIME = re.compile(
    r"""(?:^|(?<=\d)t|[\s,]+)(?:a\s+las?\s+|at\s+)?
    (?P<hour>\d{1,2})
    (?: :(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?:h|hs|hrs)?\.?
      | \s*h\s*(?P<minute_after_h>\d{2})?
      | (?=\s*[ap]\.?\s?m) )
    \s*(?:(?P<half>[ap])\.?\s?m\.?)?$""",
    re.VERBOSE,
)
_LONGEST = 60  # characters; no way to write a date is longer
ASK = "ask"  # the order, or the decimal mark, that says: refuse what could be read in two ways


def utc_clock() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def now(clock: Clock = utc_clock) -> str:
    """This moment in UTC, to the second: "2026-11-21T09:30:00Z"."""
    return _keep(clock())


def today(clock: Clock = utc_clock) -> str:
    """The day it is on this computer: "2026-11-21"."""
    return _in_zone(clock(), None).date().isoformat()


def parse_day(text: str, *, order: str = "", clock: Clock = utc_clock) -> str:
    """The day a person typed, as it is kept; a time after it is left out, a missing year is this one.

    Read are ISO days, days with the month in words (Spanish or English), "hoy", "tomorrow", "lunes", "en 3 días"
    and numbers, whose order is "dmy", "mdy" or "ymd"; without `order` Spanish means "dmy", and English refuses what
    could be both, as ASK does in any language. Raises ValueError with a sentence for a day that does not exist or
    cannot be read.
    """
    folded = " ".join(fold(text[: _LONGEST + 1]).split())
    day, _clock_time = _split_time(folded, text)
    return _read_day(day, text, order=order, clock=clock).isoformat()


def to_moment(text: str, *, order: str = "", clock: Clock = utc_clock) -> str:
    """The moment of a day and time typed in local time, as it is kept in UTC.

    Without a time it is the start of the day, without a day it is today; an ISO moment with its own offset is kept.
    Raises ValueError as `parse_day` does.
    """
    exact = _exact_moment(text)
    if exact:
        return _keep(exact)
    folded = " ".join(fold(text[: _LONGEST + 1]).split())
    day_text, clock_time = _split_time(folded, text)
    here = date.fromisoformat(today(clock))
    day = here if clock_time and not day_text else _read_day(day_text, text, order=order, clock=clock)
    return _keep(datetime.combine(day, clock_time)) if clock_time else _beginning(day)


def to_local(moment: str) -> datetime:
    """A kept moment in local time, in UTC where the calendar ends; a kept day is its local midnight.

    Raises ValueError when `moment` is neither.
    """
    read = datetime.fromisoformat(moment)
    if len(moment) <= 10:
        return read
    return _in_zone(read if read.tzinfo else read.replace(tzinfo=UTC), None)


def show_day(day: str) -> str:
    """A kept day as a person reads it: "21/11/2026" in Spanish, "21 Nov 2026" in English. "" stays ""."""
    try:
        return _day_words(date.fromisoformat(day))
    except ValueError:
        return day


def show_moment(moment: str) -> str:
    """A kept moment in local time: "21/11/2026 09:30" or "21 Nov 2026 09:30"; a day alone as a day. "" stays ""."""
    try:
        here = to_local(moment)
    except ValueError:
        return moment
    return _day_words(here.date()) + (f" {here:%H:%M}" if len(moment) > 10 else "")


def show_ago(moment: str, *, clock: Clock = utc_clock) -> str:
    """How long ago a kept moment or day was: "today 09:30", "yesterday", "3 days ago", then the date. "" stays ""."""
    try:
        days = days_since(moment, clock=clock)
    except ValueError:
        return moment
    if abs(days) > 6:
        return _day_words(to_local(moment).date())
    if days == 0:
        return _("today") if len(moment) <= 10 else _("today {time}").format(time=f"{to_local(moment):%H:%M}")
    if abs(days) == 1:
        return _("yesterday") if days == 1 else _("tomorrow")
    if days > 0:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    return ngettext("in {count} day", "in {count} days", -days).format(count=-days)


def days_since(moment: str, *, clock: Clock = utc_clock) -> int:
    """Whole local calendar days from a kept moment or day until today; negative in the future.

    Raises ValueError when `moment` is neither.
    """
    return (_in_zone(clock(), None).date() - to_local(moment).date()).days


def days_after(day: str, count: int) -> str:
    """The day so many days after a kept day, before it when negative; the calendar's ends hold."""
    number = date.fromisoformat(day).toordinal() + count
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def weekday(day: str) -> int:
    """Which day of the week a kept day is: 0 is Monday."""
    return date.fromisoformat(day).weekday()


def _keep(moment: datetime) -> str:
    return _in_zone(moment, UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def _beginning(day: date) -> str:
    """The moment a day begins here; where clocks skip its midnight (Chile, Paraguay, Cuba), the first one after it."""
    midnight = datetime.combine(day, time())
    kept = _keep(midnight)
    return kept if to_local(kept).date() >= day else _keep(midnight.replace(fold=1))


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """`moment` in `zone` (None: local); unchanged where the calendar ends or the system knows no offset."""
    try:
        return moment.astimezone(zone)
    except (OverflowError, OSError, ValueError):
        return moment


def _day_words(day: date) -> str:
    if i18n.language() == "es":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {_MONTHS_SHOWN[day.month - 1]} {day.year:04}"


def _exact_moment(text: str) -> datetime | None:
    """An ISO moment that carries its own offset, else None."""
    try:
        read = datetime.fromisoformat(text.strip().upper())
    except ValueError:
        return None
    return read if read.tzinfo else None


def _split_time(folded: str, text: str) -> tuple[str, time | None]:
    """What stands before the time of day, and the time, None when there is none."""
    exact = _exact_moment(text)
    if exact:
        return exact.date().isoformat(), exact.time()
    found = _TIME.search(folded)
    if not found:
        return folded, None
    hour, half = int(found["hour"]), found["half"]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        read = time(hour, int(found["minute"] or found["minute_after_h"] or 0), int(found["second"] or 0))
    except ValueError:
        raise NoSuchMomentError(_("There is no such time of day: {text}.").format(text=one_line(text, 40))) from None
    return folded[: found.start()].rstrip(" ,"), read


def _read_day(folded: str, text: str, *, order: str, clock: Clock) -> date:
    here = _in_zone(clock(), None).date()
    near = _near_day(folded, here)
    if near:
        return near
    parts = _written_parts(folded, text, order=order) if len(folded) <= _LONGEST else None
    if not parts:
        example = _day_words(here)
        message = _("“{text}” is not a date the program can read. Write it like {example}.")
        raise ValueError(message.format(text=one_line(text, 40), example=example))
    day, month, year = parts
    try:
        return date(_full_year(year, here), month, day)
    except ValueError:
        message = _("The date “{text}” does not exist. Check the day and the month.")
        raise NoSuchMomentError(message.format(text=one_line(text, 40))) from None


def _near_day(folded: str, here: date) -> date | None:
    """The day that words tell from today ("mañana", "lunes", "en 3 días"), else None."""
    if folded in _NEAR:
        return here + timedelta(days=_NEAR[folded])
    weekday = _WEEKDAY.fullmatch(folded)
    if weekday and weekday["name"] in _WEEKDAYS:
        return here + timedelta(days=(_WEEKDAYS[weekday["name"]] - here.weekday() - 1) % 7 + 1)
    counted = _BY_COUNT.fullmatch(folded)
    if not counted or not (counted["ahead"] or counted["ago"]):
        return None
    back = bool(counted["ago"]) or counted["ahead"] == "hace"
    days = int(counted["count"]) * (7 if counted["unit"].startswith(("semana", "week")) else 1)
    return here + timedelta(days=-days if back else days)


def _written_parts(folded: str, text: str, *, order: str) -> tuple[int, int, str] | None:
    """(day, month, year as written) of a date in figures or with the month in words; None when it is neither."""
    found = _YEAR_FIRST.fullmatch(folded)
    if found:
        complete = found["mark"] or len(folded) == 8
        return (int(found["day"]), int(found["month"]), found["year"]) if complete else None
    found = _NUMBERS.fullmatch(folded)
    if found and (found["year"] or found["mark"].strip() == "/"):
        if order == "ymd" and len(found["year"] or "") == 2:
            return int(found["year"]), int(found["second"]), found["first"]
        day, month = _day_and_month(int(found["first"]), int(found["second"]), text=text, order=order)
        return day, month, found["year"] or ""
    found = _DAY_MONTH.fullmatch(folded.rstrip(".")) or _MONTH_DAY.fullmatch(folded)
    if found and found["month"] in _MONTHS:
        return int(found["day"]), _MONTHS[found["month"]], found["year"] or ""
    return None


def _day_and_month(first: int, second: int, *, text: str, order: str) -> tuple[int, int]:
    """Which of two numbers is the day; raises ValueError where neither the order nor the numbers tell."""
    spanish = i18n.language() == "es" and order != ASK
    if order not in ("dmy", "mdy"):
        order = "dmy" if spanish or first > 12 else "mdy" if second > 12 else ""
    if order or first == second:
        return (second, first) if order == "mdy" else (first, second)
    message = _("“{text}” can be read in two ways. Write the month as a word, like {example}.")
    raise ValueError(message.format(text=one_line(text, 40), example=f"{first} {_month_word(second)}"))


def _month_word(month: int) -> str:
    """A month as a date in the language in use may name it."""
    spanish = _MONTH_NAMES.split("|")[month - 1].split(maxsplit=1)[0]
    return spanish if i18n.language() == "es" else _MONTHS_SHOWN[month - 1]


def _full_year(written: str, here: date) -> int:
    """The year of two or four figures, this one when missing; two figures reach at most 20 years ahead."""
    if not written:
        return here.year
    year = int(written)
    if len(written) == 2:
        year += 2000 if 2000 + year <= here.year + 20 else 1900
    return year
