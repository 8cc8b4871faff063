"""Reminders in words: what, with whom, and how soon. No widgets."""

from __future__ import annotations

from datetime import datetime, timedelta

from crm.models.reminders import Due
from crm.utils import dates
from crm.utils.i18n import _, ngettext
from crm.utils.text import one_line

SNOOZES = (5, 60)  # minutes; and until tomorrow
_MORNING = 9  # o'clock, when tomorrow begins


def told(due: Due, *, clock: dates.Clock = dates.utc_clock) -> str:
    """A reminder in two lines: what and with whom, then when and where."""
    who = " · ".join(part for part in (due.contact, due.opportunity) if part)
    first = " · ".join(part for part in (one_line(due.title, 80), one_line(who, 60)) if part)
    second = " · ".join(part for part in (when(due, clock=clock), one_line(due.place, 60)) if part)
    return f"{first}\n{second}"


def when(due: Due, *, clock: dates.Clock = dates.utc_clock) -> str:
    """When it is: "in 15 minutes (10:30)", "now (10:30)", "today", or the day and time."""
    if not due.due_at:
        return dates.show_ago(due.due_on, clock=clock)
    start, now = datetime.fromisoformat(due.due_at), clock()
    minutes = round((start - now).total_seconds() / 60)
    at = f"{dates.to_local(due.due_at):%H:%M}"
    if -1 <= minutes <= 0:
        return _("now ({time})").format(time=at)
    if 0 < minutes < 60:
        text = ngettext("in {count} minute ({time})", "in {count} minutes ({time})", minutes)
        return text.format(count=minutes, time=at)
    near = dates.to_local(due.due_at).date().isoformat() == dates.today(clock)
    return _("today {time}").format(time=at) if near else dates.show_moment(due.due_at)


def snooze_words(minutes: int) -> str:
    """The words of a choice of SNOOZES."""
    if minutes % 60 == 0:
        return ngettext("In {count} hour", "In {count} hours", minutes // 60).format(count=minutes // 60)
    return ngettext("In {count} minute", "In {count} minutes", minutes).format(count=minutes)


def minutes_until_tomorrow(*, clock: dates.Clock = dates.utc_clock) -> int:
    """How many minutes until tomorrow morning, here."""
    here = clock().astimezone()
    morning = datetime(here.year, here.month, here.day, _MORNING) + timedelta(days=1)
    return max(1, round((morning.astimezone() - here).total_seconds() / 60))
