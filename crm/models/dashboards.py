"""What a dashboard is: cards of a kind and a size, the filters of the page, and what a card shows. No SQL, no Tk.

A figure on a card carries its definition, what it leaves out, and a key for each of its parts: the records behind one
are asked for by `session.figures.behind(card, filters, part=key)`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.models.figures import ALL, LeftOut
from crm.models.periods import MONTH, Period
from crm.utils.chart_data import Chart, ChartKind, Unit
from crm.utils.i18n import N_, translate

WON, WIN_RATE, AVERAGE_DEAL, VELOCITY = "won", "win_rate", "average_deal", "velocity"
LOSS_REASONS, TOP_CUSTOMERS, FUNNEL = "loss_reasons", "top_customers", "funnel"
OPEN_PIPELINE, FORECAST, AGEING, ACCURACY = "open_pipeline", "forecast", "ageing", "accuracy"
ACTIVITIES, NEW_CONTACTS, GOALS = "activities", "new_contacts", "goals"
SEGMENTS, REPORT = "segments", "report"


@dataclass(frozen=True)
class CardKind:
    """A kind of card: what it is called, the question it answers, its usual size in cells of the grid, the area of
    rights one must be allowed to read for it, and the shape of its chart, None where it has none."""

    key: str
    title: str
    question: str
    width: int = 1
    height: int = 1
    area: str = "opportunities"
    chart: ChartKind | None = ChartKind.ROWS


CARD_KINDS: tuple[CardKind, ...] = (
    CardKind(WON, N_("Sales won"), N_("What was won, and is it more than before?"), 2, chart=ChartKind.BARS),
    CardKind(
        FORECAST,
        N_("Forecast against goal"),
        N_("What will the coming months bring, and is it enough?"),
        2,
        chart=ChartKind.STACKED,
    ),
    CardKind(GOALS, N_("Goals"), N_("How far are we?"), area="goals", chart=ChartKind.PROGRESS),
    CardKind(OPEN_PIPELINE, N_("Open pipeline"), N_("What is being negotiated, and how far along is it?"), 2),
    CardKind(FUNNEL, N_("Funnel"), N_("Where do opportunities get stuck?"), chart=ChartKind.FUNNEL),
    CardKind(WIN_RATE, N_("Win rate"), N_("How many of the closed ones are won?")),
    CardKind(
        AVERAGE_DEAL,
        N_("Average deal and cycle"),
        N_("How large is a sale, and how long does it take?"),
        chart=ChartKind.LINE,
    ),
    CardKind(VELOCITY, N_("Sales velocity"), N_("What do the open opportunities bring a day?"), chart=None),
    CardKind(
        ACTIVITIES,
        N_("Activities by person"),
        N_("Who did what, and what is overdue?"),
        2,
        area="activities",
        chart=ChartKind.STACKED_ROWS,
    ),
    CardKind(NEW_CONTACTS, N_("New contacts by source"), N_("Where do new contacts come from?"), area="contacts"),
    CardKind(SEGMENTS, N_("Customer segments"), N_("Who buys often, and who has gone quiet?"), area="segments"),
    CardKind(LOSS_REASONS, N_("Loss reasons"), N_("Why are opportunities lost?")),
    CardKind(TOP_CUSTOMERS, N_("Top customers"), N_("Who brings the most?")),
    CardKind(AGEING, N_("Age of open opportunities"), N_("Which ones are getting old?"), chart=ChartKind.BARS),
    CardKind(ACCURACY, N_("Forecast accuracy"), N_("How right were the forecasts?"), chart=ChartKind.BARS),
    CardKind(REPORT, N_("Report"), N_("A report of your own as a card."), 2, area="reports", chart=ChartKind.BARS),
)


@dataclass(frozen=True)
class CardVariant:
    """A kind of card with options set, which is offered beside the plain one under a title of its own."""

    kind: str
    title: str
    options: Mapping[str, Any]


CARD_VARIANTS: tuple[CardVariant, ...] = (
    CardVariant(ACTIVITIES, N_("Activities by type"), {"by": "type"}),
    CardVariant(AGEING, N_("Value of open opportunities by age"), {"show": "value"}),
    CardVariant(GOALS, N_("Goals: won value"), {"measure": "won_value"}),
    CardVariant(GOALS, N_("Goals: won opportunities"), {"measure": "won_count"}),
    CardVariant(GOALS, N_("Goals: activities done"), {"measure": "activities"}),
)


@dataclass(frozen=True)
class Card:
    """One card: its kind, how many cells of the grid it is wide (1 to 4) and high (1 to 2), what it was set to.

    `options` of a REPORT card hold `report` (an id) or `ready_made` (a key).
    """

    kind: str
    width: int = 1
    height: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {"kind": self.kind, "width": self.width, "height": self.height, "options": dict(self.options)}

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Card:
        """Read back what `to_plain` gave."""
        return Card(plain["kind"], plain.get("width", 1), plain.get("height", 1), dict(plain.get("options", {})))


def told(cards: Iterable[Mapping[str, Any]]) -> str:
    """Cards as they are kept, in words: "Sales won 2×1, Goals 1×1"."""
    titles = {kind.key: translate(kind.title) for kind in CARD_KINDS}
    read = (Card.from_plain(one) for one in cards)
    return ", ".join(f"{titles.get(card.kind, card.kind)} {card.width}×{card.height}" for card in read)


@dataclass(frozen=True)
class Filters:
    """What a whole page is about: a period by its name (`since` and `until` are those of an own one), a pipeline, an
    owner; None for all of them, figures.NOBODY for records without an owner."""

    period: str = MONTH
    since: str = ""
    until: str = ""
    pipeline_id: int | None = None
    owner_id: int | None = None

    def to_plain(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return dict(vars(self))

    @staticmethod
    def from_plain(plain: Mapping[str, Any]) -> Filters:
        """Read back what `to_plain` gave; what it does not know is left out."""
        return Filters(**{key: value for key, value in plain.items() if key in vars(Filters())})


@dataclass(frozen=True)
class Dashboard:
    """A named page of cards. `id` 0 is the one that comes with the file's template, until it is changed."""

    id: int
    name: str
    cards: tuple[Card, ...]
    user_id: int | None = None
    shared: bool = False


@dataclass(frozen=True)
class Number:
    """A large number on a card. `label` is translated; `value` None: it cannot be said (`why` tells, `briefly` where
    there is little room).

    `before` is that of the previous equal period, None where there is none; `better` says which way is good: 1 up, -1
    down, 0 neither. `part` is what a click shows, "" nothing.
    """

    label: str
    value: float | None
    unit: Unit = Unit.COUNT
    currency: str = ""
    before: float | None = None
    better: int = 1
    part: str = ALL
    why: str = ""
    briefly: str = ""

    @property
    def has_records(self) -> bool:
        """Whether records can be shown that stand behind it."""
        return self.value is not None and bool(self.part)

    @property
    def change(self) -> float | None:
        """The difference to the previous period as a share of it; None when either is unknown or that one was zero or
        less."""
        if self.value is None or self.before is None or self.before <= 0:
            return None
        return (self.value - self.before) / self.before


@dataclass(frozen=True)
class CardFigure:
    """What a card shows: numbers, a chart or both, or a `note` in place of a chart there is nothing for.

    `parts` holds for each series of the chart the keys of its values, one a label; "" has no records behind it.
    `entity` is that of the records; `period` the days it is about and, where it compares, those it compares with.
    `definition`, `note` and `title` are translated.
    """

    kind: str
    title: str
    definition: str
    entity: str
    period: Period
    numbers: tuple[Number, ...] = ()
    chart: Chart | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""
    compared: Period | None = None


@dataclass(frozen=True)
class Behind:
    """The records behind a part of a figure, in the order of a list: their entity and ids, and the fields the figure
    is made of beside those a list always shows."""

    entity: str
    ids: array[int]
    told: tuple[str, ...] = ()
