"""What the command line says of the day: each section with its number and its first rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm.cli.printing import Opened, Options, say
from crm.models.day_lines import DayLine, line
from crm.models.today import MOST, SECTIONS, Day, Section, numbered
from crm.utils import dates
from crm.utils.i18n import _, translate

_TITLES = {one.value: one.label for one in SECTIONS}
_WHEN = 20  # the width of the first column


def today(options: Options) -> int:
    """Print the signed-in user's day, or everyone's."""
    with Opened(options) as session:
        day = session.today.day(everyone=options.everyone, limit=options.limit)
        types = {one.value: one.label for one in session.activities.types()}
        say(options, _plain(day, types), text=_text(day, types))
    return 0


def _plain(day: Day, types: Mapping[str, str]) -> dict[str, Any]:
    sections = [
        {
            "section": one.key,
            "title": translate(_TITLES[one.key]),
            "entity": one.entity,
            "count": min(one.count, MOST),
            "more": one.count > MOST,
            "rows": [_row(row, line(one.key, row, types=types)) for row in one.rows],
        }
        for one in day.sections
    ]
    return {"day": day.day, "done": day.done, "quiet_days": day.quiet_days, "sections": sections}


def _row(row: Mapping[str, Any], said: DayLine) -> dict[str, Any]:
    told = {name: row[name] for name in ("due_on", "due_at", "contact_id", "opportunity_id") if name in row}
    return {"id": row["id"], "title": said.title, "about": said.about, "when": said.when, "late": said.late, **told}


def _text(day: Day, types: Mapping[str, str]) -> str:
    parts = [section_text(one, types) for one in day.sections if one.count]
    head = dates.show_day(day.day)
    return "\n\n".join([head, *parts] if parts else [head, _("Nothing to do today.")])


def section_text(one: Section, types: Mapping[str, str]) -> str:
    """One section in lines: its title and number, then its rows."""
    lines = [f"{translate(_TITLES[one.key])} ({one.number})"]
    for row in one.rows:
        said = line(one.key, row, types=types)
        about = f"  {said.about}" if said.about else ""
        lines.append(f"  {said.when:<{_WHEN}}  {said.title}{about}")
    if one.count > len(one.rows):
        more = _("and {count} more").format(count=numbered(one.count, short=len(one.rows)))
        lines.append(f"  {more}")
    return "\n".join(lines)
