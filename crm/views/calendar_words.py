"""Items of the calendar in words and colours: what the sheet shows of each, and what it says when asked for more."""

from __future__ import annotations

from datetime import date

from crm.models.calendar import EVENT, GHOST, CalendarItem
from crm.utils import dates
from crm.utils.i18n import N_, _, ngettext
from crm.utils.money import show_number
from crm.utils.text import one_line
from crm.views.calendar_state import BY_OWNER
from crm.views.colors import hue_of
from crm.views.opportunity_words import ACTIVITY_GLYPHS
from crm.views.widgets.calendar_model import DASHED, HOLLOW, SOLID, CalendarEntry
from crm.views.widgets.calendar_words import hours

TYPE_HUES = {"call": "#15803d", "email": "#2563eb", "meeting": "#7c3aed", "task": "#c2410c"}
_NEUTRAL = "#475569"
_OUTLINES = {GHOST: DASHED, EVENT: HOLLOW}
_LATER = N_("This is a later day of a series. Open it first: then it can be moved.")
_READ_ONLY = N_("This comes from a calendar that is only read. Change it where it is kept.")
_DONE = N_("This activity is done. Reopen it to move it.")


def key(item: CalendarItem) -> str:
    """What tells an item from all others: steady while it stays the same thing."""
    if item.kind == GHOST:
        return f"ghost-{item.series_id}-{item.series_day}"
    if item.kind == EVENT:
        starts = item.starts.isoformat() if item.starts else item.first_on
        return f"event-{item.calendar_id}-{item.id}-{starts}-{item.title}"
    return f"activity-{item.id}"


def hue_of_type(kind: str) -> str:
    """The colour of a type of activity."""
    return TYPE_HUES.get(kind) or hue_of(kind)


def hue_of_owner(name: str) -> str:
    """The colour of a user, grey for nobody."""
    return hue_of(name) if name else _NEUTRAL


def entry(item: CalendarItem, colors: str) -> CalendarEntry:
    """What the sheet shows of an item, coloured by type or by owner."""
    hue = hue_of_owner(item.owner) if colors == BY_OWNER else hue_of_type(item.type)
    return CalendarEntry(
        key(item),
        one_line(item.title, 200),
        date.fromisoformat(item.first_on),
        date.fromisoformat(item.last_on),
        item.starts.replace(tzinfo=None) if item.starts else None,
        item.ends.replace(tzinfo=None) if item.starts and item.ends else None,
        hue=(item.color or _NEUTRAL) if item.kind == EVENT else hue,
        icon="calendar3" if item.kind == EVENT else ACTIVITY_GLYPHS.get(item.type, "circle"),
        note=" · ".join(part for part in (item.contact, item.opportunity, item.place) if part),
        outline=_OUTLINES.get(item.kind, SOLID),
        fixed=fixed(item),
        done=item.done,
        overdue=item.overdue,
        urgent=item.priority == "high",
        repeats=bool(item.repeats),
    )


def tip(item: CalendarItem, kind: str) -> str:
    """All there is to say about an item, line by line; `kind` is its type or calendar as it is shown."""
    return "\n".join([item.title, *facts(item, kind)])


def facts(item: CalendarItem, kind: str) -> list[str]:
    """What there is to say about an item beside its title."""
    shown = entry(item, "")
    day = dates.show_day(item.first_on)
    if item.last_on != item.first_on and shown.is_bar:
        day += f" – {dates.show_day(item.last_on)}"
    whose = " · ".join(part for part in (kind, item.owner) if part)
    state = _("Done") if item.done else _("Overdue") if item.overdue else ""
    lines = (f"{day}, {hours(shown)}", whose, item.contact, item.opportunity, item.place, item.repeats, state)
    return [line for line in lines if line]


def count(items: int) -> str:
    """How many there are."""
    return ngettext("{count} entry", "{count} entries", items).format(count=show_number(items))


def fixed(item: CalendarItem) -> str:
    """Why an item cannot be moved, in a sentence; "" where it can."""
    if item.kind == EVENT:
        return _(_READ_ONLY)
    if item.kind == GHOST:
        return _(_LATER)
    return _(_DONE) if item.done else ""
