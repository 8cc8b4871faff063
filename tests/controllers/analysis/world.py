"""Random deals for the tests of figures, with everything known about them in plain Python. No test stands here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from crm.models.figures import NOBODY, Scope
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import dates

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

STAGES = 3
RATES = {"USD": [("2024-02-29", "0.925"), ("2026-02-01", "1.005")], "JPY": [("2020-01-01", "0.00615")]}
DECIMALS = {"EUR": 2, "USD": 2, "JPY": 0, "CLP": 0}
# Ends of months, a leap day, and the days around today.
EDGES = ("2024-02-28", "2024-02-29", "2024-03-01", "2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")


def near(offset: int) -> str:
    """A day so far from today."""
    return (date.fromisoformat(dates.today()) + timedelta(days=offset)).isoformat()


@dataclass(frozen=True)
class Deal:
    """A deal as drawn: `path` are the open stages it stood in one after another, `end` how it was closed."""

    pipeline: int = 0
    path: tuple[int, ...] = (0,)
    end: str = "open"
    value: int | None = 100
    currency: str = "EUR"
    probability: int = 50
    owner: int = 0
    source: str = ""
    products: tuple[int, ...] = ()
    expected: tuple[str, ...] = ("",)
    closed_on: str = "2026-01-31"
    created: str = "2025-06-01T12:00:00Z"
    stays: tuple[int, ...] = (60, 3600, 86400, 7)
    id: int = 0

    @property
    def expected_close(self) -> str:
        """The present one, after every change."""
        return self.expected[-1]

    @property
    def is_followed(self) -> bool:
        """Whether it was seen in an open stage."""
        return bool(self.path)

    @property
    def day(self) -> str:
        """The day a rate is looked up for."""
        return dates.today() if self.end == "open" else self.closed_on

    @property
    def created_on(self) -> str:
        """The local day it was made on."""
        return dates.to_local(self.created).date().isoformat()

    def worth(self, day: str = "") -> int | None:
        """In the base currency: one conversion, rounded half away from zero; None without a value or a rate."""
        if self.value is None or self.currency == "EUR":
            return self.value
        rates = [rate for since, rate in RATES.get(self.currency, []) if since <= (day or self.day)]
        if not rates:
            return None
        exact = Decimal(self.value) * Decimal(rates[-1]) * Decimal(10) ** (2 - DECIMALS[self.currency])
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def weigh(amount: int, probability: int) -> int:
    """An amount by its probability, rounded half away from zero."""
    return int((Decimal(amount) * probability / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class World:
    """What stands in the file: ids of users (the first is nobody), of products, of pipelines and their open stages."""

    session: Session
    deals: tuple[Deal, ...]
    users: tuple[int, ...]
    products: tuple[int, ...]
    pipelines: tuple[int, ...]
    stages: tuple[tuple[int, ...], ...]

    def of(self, scope: Scope) -> list[Deal]:
        """The deals of a scope's pipeline and owner, whenever they were."""
        return [
            one
            for one in self.deals
            if scope.pipeline_id in (None, self.pipelines[one.pipeline])
            and (scope.owner_id is None or (self.users[one.owner] or NOBODY) == scope.owner_id)
        ]

    def closed(self, scope: Scope, *ends: str) -> list[Deal]:
        """Those that were closed so in the period."""
        last = scope.until or "9999"
        return [
            one
            for one in self.of(scope)
            if one.end in (ends or ("won", "lost")) and scope.since <= one.closed_on <= last
        ]

    def created(self, scope: Scope) -> list[Deal]:
        """Those that were made in the period, by local days."""
        return [one for one in self.of(scope) if scope.since <= one.created_on <= (scope.until or "9999")]


def days() -> st.SearchStrategy[str]:
    """Days that lie where mistakes are made."""
    return st.sampled_from(EDGES) | st.integers(-45, 45).map(near)


def moments() -> st.SearchStrategy[str]:
    """Moments around midnight, in any time zone."""
    return st.tuples(st.sampled_from(EDGES), st.integers(0, 23), st.sampled_from((0, 59))).map(
        lambda drawn: f"{drawn[0]}T{drawn[1]:02}:{drawn[2]:02}:00Z"
    )


def some_deals() -> st.SearchStrategy[list[Deal]]:
    """A handful of deals of every kind."""
    deal = st.builds(
        Deal,
        pipeline=st.integers(0, 1),
        path=st.lists(st.integers(0, STAGES - 1), max_size=4).map(tuple),
        end=st.sampled_from(("open", "won", "lost")),
        value=st.none() | st.integers(-200, 200) | st.integers(10**14, 10**15),
        currency=st.sampled_from(tuple(DECIMALS)),
        probability=st.integers(0, 100),
        owner=st.integers(0, 2),
        source=st.sampled_from(("", "Web", "Feria")),
        products=st.lists(st.integers(0, 1), max_size=3).map(tuple),
        expected=st.lists(st.just("") | days(), min_size=1, max_size=4).map(tuple),
        closed_on=st.sampled_from(EDGES) | st.integers(-45, 0).map(near),
        created=moments(),
        stays=st.tuples(*[st.integers(0, 10**7)] * 4),
    )
    return st.lists(deal, max_size=25)


def scopes() -> st.SearchStrategy[tuple[str, str, int, int]]:
    """Periods, pipelines and owners by their places, -1 for all; `scope_of` makes them a Scope."""
    period = st.tuples(days() | st.just(""), days() | st.just("")).map(
        lambda drawn: drawn if not drawn[1] or drawn[0] <= drawn[1] else (drawn[1], drawn[0])
    )
    return st.tuples(period, st.integers(-1, 1), st.integers(-1, 2)).map(lambda drawn: (*drawn[0], drawn[1], drawn[2]))


def scope_of(world: World, drawn: tuple[str, str, int, int]) -> Scope:
    """The scope of what `scopes` drew."""
    since, until, pipeline, owner = drawn
    return Scope(
        since,
        until,
        pipeline_id=None if pipeline < 0 else world.pipelines[pipeline],
        owner_id=None if owner < 0 else world.users[owner] or NOBODY,
    )


class _Over(Exception):  # noqa: N818 - not an error: it takes an example back
    """Raised at the end of an example, so that the next one begins with the same file."""


@contextmanager
def a_world(session: Session, deals: Sequence[Deal]) -> Iterator[World]:
    """A file with these deals and nothing else; as it was afterwards."""
    with suppress(_Over), session.database.transaction(Author(None, Door.WINDOW), "World"):
        yield _filled(session, deals)
        raise _Over


def _filled(session: Session, deals: Sequence[Deal]) -> World:
    database = session.database
    for currency, rates in RATES.items():
        for day, rate in rates:
            database.insert("exchange_rates", {"currency": currency, "base": "EUR", "day": day, "rate": rate})
    users = (0, *(session.users.add(name, role="sales") for name in ("Berta", "Carlos")))
    products = tuple(session.products.add({"name": name, "currency": "EUR"}) for name in ("Harina", "Trigo"))
    pipelines = tuple(session.pipelines.add(f"Vía {number}", stages=_STAGES) for number in range(2))
    stages = tuple(
        tuple(stage.id for stage in session.pipelines.get(one).stages if stage.kind == "open") for one in pipelines
    )
    world = World(session, (), users, products, pipelines, stages)
    return replace(world, deals=tuple(replace(deal, id=_insert(world, deal)) for deal in deals))


_STAGES: tuple[dict[str, Any], ...] = (
    *({"name": f"Etapa {number}", "kind": "open", "probability": 20 * number} for number in range(STAGES)),
    {"name": "Won", "kind": "won"},
    {"name": "Lost", "kind": "lost"},
)


def _insert(world: World, deal: Deal) -> int:
    """Write a deal as the program does: its row, the history of its stages, its lines, the changes of its date."""
    database = world.session.database
    steps = _steps(world, deal)
    left = [one for one in deal.path if deal.end != "open"] or list(deal.path[:-1])
    known = {"won": 100, "lost": 0}.get(deal.end, deal.probability)
    row = {
        "title": "Trato",
        "sort_title": "trato",
        "pipeline_id": world.pipelines[deal.pipeline],
        "stage_id": steps[-1],
        "status": deal.end,
        "value": deal.value,
        "currency": deal.currency,
        "probability": known,
        "expected_close": deal.expected[0],
        "closed_on": "" if deal.end == "open" else deal.closed_on,
        "furthest_stage_id": world.stages[deal.pipeline][max(left)] if left else None,
        "source": deal.source,
        "assigned_to": world.users[deal.owner] or None,
        "rank": "a",
        "stage_since": deal.created,
        "created_at": deal.created,
    }
    deal_id = database.insert("opportunities", row)
    for day in deal.expected[1:]:
        database.update("opportunities", deal_id, {"expected_close": day})
    for product in deal.products:
        database.insert("opportunity_lines", {"opportunity_id": deal_id, "product_id": world.products[product]})
    for left_stage, stage, at, seconds in moves(deal, steps):
        move = {"opportunity_id": deal_id, "from_stage_id": left_stage, "to_stage_id": stage, "at": at}
        database.insert("stage_history", move | {"seconds": seconds})
    return deal_id


def _steps(world: World, deal: Deal) -> list[int]:
    """The stages a deal stood in; an open one stands somewhere."""
    open_stages = world.stages[deal.pipeline]
    steps = [open_stages[place] for place in deal.path]
    if deal.end == "open":
        return steps or [open_stages[0]]
    return [*steps, world.session.pipelines.get(world.pipelines[deal.pipeline]).first(deal.end).id]


def moves(deal: Deal, steps: Sequence[int]) -> list[tuple[int | None, int, str, int]]:
    """(left, entered, when, seconds in the one left) for each step of a deal."""
    at, left, found = datetime.fromisoformat(deal.created), None, []
    for place, stage in enumerate(steps):
        seconds = deal.stays[place - 1] if place else 0
        at += timedelta(seconds=seconds)
        found.append((left, stage, at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), seconds))
        left = stage
    return found


def amounts(deals: Sequence[Deal]) -> list[tuple[str, int, int, int]]:
    """(currency, number, those without a value, sum) of deals."""
    return [
        (
            currency,
            len(ours := [one for one in deals if one.currency == currency]),
            sum(one.value is None for one in ours),
            sum(one.value or 0 for one in ours),
        )
        for currency in sorted({one.currency for one in deals})
    ]


def shown(found: Sequence[Any]) -> list[tuple[str, int, int, int]]:
    """The same of the program's amounts."""
    return [(one.currency, one.count, one.without_value, one.value) for one in found]
