"""Opportunities in words and pictures: values, activities, marks, totals. Plain rows in, texts and image names out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crm.models import activities
from crm.models.opportunities import MARKS, NONE, OVERDUE, PLANNED, TODAY, Amount
from crm.models.pipelines import LOST, WON
from crm.utils import dates, money
from crm.utils.i18n import N_, _, ngettext, translate
from crm.utils.text import one_line
from crm.views import theme

ROTTING = "rotting"
ACTIVITY_GLYPHS = {"call": "telephone", "email": "envelope", "meeting": "people", "task": "check2-square"}
_TYPES = {one.value: one.label for one in activities.TYPES}
_MARK_WORDS = {one.value: one.label for one in MARKS} | {
    WON: N_("Won"),
    LOST: N_("Lost"),
    ROTTING: N_("Waiting too long"),
}
# A glyph of its own for each mark: no meaning rests on hue alone.
_MARK_LOOKS = {
    OVERDUE: ("exclamation-circle-fill", "danger"),
    TODAY: ("play-circle-fill", "success"),
    PLANNED: ("arrow-right-circle", "muted"),
    NONE: ("exclamation-triangle-fill", "caution"),
    ROTTING: ("hourglass-split", "danger"),
    WON: ("trophy-fill", "success"),
    LOST: ("x-circle", "muted"),
}


def value(minor: int | None, currency: str) -> str:
    """An amount as a person reads it; "" when it is not known."""
    return "" if minor is None else money.show(minor, currency)


def activity_type(row: Mapping[str, Any]) -> str:
    """The name of an activity's type; `type_name` tells that of one the business added."""
    return translate(row.get("type_name") or _TYPES.get(row["type"], row["type"]))


def due(due_on: str, due_at: str) -> str:
    """When an activity is due: "tomorrow 10:00", "in 3 days", "24 Nov 2026 09:30"; "" without a day."""
    if not due_on:
        return ""
    day = dates.show_ago(due_on)
    return f"{day} {dates.to_local(due_at):%H:%M}" if due_at else day


def activity(row: Mapping[str, Any] | None) -> str:
    """An activity on one line: "Call: offer · tomorrow 10:00"; "" for none."""
    if row is None:
        return ""
    kind, subject = activity_type(row), one_line(row["subject"], 80)
    what = _("{type}: {subject}").format(type=kind, subject=subject) if subject else kind
    return " · ".join(part for part in (what, due(row["due_on"], row["due_at"])) if part)


def mark_of(row: Mapping[str, Any]) -> str:
    """What stands before a deal: how it ended, that it rots, or how its next activity stands."""
    if row["status"] in (WON, LOST):
        return str(row["status"])
    return ROTTING if row["rotting"] else str(row["mark"])


def mark_words(mark: str) -> str:
    """A mark in words."""
    return translate(_MARK_WORDS.get(mark, mark))


def mark_look(mark: str) -> tuple[str, str]:
    """The name of a mark's icon and of its palette colour; ("", "muted") for none."""
    return _MARK_LOOKS.get(mark, ("", "muted"))


def mark_icon(mark: str, size: int = 16) -> str:
    """The Tk image name of a mark in the colours of the theme; "" for none."""
    glyph, role = mark_look(mark)
    if not glyph:
        return ""
    return theme.icon(glyph, size, color=getattr(theme.colors(), role))


def amount(one: Amount, *, weighted: bool = True) -> str:
    """The totals of one currency: "120,000.00 € · weighted 60,000.00 € · 3 without a value"; of closed deals nothing
    is weighted."""
    parts = [money.show(one.value, one.currency)]
    if weighted:
        parts.append(_("weighted {value}").format(value=money.show(one.weighted, one.currency)))
    if one.without_value:
        words = ngettext("{count} without a value", "{count} without a value", one.without_value)
        parts.append(words.format(count=money.show_number(one.without_value)))
    return " · ".join(parts)


def count(amounts: Sequence[Amount]) -> str:
    """How many deals there are in all."""
    number = sum(one.count for one in amounts)
    words = ngettext("{count} opportunity", "{count} opportunities", number)
    return words.format(count=money.show_number(number))


def span(seconds: int) -> str:
    """How long something took: "12 days", "3 hours", "less than an hour"."""
    if seconds >= 86_400:
        days = seconds // 86_400
        return ngettext("{count} day", "{count} days", days).format(count=money.show_number(days))
    hours = seconds // 3600
    if hours:
        return ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    return _("less than an hour")
