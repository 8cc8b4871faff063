"""What the page of the calendar reads, all of it on the worker: what there is to choose from, and what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.models.calendar import EVENT, CalendarItem
from crm.models.calendars import OutsideCalendar
from crm.models.fields import Choice
from crm.models.users import User
from crm.session import Session
from crm.utils.i18n import translate
from crm.views import calendar_words
from crm.views.calendar_state import CalendarState
from crm.views.widgets.calendar_model import CalendarEntry


@dataclass(frozen=True)
class Known:
    """What the page must know before it shows anything; `calendars` are those that are only read."""

    users: tuple[User, ...]
    types: tuple[Choice, ...]
    calendars: tuple[OutsideCalendar, ...] = ()

    def type_label(self, kind: str) -> str:
        """A type as it is shown."""
        return next((translate(one.label) for one in self.types if one.value == kind), kind)

    def kind_of(self, item: CalendarItem) -> str:
        """What an item is: its type, or the calendar it comes from."""
        if item.kind != EVENT:
            return self.type_label(item.type)
        return next((one.name for one in self.calendars if one.id == item.calendar_id), "")


@dataclass(frozen=True)
class Loaded:
    """What the worker brings: the items by their keys, and what the sheet shows of them."""

    items: dict[str, CalendarItem]
    entries: tuple[CalendarEntry, ...]


def read_known(session: Session) -> Known:
    """What the page must know; for the worker."""
    outside = [one for one in session.calendars.all() if one.shown and not one.is_kept_alike]
    return Known(tuple(session.users.all()), tuple(session.activities.types()), tuple(outside))


def read_items(session: Session, setting: CalendarState, *, first: date, last: date) -> Loaded:
    """What stands between two days, as it is to be shown; for the worker."""
    found = session.calendar.between(
        first.isoformat(), last.isoformat(), owners=setting.owners or None, types=setting.types or None
    )
    shown = [
        one
        for one in found
        if (setting.done or not one.done) and not (one.kind == EVENT and one.calendar_id in setting.hidden)
    ]
    items = {calendar_words.key(one): one for one in shown}
    return Loaded(items, tuple(calendar_words.entry(one, setting.colors) for one in items.values()))
