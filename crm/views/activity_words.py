"""Activities in words and pictures: their day, time and length, the circle before them. Plain rows in, texts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.models.activities import DAY, DONE, OVERDUE
from crm.utils import dates
from crm.utils.day_names import short_weekday
from crm.utils.i18n import ngettext, translate
from crm.views import theme

# A glyph of its own for each state: no meaning rests on hue alone.
_MARKS = {OVERDUE: ("exclamation-circle", "danger"), DONE: ("check-circle-fill", "success")}
_OPEN = ("circle", "muted")
_NEAR = 1  # days from today that are told by a word


def mark_icon(when: str, size: int = 18) -> str:
    """The Tk image name of the circle that a click fills: empty, with a mark when it is overdue, ticked when done."""
    glyph, role = _MARKS.get(when, _OPEN)
    return theme.icon(glyph, size, color=getattr(theme.colors(), role))


def day(row: Mapping[str, Any]) -> str:
    """The day of an activity, or its days: "today", "Tue 24 Nov 2026", "Tue 24 Nov 2026 – Thu 26 Nov 2026"."""
    if not row["due_on"]:
        return ""
    first, last = _day(row["due_on"]), row["ends_on"]
    return f"{first} – {_day(last)}" if last > row["due_on"] and not row["due_at"] else first


def time(row: Mapping[str, Any]) -> str:
    """The time of day it begins at, "" for one without a time."""
    return f"{dates.to_local(row['due_at']):%H:%M}" if row["due_at"] else ""


def length(minutes: int | None, *, timed: bool) -> str:
    """How long an activity lasts, in words that can be typed: "1 h 30 min", "2 days"; "" when it is not known."""
    if not minutes:
        return ""
    if not timed and minutes % DAY == 0:
        return ngettext("{count} day", "{count} days", minutes // DAY).format(count=minutes // DAY)
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else ()), *([f"{rest} min"] if rest else ())])


def as_text(rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> str:
    """Activities as lines to paste into a spreadsheet: when, type, subject, contact, company, deal, owner, outcome.

    `types` tells what types are called.
    """
    others = ("subject", "contact", "company", "opportunity", "owner", "outcome")
    lines = [
        (
            dates.show_day(row["due_on"]),
            time(row),
            translate(types.get(row["type"], row["type"])),
            *map(row.get, others),
        )
        for row in rows
    ]
    return "\n".join("\t".join(" ".join(str(cell or "").split()) for cell in line) for line in lines)


def _day(kept: str) -> str:
    if abs(dates.days_since(kept)) <= _NEAR:
        return dates.show_ago(kept)
    return f"{short_weekday(date.fromisoformat(kept))} {dates.show_day(kept)}"
