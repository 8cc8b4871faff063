"""What figures about deals are: for whom and when, what came out, by which definition, without which deals. No SQL.

Money is in minor units, times are seconds. A figure holds counts; the ids behind each of its parts are asked for when
somebody wants to see them: `session.analysis.ids(figure.key, figure.scope, part=part.key)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from crm.models.opportunities import Amount

FLOOR = 5  # samples below which a share, a median or an average is not told: too few to say
SUGGESTION_FLOOR = 10  # closed deals below which no probability is suggested
ALL = "*"  # instead of a part's key: whatever stands behind any of them
NOBODY = 0  # the owner of deals without one

FORECAST, ACCURACY = "forecast", "accuracy"
FUNNEL, STAGE_DAYS, VELOCITY, SLIPPED, SUGGESTIONS = "funnel", "stage_days", "velocity", "slipped", "suggestions"
WIN_RATE, BY_OWNER, BY_SOURCE, BY_PRODUCT = "win_rate", "win_rate_by_owner", "win_rate_by_source", "win_rate_by_product"
OVERDUE, NO_DATE = "overdue", "no_date"  # the parts of a forecast that are no month
WON_STEP = "won"  # the last step of a funnel
WITHOUT_VALUE, WITHOUT_RATE, CLOSED_AT_ONCE = "without_value", "without_rate", "closed_at_once"

Part_co = TypeVar("Part_co", covariant=True)


@dataclass(frozen=True)
class Scope:
    """Which deals a figure is about. A period of local days, both included ("" leaves an end open); a pipeline and an
    owner, None for all of them, NOBODY for deals without an owner."""

    since: str = ""
    until: str = ""
    pipeline_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True)
class LeftOut:
    """Deals a figure could not count, or not in full: how many, and why in a translated sentence."""

    key: str
    reason: str
    count: int


@dataclass(frozen=True)
class Figure(Generic[Part_co]):
    """One figure: its definition as a translated sentence, its parts in the order to show them, what it leaves out.

    `scope` is the one it was worked out for: what was asked, with the pipeline filled in where one was needed.
    """

    key: str
    definition: str
    scope: Scope
    parts: tuple[Part_co, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Worth:
    """Deals of any currency in the business's own, each converted and rounded for itself.

    `count` deals have a value and a rate; `unpriced` have a value but no rate for their day, and are in no sum.
    """

    currency: str
    count: int = 0
    value: int = 0
    weighted: int = 0
    unpriced: int = 0


@dataclass(frozen=True)
class ForecastMonth:
    """What a month ("2026-11", OVERDUE or NO_DATE) may bring and brought: open deals and won ones, per currency and
    in the business's own."""

    key: str
    open: tuple[Amount, ...]
    won: tuple[Amount, ...]
    open_worth: Worth
    won_worth: Worth

    @property
    def value(self) -> int:
        """What the month would bring if every open deal were won."""
        return self.open_worth.value + self.won_worth.value

    @property
    def weighted(self) -> int:
        """What the month is likely to bring: won deals in full, open ones by their probability."""
        return self.open_worth.weighted + self.won_worth.value


@dataclass(frozen=True)
class FunnelStep:
    """A stage, or WON_STEP: how many different deals reached it, and how many of those got no further.

    `waiting` ones are open, `lost` ones were lost; the others went on. `name` is shown through `i18n.translate`.
    """

    key: str
    name: str
    reached: int
    waiting: int = 0
    lost: int = 0

    @property
    def conversion(self) -> float | None:
        """The share of those that reached it which went on, 0 to 1; None when they are too few to say."""
        if self.reached < FLOOR or self.key == WON_STEP:
            return None
        return (self.reached - self.waiting - self.lost) / self.reached


@dataclass(frozen=True)
class StageDays:
    """How long deals stayed in a stage before they left it, in seconds; None when there were too few stays to say."""

    key: str
    name: str
    stays: int
    median: int | None
    p75: int | None


@dataclass(frozen=True)
class WinRate:
    """Won and lost deals of a group (an owner's or product's id as text, a source, "" for all), and their values.

    `name` is what to show, "" for deals without an owner, source or product.
    """

    key: str
    name: str
    won: int
    lost: int
    won_worth: Worth
    lost_worth: Worth

    @property
    def by_count(self) -> float | None:
        """Won deals among closed ones, 0 to 1; None when they are too few to say."""
        closed = self.won + self.lost
        return self.won / closed if closed >= FLOOR else None

    @property
    def by_value(self) -> float | None:
        """The value of won deals in that of closed ones with a known value, 0 to 1; None when it cannot be said, as
        where lost ones are worth nothing because nobody wrote down what they were."""
        values = self.won_worth.value, self.lost_worth.value
        few = self.won_worth.count + self.lost_worth.count < FLOOR
        if few or min(values) < 0 or not sum(values) or (self.lost and not self.lost_worth.value):
            return None
        return values[0] / sum(values)


@dataclass(frozen=True)
class Velocity:
    """What the open deals bring a day at the pace of the period, with every ingredient.

    `average_value` is that of won deals in the business's currency, `cycle_days` the days from their creation to their
    closing. What too few deals stand behind is None.
    """

    key: str
    currency: str
    open: int
    won: int
    lost: int
    win_rate: float | None
    average_value: int | None
    cycle_days: float | None

    @property
    def per_day(self) -> int | None:
        """open x win_rate x average_value / cycle_days; a cycle shorter than a day counts as one."""
        if self.win_rate is None or self.average_value is None or self.cycle_days is None:
            return None
        return round(self.open * self.win_rate * self.average_value / max(1.0, self.cycle_days))


@dataclass(frozen=True)
class Slipped:
    """Deals that did not close when they were to: open ones whose day has passed (OVERDUE), or those put off out of
    a month ("2026-11")."""

    key: str
    amounts: tuple[Amount, ...]
    worth: Worth

    @property
    def count(self) -> int:
        """How many deals."""
        return sum(one.count for one in self.amounts)


@dataclass(frozen=True)
class Suggestion:
    """What a stage's probability was in the user's own past, in percent; it changes nothing by itself.

    `probability` is the share of won deals among the `closed` ones that reached the stage, `low` and `high` its Wilson
    interval of 95 %; None below SUGGESTION_FLOOR. `present` is what the stage says today.
    """

    key: str
    name: str
    present: int
    closed: int
    won: int
    probability: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class MonthAccuracy:
    """What was said of a month on `day`, and what it brought, in the business's currency.

    `said` is weighted; `unpriced` counts deals on either side that no rate is known for.
    """

    key: str
    day: str
    said: int
    said_unweighted: int
    came: int
    unpriced: int = 0

    @property
    def ratio(self) -> float | None:
        """What came for each unit that was said; None when nothing was."""
        return self.came / self.said if self.said > 0 else None


@dataclass(frozen=True)
class StandingStage:
    """All deals of a stage, per currency. `name` is shown through `i18n.translate`."""

    id: int
    name: str
    kind: str
    amounts: tuple[Amount, ...] = ()

    @property
    def count(self) -> int:
        """How many deals stand in it."""
        return sum(one.count for one in self.amounts)


@dataclass(frozen=True)
class StandingPipeline:
    """A pipeline with all its deals, stage by stage."""

    id: int
    name: str
    active: bool = True
    stages: tuple[StandingStage, ...] = field(default=())
