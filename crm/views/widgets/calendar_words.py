"""Days and hours in the words of a calendar: names of periods, days, times. No layout, no entries' own words."""

from __future__ import annotations

from datetime import date, datetime

from crm.utils.day_names import day_month, month, month_and_year, short_weekday, whole_day
from crm.utils.i18n import _
from crm.views.widgets.calendar_days import span
from crm.views.widgets.calendar_model import DAY, WEEK, CalendarEntry

_TO = "–"


def period(view: str, anchor: date) -> str:
    """What is in view, as a heading tells it: "November 2026", "16 – 22 November 2026"."""
    if view == DAY:
        return whole_day(anchor)
    if view != WEEK:
        words = month_and_year(anchor)
        return words[:1].upper() + words[1:]
    first, last = span(WEEK, anchor)
    ended = _("{day} {month} {year}").format(day=last.day, month=month(last), year=last.year)
    if first.year != last.year:
        begun = _("{day} {month} {year}").format(day=first.day, month=month(first), year=first.year)
    else:
        begun = day_month(first) if first.month != last.month else str(first.day)
    return f"{begun} {_TO} {ended}"


def clock(moment: datetime) -> str:
    """ "09:30"."""
    return f"{moment:%H:%M}"


def hours(entry: CalendarEntry) -> str:
    """When an entry is: "09:30 – 10:00", "09:30" without a known end, "All day" without a time."""
    if entry.starts is None:
        return _("All day")
    if not entry.ends or entry.ends <= entry.starts:
        return clock(entry.starts)
    return f"{clock(entry.starts)} {_TO} {clock(entry.ends)}"


def hours_on(entry: CalendarEntry, *, begins: bool, ends: bool) -> str:
    """When an entry is on one of its days: "22:00 →" where it goes on the next day, "→ 06:00" where it ends."""
    if entry.starts is None or (begins and ends):
        return hours(entry)
    if begins:
        return f"{clock(entry.starts)} →"
    return f"→ {clock(entry.ends)}" if ends and entry.ends else _("All day")


def length(minutes: int) -> str:
    """ "45 min", "1 h 30 min"."""
    whole, rest = divmod(minutes, 60)
    if whole and rest:
        return _("{hours} h {minutes} min").format(hours=whole, minutes=rest)
    return _("{hours} h").format(hours=whole) if whole else _("{minutes} min").format(minutes=rest)


def when(entry: CalendarEntry) -> str:
    """Day and time of an entry in a few words: "Sat 21, 09:30 – 10:00", "Sat 21 – Mon 23"."""
    first = f"{short_weekday(entry.first_on)} {entry.first_on.day}"
    if entry.starts is None:
        last = f"{short_weekday(entry.last_on)} {entry.last_on.day}"
        return first if entry.first_on == entry.last_on else f"{first} {_TO} {last}"
    return f"{first}, {hours(entry)}"
