"""What the cards of a day hold: plain data of a heading, rows and what can be done with a row. No Tk, no CRM."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils.money import show_number


@dataclass(frozen=True)
class DayAction:
    """One thing that can be done with a row: its key in the callbacks, its icon, its words, the key that does it."""

    key: str
    glyph: str
    words: str
    keysym: str = ""


@dataclass(frozen=True)
class DayRow:
    """One row: `key` is the id behind it; with `check` the circle before it means "done"; `late`: its time is over."""

    key: int
    title: str
    about: str = ""
    when: str = ""
    late: bool = False
    glyph: str = "circle"
    check: bool = False


@dataclass(frozen=True)
class DayCard:
    """One card: `count` rows in all, or more with `at_least`, the first of them in `rows`; `side` 0 is on the left."""

    key: str
    title: str
    glyph: str
    role: str
    count: int
    rows: tuple[DayRow, ...]
    actions: tuple[DayAction, ...] = ()
    side: int = 0
    at_least: bool = False

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return max(0, self.count - len(self.rows))

    def number(self, count: int) -> str:
        """A number of its rows as it is shown."""
        return f"{show_number(count)}+" if self.at_least else show_number(count)


@dataclass(frozen=True)
class Place:
    """Where a row stands: its card's key and its place in it; the place behind the last row is "more"."""

    card: str
    index: int
