"""What the first screen of the day holds: its sections in their order, and what stands in each. No SQL, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm.models.fields import Choice
from crm.utils.i18n import N_
from crm.utils.money import show_number

OVERDUE, MEETINGS, DUE, CLOSING = "overdue", "meetings", "due", "closing"
ROTTING, WITHOUT_NEXT, QUIET, BIRTHDAYS = "rotting", "without_next", "quiet", "birthdays"
GOOD_QUIET = "good_quiet"
SECTIONS = (
    Choice(OVERDUE, N_("Overdue")),
    Choice(MEETINGS, N_("Meetings today")),
    Choice(DUE, N_("To do today")),
    Choice(CLOSING, N_("Closing this week")),
    Choice(GOOD_QUIET, N_("Good customers gone quiet")),
    Choice(ROTTING, N_("Rotting opportunities")),
    Choice(WITHOUT_NEXT, N_("Without a next activity")),
    Choice(QUIET, N_("Not talked to for a while")),
    Choice(BIRTHDAYS, N_("Birthdays")),
)
QUIET_DAYS = 60  # days without a word until a contact is listed, unless the file says otherwise
AHEAD = 7  # days of birthdays
MOST = 999  # rows of a section that are counted one by one; some sections may hold a good part of the file


@dataclass(frozen=True)
class Section:
    """One part of the day: `rows` are the first of `count` rows of `entity`, as that entity's lists give them.

    A `count` above MOST says no more than that there are more.
    """

    key: str
    entity: str
    count: int
    rows: tuple[dict[str, Any], ...]

    @property
    def number(self) -> str:
        """The count as it is shown: "999+" where there are more."""
        return numbered(self.count)


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


def numbered(count: int, *, short: int = 0) -> str:
    """A number of rows less those that are `short` of it, as it is shown: "999+" where they are more than counted."""
    return f"{show_number(MOST - short)}+" if count > MOST else show_number(count - short)
