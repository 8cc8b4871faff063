"""How long something lasts, from the column that says when it ends. Knows one row; writes nothing."""

from __future__ import annotations

import re
from datetime import date, datetime

from crm.controllers.importing import values
from crm.controllers.importing.values import Reading
from crm.models.activities import DAY, LONGEST
from crm.utils import dates
from crm.utils.i18n import _

_TIME_ALONE = re.compile(r"\d{1,2}\s*(?:[:.h]\s*\d{2}(?::\d{2})?)?\s*(?:h|hs|[ap]\.?\s?m\.?)?", re.IGNORECASE)


def minutes_until(text: str, begin: str, *, header: str, reading: Reading) -> int | None:
    """The minutes from a beginning, a moment or a day, to the end that a cell tells; None where it tells nothing more.

    A time of day alone is one of the first day, a day alone the last of whole days. ValueError, in a sentence, when
    the end cannot be read, lies before the beginning, or more than a year behind it.
    """
    timed = len(begin) > 10
    if _TIME_ALONE.fullmatch(text.strip()):
        return _checked(_between(begin, values.at_time(_day_of(begin), text))) if timed else None
    end = values.read_moment(text, header, reading=reading)
    days = (dates.to_local(end).date() - date.fromisoformat(_day_of(begin))).days
    if timed and dates.to_local(end).time().isoformat() == "00:00:00" and days == 0:
        return None  # the same day, and no time told
    return _checked(_between(begin, end) if timed else (days + 1) * DAY if days >= 0 else days)


def _day_of(begin: str) -> str:
    return dates.to_local(begin).date().isoformat()


def _between(begin: str, end: str) -> int:
    length = datetime.fromisoformat(end) - datetime.fromisoformat(begin)
    return int(length.total_seconds() // 60)


def _checked(minutes: int) -> int:
    if minutes < 0:
        raise ValueError(_("The end lies before the beginning."))
    if minutes > LONGEST:
        raise ValueError(_("An activity lasts at most a year."))
    return minutes
