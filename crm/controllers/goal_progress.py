"""How far goals are: won deals and activities done by person and month, held against targets. The figure of the
dashboard and `session.goals` both ask here; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from crm.controllers.analysis.asking import WON, Asked, Deals, day_after, start_of
from crm.controllers.analysis.sums import Parting, Total, closed_totals, together
from crm.models import goals as aims
from crm.models import periods
from crm.models.figures import Scope
from crm.models.goals import ACTIVITIES, MONTH, WON_VALUE, Goal, GoalProgress
from crm.models.periods import Period
from crm.storage.sqlite import Row

DONE = "a.completed_at <> ''"
_BY_OWNER_AND_MONTH = Parting("coalesce(o.assigned_to, 0) || ' ' || substr(o.closed_on, 1, 7)")
_COUNTED = (
    f"SELECT count(*) FROM activities a WHERE {DONE} AND a.completed_at >= :begin AND a.completed_at < :end"
    " AND a.assigned_to"
)
_TEAM = "SELECT u.id FROM users u WHERE u.team = :team"
People = Mapping[int, Row]  # by id
Won = Mapping[str, Total]  # "owner month" -> what was won, the owner 0 for nobody
Done = Mapping[tuple[int, str], int]  # (owner, month) -> activities


def kept(asked: Asked) -> list[Goal]:
    """The goals of the scope's owner, all there are without one, by their days."""
    owner = asked.scope.owner_id
    rows = asked.database.all(
        "SELECT * FROM goals WHERE :owner = -1 OR user_id = :owner ORDER BY starts_on, id",
        owner=-1 if owner is None else owner,
    )
    return [Goal(**row) for row in rows]


def progress(asked: Asked, period: Period) -> list[GoalProgress]:
    """How far the goals are that a period asks for; the pipeline of the scope narrows nothing."""
    groups = aims.of_period(kept(asked), period, today=asked.today)
    people = {row["id"]: row for row in asked.database.all("SELECT id, name, team FROM users")}
    won = _won(asked, [goal for group in groups for goal in group if goal.measure != ACTIVITIES])
    done = _done(asked, [goal for group in groups for goal in group if goal.measure == ACTIVITIES])
    return [
        _counted(asked, group, people=people, done=done)
        if group[0].measure == ACTIVITIES
        else _earned(asked, group, people=people, won=won)
        for group in groups
    ]


def of_months(asked: Asked, months: Sequence[str]) -> dict[str, int | None]:
    """The won value wanted of each month ("2026-11") in the business's currency; None where no goal is set.

    Of the scope's owner; without one everybody's goal, or where there is none those of all persons together. A
    quarter's goal is shared out over its months. Goals know no pipeline: of one there are none.
    """
    goals = [] if asked.scope.pipeline_id is not None else [one for one in kept(asked) if one.measure == WON_VALUE]
    by_owner: dict[int | None, list[Goal]] = {}
    for goal in goals:
        if not goal.team:
            by_owner.setdefault(goal.user_id, []).append(goal)
    everybody = by_owner.pop(None, [])
    wanted: dict[str, int | None] = {}
    for month in months:
        wanted[month] = _of_month(asked, everybody, month=month)
        own = [_of_month(asked, one, month=month) for one in by_owner.values()]
        known = [one for one in own if one is not None]
        if wanted[month] is None and known:
            wanted[month] = sum(known)
    return wanted


def _of_month(asked: Asked, goals: Sequence[Goal], *, month: str) -> int | None:
    goal, months = aims.of_month(goals, month)
    target = _target(asked, [goal]) if goal else None
    return None if target is None else aims.shared_out(target, months, place=(int(month[5:]) - 1) % months)


def deals_of(asked: Asked, goals: Sequence[Goal]) -> Deals:
    """The won deals that count for goals of one measure that are all of the same person or team."""
    deals = asked.within(Scope(owner_id=goals[0].user_id)).deals(WON)
    if goals[0].team:
        deals = deals.narrowed(f"o.assigned_to IN ({_TEAM})", team=goals[0].team)
    spans = " OR ".join(f"o.closed_on BETWEEN :since{n} AND :until{n}" for n in range(len(goals)))
    return deals.narrowed(spans, **_marks(goals, since=lambda day: day, until=lambda day: day))


def activities_of(goals: Sequence[Goal]) -> tuple[str, dict[str, Any]]:
    """The condition on `activities a` that one counts for goals of the same person or team, and its marks."""
    spans = " OR ".join(f"a.completed_at >= :since{n} AND a.completed_at < :until{n}" for n in range(len(goals)))
    marks = _marks(goals, since=start_of, until=lambda day: start_of(day_after(day)))
    if goals[0].team:
        return f"{DONE} AND ({spans}) AND a.assigned_to IN ({_TEAM})", {**marks, "team": goals[0].team}
    if goals[0].user_id:
        return f"{DONE} AND ({spans}) AND a.assigned_to = :owner", {**marks, "owner": goals[0].user_id}
    return f"{DONE} AND ({spans})", marks


def _won(asked: Asked, goals: Sequence[Goal]) -> Won:
    """What the goals' months brought, by owner and month."""
    if not goals:
        return {}
    ends = Scope(min(goal.starts_on for goal in goals), max(goal.ends_on for goal in goals), None, asked.scope.owner_id)
    return closed_totals(asked.within(ends), WON, parting=_BY_OWNER_AND_MONTH)


def _done(asked: Asked, goals: Sequence[Goal]) -> Done:
    """The activities done in the goals' months, by owner and month."""
    counted: dict[tuple[int, str], int] = {}
    for month in sorted({month for goal in goals for month in goal.months}):
        first = f"{month}-01"
        # One person after the other: so an index counts each stretch, and nothing is sorted.
        rows = asked.database.all(
            f"SELECT u.id AS owner, ({_COUNTED} = u.id) AS count FROM users u UNION ALL SELECT 0, ({_COUNTED} IS NULL)",
            begin=start_of(first),
            end=start_of(day_after(periods.end_of(MONTH, first))),
        )
        counted |= {(row["owner"], month): row["count"] for row in rows}
    return counted


def _earned(asked: Asked, goals: tuple[Goal, ...], *, people: People, won: Won) -> GoalProgress:
    """Goals of won deals against what was won."""
    months = {month for goal in goals for month in goal.months}
    owners = [owner for owner in (0, *people) if _counts(goals[0], owner, people=people)]
    keys = [f"{owner} {month}" for owner in owners for month in months]
    total = together(asked, [won[key] for key in keys if key in won])
    by_value = goals[0].measure == WON_VALUE
    return GoalProgress(
        goals,
        _who(goals[0], people),
        _target(asked, goals) if by_value else sum(goal.target for goal in goals),
        total.worth.value if by_value else total.count,
        aims.days_come(goals, asked.today),
        asked.prices.base if by_value else "",
        total.worth.unpriced if by_value else 0,
    )


def _counted(asked: Asked, goals: tuple[Goal, ...], *, people: People, done: Done) -> GoalProgress:
    """Goals of activities against those done."""
    months = {month for goal in goals for month in goal.months}
    count = sum(
        found for (who, month), found in done.items() if month in months and _counts(goals[0], who, people=people)
    )
    target = sum(goal.target for goal in goals)
    return GoalProgress(goals, _who(goals[0], people), target, count, aims.days_come(goals, asked.today))


def _counts(goal: Goal, owner: int, *, people: People) -> bool:
    """Whether what an owner did (0 for nobody's) counts for a goal."""
    if goal.team:
        return owner in people and people[owner]["team"] == goal.team
    return goal.user_id in (None, owner)


def _who(goal: Goal, people: People) -> str:
    return goal.team or (people[goal.user_id]["name"] if goal.user_id else "")


def _target(asked: Asked, goals: Iterable[Goal]) -> int | None:
    """Values in the business's currency, each at the rate of its first day; None when one has no rate."""
    book = asked.prices.book
    targets = [book.convert(goal.target, goal.currency, day=goal.starts_on) for goal in goals]
    known = [one for one in targets if one is not None]
    return sum(known) if len(known) == len(targets) else None


def _marks(goals: Sequence[Goal], *, since: Callable[[str], str], until: Callable[[str], str]) -> dict[str, Any]:
    """The marks since0, until0, since1, ... of the goals' days."""
    marks = {f"since{n}": since(goal.starts_on) for n, goal in enumerate(goals)}
    return marks | {f"until{n}": until(goal.ends_on) for n, goal in enumerate(goals)}
