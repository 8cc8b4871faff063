"""A year of goals as a table in plain values: rows, columns, what is kept and typed in each cell, sums. No Tk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from crm.errors import Invalid
from crm.models import periods
from crm.models.goals import MONTH, WON_VALUE, Goal, GoalPlace
from crm.models.users import User
from crm.utils import dates, day_names, money
from crm.utils.i18n import _
from crm.utils.text import fold

_READER = "reader"


@dataclass(frozen=True)
class Whose:
    """A row: a person, a team, or everybody with neither."""

    title: str
    user_id: int | None = None
    team: str = ""


@dataclass(frozen=True)
class Kept:
    """What the table is made of, read on the worker."""

    goals: Sequence[Goal] = ()
    users: Sequence[User] = ()
    currency: str = "EUR"


@dataclass(frozen=True)
class Sum:
    """A sum in full and in few letters; both "" where there is nothing to add."""

    text: str
    brief: str


@dataclass
class Sheet:
    """One measure of one year by month or quarter, beside whatever was typed in others and is not saved yet."""

    measure: str = WON_VALUE
    period: str = MONTH
    year: int = field(default_factory=lambda: int(dates.today()[:4]))
    currency: str = "EUR"
    kept: dict[GoalPlace, Goal] = field(default_factory=dict)
    typed: dict[GoalPlace, str] = field(default_factory=dict)
    users: Sequence[User] = ()

    def load(self, kept: Kept) -> None:
        """Take what is kept now; what was typed stays."""
        self.kept = {goal.place: goal for goal in kept.goals}
        self.users, self.currency = kept.users, kept.currency
        self.typed = {place: text for place, text in self.typed.items() if text != self._kept_text(place)}

    # ---- rows and columns

    def starts(self) -> list[str]:
        """The first days of the year's months or quarters."""
        return periods.starts_of(self.period, f"{self.year:04}-01-01", until=f"{self.year:04}-12-31")

    def present(self) -> int | None:
        """The place of the column that today lies in; None in another year."""
        first = periods.start_of(self.period, dates.today())
        return self.starts().index(first) if first in self.starts() else None

    def heads(self) -> list[str]:
        """What they are called."""
        tell = day_names.short_month if self.period == MONTH else day_names.quarter
        return [tell(date.fromisoformat(start)) for start in self.starts()]

    def rows(self) -> list[Whose]:
        """Everybody, the teams, the people at work; of those who left, who has a goal in the year."""
        goals = [place for place in self.kept if place.starts_on[:4] == f"{self.year:04}"]
        teams = ({one.team for one in self.users} | {place.team for place in goals}) - {""}
        busy = {place.user_id for place in goals}
        people = [one for one in self.users if (one.active and one.role != _READER) or one.id in busy]
        return [
            Whose(_("Everybody")),
            *(Whose(team, team=team) for team in sorted(teams, key=fold)),
            *(Whose(one.name, one.id) for one in sorted(people, key=lambda one: fold(one.name))),
        ]

    def place(self, row: Whose, start: str) -> GoalPlace:
        """The goal of a cell."""
        return GoalPlace(self.measure, start, row.user_id, self.period, row.team)

    @property
    def beside(self) -> bool:
        """Whether the year has goals of the measure by the other kind of period: by month where quarters are shown."""
        year = f"{self.year:04}"
        return any(
            (place.measure, place.starts_on[:4]) == (self.measure, year) and place.period != self.period
            for place in self.kept
        )

    # ---- cells

    def text(self, place: GoalPlace) -> str:
        """What stands in a cell: as typed, else the goal there is; "" without one."""
        return self.typed.get(place, self._kept_text(place))

    def brief(self, place: GoalPlace) -> str:
        """What stands in a cell in few letters, for where it has no room: "120 M"; as typed what cannot be read."""
        if place not in self.typed and place in self.kept:
            goal = self.kept[place]
            return self._written(place.measure, goal.target, currency=goal.currency, short=True)
        target = self._target(place)
        return self._written(place.measure, target, short=True) if target else self.text(place)

    def put(self, place: GoalPlace, text: str) -> None:
        """Take what is typed into a cell; a number that can be read is written as all are."""
        text = " ".join(text.split())
        try:
            target = self._read(place, text)
            text = "" if target is None else self._written(place.measure, target)
        except ValueError:
            pass  # it stands as typed, and `problem` tells
        self.typed.pop(place, None)
        if text != self._kept_text(place):
            self.typed[place] = text

    def problem(self, place: GoalPlace) -> str:
        """What is wrong with what was typed into a cell; "" when it can be kept."""
        try:
            self._read(place, self.typed.get(place, ""))
        except ValueError as problem:
            return str(problem)
        return ""

    def changes(self) -> dict[GoalPlace, int | None]:
        """The goals that were typed, None for those to remove; Invalid names the first that cannot be read."""
        found: dict[GoalPlace, int | None] = {}
        for place, text in self.typed.items():
            try:
                found[place] = self._read(place, text)
            except ValueError as problem:
                raise Invalid({"target": str(problem)}) from problem
        return found

    def copy(self, place: GoalPlace) -> int:
        """Put what stands in a cell into all that follow it in its row; how many there are."""
        following = [start for start in self.starts() if start > place.starts_on]
        for start in following:
            self.put(place.of(start), self.text(place))
        return len(following)

    def copy_last_year(self) -> int:
        """Put the goals of the year before into the empty cells; how many."""
        filled = 0
        for row in self.rows():
            for start in self.starts():
                place = self.place(row, start)
                former = self._kept_text(place.of(f"{self.year - 1:04}{start[4:]}"))
                if former and not self.text(place):
                    self.put(place, former)
                    filled += 1
        return filled

    # ---- sums

    def sum_of(self, places: Iterable[GoalPlace]) -> Sum:
        """What cells are together; cells in another currency or unreadable are in no sum."""
        known = [target for place in places if (target := self._target(place)) is not None]
        full, short = (self._written(self.measure, sum(known), short=few) if known else "" for few in (False, True))
        return Sum(full, short)

    def row_sum(self, row: Whose) -> Sum:
        """What a row is together."""
        return self.sum_of(self.place(row, start) for start in self.starts())

    def column_sum(self, start: str) -> Sum:
        """What the people's goals of a month or quarter are together."""
        return self.sum_of(self.place(row, start) for row in self.rows() if row.user_id)

    def whole_sum(self) -> Sum:
        """What the people's goals of the year are together."""
        return self.sum_of(self.place(row, start) for row in self.rows() if row.user_id for start in self.starts())

    # ---- inside

    def _kept_text(self, place: GoalPlace) -> str:
        goal = self.kept.get(place)
        return self._written(place.measure, goal.target, currency=goal.currency) if goal else ""

    def _written(self, measure: str, target: int, *, currency: str = "", short: bool = False) -> str:
        """A target as a number, with its currency where that is not the business's."""
        show = money.short_number if short else money.show_number
        if measure != WON_VALUE:
            return show(target)
        code = currency or self.currency
        shown = show(Decimal(target).scaleb(-money.decimals(code)))
        return shown if code == self.currency else f"{shown} {code}"

    def _read(self, place: GoalPlace, text: str) -> int | None:
        """The target typed into a cell, None for nothing or zero; ValueError with a sentence for anything else."""
        if not text:
            return None
        if place.measure == WON_VALUE:
            target = money.parse(text, currency=self.currency)
        else:
            number = money.parse_number(text)
            if number != int(number):
                raise ValueError(_("“{text}” is no whole number.").format(text=text))
            target = int(number)
        if target < 0:
            raise ValueError(_("A goal is a number above zero. To have none, remove it."))
        return target or None

    def _target(self, place: GoalPlace) -> int | None:
        """What a cell adds to a sum."""
        if place not in self.typed:
            goal = self.kept.get(place)
            return goal.target if goal and goal.currency in ("", self.currency) else None
        try:
            return self._read(place, self.typed[place])
        except ValueError:
            return None
