"""What the probability of each stage was in the user's own past. It is told, never set."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor, sqrt

from crm.controllers.analysis.asking import Asked, Deals
from crm.controllers.analysis.paths import UNFOLLOWED, Path, path_of, tallies
from crm.controllers.analysis.reasons import closed_at_once
from crm.models.figures import ALL, CLOSED_AT_ONCE, SUGGESTION_FLOOR, SUGGESTIONS, Figure, Suggestion
from crm.storage.sqlite import Row
from crm.utils.i18n import _

_Z = 1.959964  # 95 % of a normal distribution lie this many deviations around its middle


def suggestions(asked: Asked) -> Figure[Suggestion]:
    """The open stages in use of a pipeline in their order."""
    path = path_of(asked.database, asked.scope.pipeline_id)
    scope = replace(asked.scope, pipeline_id=path.pipeline_id)
    seen = [(path.reached(row), row) for row in tallies(path, asked.database, deals=_closed(asked.within(scope)))]
    return Figure(
        SUGGESTIONS,
        _(
            "Of the opportunities closed in the period that reached a stage, skipped ones included, the share that was"
            " won, and the interval it lies in with 95 % certainty (Wilson). Fewer than {floor} are too few to say."
            " Nothing is changed by it."
        ).format(floor=SUGGESTION_FLOOR),
        scope,
        tuple(_suggestion(stage, _outcomes(seen, place)) for place, stage in path.shown),
        tuple(closed_at_once(sum(row["count"] for reached, row in seen if reached < 0))),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The closed deals that reached a stage, or any."""
    path: Path = path_of(asked.database, asked.scope.pipeline_id)
    deals = _closed(asked.within(replace(asked.scope, pipeline_id=path.pipeline_id)))
    if left_out == CLOSED_AT_ONCE:
        return [deals.narrowed(UNFOLLOWED)]
    return [path.reaching(deals, 0 if part == ALL else path.place(int(part)))]


def wilson(won: int, closed: int) -> tuple[float, float]:
    """The interval, from 0 to 1, in which a share lies with 95 % certainty when `won` of `closed` were seen."""
    share, spread = won / closed, _Z * _Z / closed
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / closed + spread / (4 * closed)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def _closed(asked: Asked) -> Deals:
    # No word of the status, which is looked at for every deal: open ones have no day.
    return asked.deals("o.closed_on > '' AND o.closed_on BETWEEN :since AND :until", **asked.days())


def _outcomes(seen: list[tuple[int, Row]], place: int) -> tuple[int, int]:
    """How many closed deals reached a place, and how many of them were won."""
    there = [row for reached, row in seen if reached >= place]
    return sum(row["count"] for row in there), sum(row["count"] for row in there if row["status"] == "won")


def _suggestion(stage: Row, outcomes: tuple[int, int]) -> Suggestion:
    closed, won = outcomes
    told = Suggestion(str(stage["id"]), stage["name"], stage["probability"], closed, won)
    if closed < SUGGESTION_FLOOR:
        return told
    low, high = wilson(won, closed)
    # Half up, as money is rounded; the interval is never told narrower than it is.
    percent = (200 * won + closed) // (2 * closed)
    return replace(told, probability=percent, low=floor(100 * low), high=ceil(100 * high))
