"""What the first screen of the day holds: its sections in their order, and what stands in each. No SQL, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice
from crm.utils.i18n import N_

OVERDUE, MEETINGS, DUE, CLOSING = "overdue", "meetings", "due", "closing"
ROTTING, WITHOUT_NEXT, QUIET, BIRTHDAYS = "rotting", "without_next", "quiet", "birthdays"
SECTIONS = (
    Choice(OVERDUE, N_("Overdue")),
    Choice(MEETINGS, N_("Meetings today")),
    Choice(DUE, N_("To do today")),
    Choice(CLOSING, N_("Closing this week")),
    Choice(ROTTING, N_("Rotting")),
    Choice(WITHOUT_NEXT, N_("Without a next activity")),
    Choice(QUIET, N_("Not talked to for a while")),
    Choice(BIRTHDAYS, N_("Birthdays")),
)
QUIET_DAYS = 60  # days without a word until a contact is listed, unless the file says otherwise
AHEAD = 7  # days of birthdays


@dataclass(frozen=True)
class Section:
    """One part of the day: `rows` are the first of `count` rows of `entity`, as that entity's lists give them."""

    key: str
    entity: str
    count: int
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Day:
    """What there is to do: the sections in their order, empty ones too; how much of today is done already."""

    day: str
    sections: tuple[Section, ...]
    done: int
    quiet_days: int

    def section(self, key: str) -> Section:
        """One section by its key; KeyError when there is no such section."""
        found = next((one for one in self.sections if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found
