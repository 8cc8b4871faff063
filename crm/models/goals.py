"""What a goal is: so much of one measure for a person, a team or everybody in a month or a quarter; and which goals a
period of a page asks for. No SQL, no rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from crm.models import periods
from crm.models.fields import Choice
from crm.models.periods import Period
from crm.utils import day_names
from crm.utils.i18n import N_

WON_VALUE, WON_COUNT, ACTIVITIES = "won_value", "won_count", "activities"
MEASURES = (
    Choice(WON_VALUE, N_("Won value")),
    Choice(WON_COUNT, N_("Won opportunities")),
    Choice(ACTIVITIES, N_("Activities done")),
)
MONTH, QUARTER = "month", "quarter"
SPANS = (Choice(MONTH, N_("By month")), Choice(QUARTER, N_("By quarter")))


@dataclass(frozen=True)
class GoalPlace:
    """What there is one goal of at most: a measure, the month or quarter that begins on a day, and whose it is: a
    person's, a team's, or everybody's with neither."""

    measure: str
    starts_on: str
    user_id: int | None = None
    period: str = MONTH
    team: str = ""

    @property
    def ends_on(self) -> str:
        """The last day of it."""
        return _end(self.period, self.starts_on)

    def of(self, starts_on: str) -> GoalPlace:
        """The same in the month or quarter that another day lies in."""
        return replace(self, starts_on=periods.start_of(self.period, starts_on))


@dataclass(frozen=True)
class Goal:
    """A goal that was set. `target` is in minor units of `currency` for WON_VALUE, else a number."""

    id: int
    measure: str
    period: str
    starts_on: str
    target: int
    user_id: int | None = None
    currency: str = ""
    version: int = 0
    team: str = ""

    @property
    def place(self) -> GoalPlace:
        """What it is the goal of."""
        return GoalPlace(self.measure, self.starts_on, self.user_id, self.period, self.team)

    @property
    def key(self) -> str:
        """Its measure and whose it is."""
        return f"{self.measure}:{self.user_id or 0}:{self.team}"

    @property
    def ends_on(self) -> str:
        """The last day of its month or quarter."""
        return _end(self.period, self.starts_on)

    @property
    def months(self) -> tuple[str, ...]:
        """Its months: "2026-11"."""
        return _months(self.starts_on, self.ends_on)


@dataclass(frozen=True)
class GoalProgress:
    """How far somebody is with what a page asks for of one measure: one goal, or those of several months together.

    `who` is a person's or a team's name, "" for everybody. `target` and `reached` are in minor units of the business's
    currency for WON_VALUE; `target` is None where the goal is in a currency without a rate. `expected` is the share of
    its days that have come. `unpriced` won deals have a value and no rate.
    """

    goals: tuple[Goal, ...]
    who: str
    target: int | None
    reached: int
    expected: float
    currency: str = ""
    unpriced: int = 0

    @property
    def goal(self) -> Goal:
        """The first of its goals."""
        return self.goals[0]

    @property
    def share(self) -> float | None:
        """What was reached of the target, 1 and more when all of it; None without a rate."""
        return self.reached / self.target if self.target else None

    @property
    def to_go(self) -> int | None:
        """What is still missing, 0 when nothing is."""
        return None if self.target is None else max(0, self.target - self.reached)


def of_period(goals: Iterable[Goal], period: Period, *, today: str) -> list[tuple[Goal, ...]]:
    """The goals a period asks for, those of one measure and whose they are together, by their days; everybody's come
    first, then the teams' and each person's.

    Each counts whole, also where the period ends within it. Of a quarter that lies in the period the quarter's own goal
    holds before those of its months; of one that reaches beyond it, those of the months do. A period without an end
    asks for what has begun by today.
    """
    since, until = period.since, period.until or max(today, period.since)
    groups: dict[tuple[str, int, str], dict[str, list[Goal]]] = {}
    for goal in goals:
        if goal.starts_on <= until and goal.ends_on >= since:
            quarters = groups.setdefault((goal.measure, goal.user_id or 0, goal.team), {})
            quarters.setdefault(periods.start_of(QUARTER, goal.starts_on), []).append(goal)
    order = [choice.value for choice in MEASURES]
    found = sorted(groups, key=lambda key: (order.index(key[0]), *key[1:]))
    return [tuple(_chosen(groups[key], since, until=until)) for key in found]


def _chosen(quarters: dict[str, list[Goal]], since: str, *, until: str) -> Iterator[Goal]:
    for first in sorted(quarters):
        inside = since <= first and periods.end_of(QUARTER, first) <= until
        months, whole = ([one for one in quarters[first] if one.period == kind] for kind in (MONTH, QUARTER))
        preferred, other = (whole, months) if inside else (months, whole)
        yield from sorted(preferred or other, key=lambda goal: goal.starts_on)


def of_month(goals: Sequence[Goal], month: str) -> tuple[Goal | None, int]:
    """The goal that holds for a month ("2026-11") and over how many months it is shared out: its own, else that of the
    quarter; all of one measure and of the same person or team. (None, 1) when there is neither."""
    first = f"{month}-01"
    for kind, months in ((MONTH, 1), (QUARTER, 3)):
        start = periods.start_of(kind, first)
        for goal in goals:
            if goal.period == kind and goal.starts_on == start:
                return goal, months
    return None, 1


def shared_out(target: int, months: int, *, place: int) -> int:
    """The share of one month (`place` from 0) in a target for several, in whole units: together they are the target."""
    return target * (place + 1) // months - target * place // months


def days_come(goals: Iterable[Goal], today: str) -> float:
    """The share of the days of goals that have come, today with them: 0 to 1."""
    whole = come = 0
    for goal in goals:
        whole += _days(goal.starts_on, goal.ends_on)
        if goal.starts_on <= today:
            come += _days(goal.starts_on, min(goal.ends_on, today))
    return come / whole if whole else 0.0


def words(period: str, starts_on: str) -> str:
    """What the month or quarter that begins on a day is called: "November 2026", "Q4 2026"."""
    tell = day_names.quarter_and_year if period == QUARTER else day_names.month_and_year
    return tell(date.fromisoformat(starts_on))


# A year of goals asks for the same few days thousands of times.
@lru_cache(maxsize=512)
def _end(period: str, starts_on: str) -> str:
    return periods.end_of(period, starts_on)


@lru_cache(maxsize=512)
def _months(since: str, until: str) -> tuple[str, ...]:
    return tuple(day[:7] for day in periods.starts_of(MONTH, since, until=until))


def _days(since: str, until: str) -> int:
    return (date.fromisoformat(until) - date.fromisoformat(since)).days + 1
