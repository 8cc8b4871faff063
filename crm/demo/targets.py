"""What the demo business is to reach and once thought it would: goals by month, and the forecasts of past months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from crm.demo.words import Stage
from crm.models.figures import Scope
from crm.models.goals import ACTIVITIES, WON_VALUE, GoalPlace
from crm.models.periods import end_of, start_of, starts_of
from crm.session import Session
from crm.utils import dates

_BEFORE, _AHEAD = 335, 95  # days with goals before and after today
_GROWTH = 1.05  # goals are a little above what was won so far
_CALLS = 40  # activities a month and a person
_OPTIMISM = (0.85, 1.3)  # what was said of a month, for each unit that came


def add(session: Session, stage: Stage, *, users: Sequence[int]) -> None:
    """Give the colleagues teams, everybody, teams and persons goals, and past months a forecast of their first day."""
    for place, user_id in enumerate(users[1:]):
        teams = stage.words["teams"]
        session.users.change(user_id, team=teams[place % len(teams)])
    today = stage.now.date().isoformat()
    past = starts_of("month", dates.days_after(start_of("month", today), -_BEFORE), until=today)[:-1]
    won = {(day, one.id): _won(session, day, pipeline_id=one.id) for day in past for one in session.pipelines.all()}
    _add_goals(session, users=users, usual=sum(won.values()) / len(past), today=today)
    _add_forecasts(session, stage, won=won)


def _won(session: Session, day: str, *, pipeline_id: int) -> int:
    """What a pipeline brought in the month that begins on a day, in the currency of the business."""
    figure = session.analysis.win_rates(Scope(day, end_of("month", day), pipeline_id))
    return figure.parts[0].won_worth.value


def _add_goals(session: Session, *, users: Sequence[int], usual: float, today: str) -> None:
    """A goal that is there already stays as it was set."""
    everybody = max(1, _rounded(usual * _GROWTH))
    mine = max(1, _rounded(everybody / len(users)))
    teams = Counter(one.team for one in session.users.all() if one.id in users and one.team)
    wanted: dict[GoalPlace, int | None] = {}
    for day in starts_of("month", dates.days_after(today, -_BEFORE), until=dates.days_after(today, _AHEAD)):
        wanted[GoalPlace(WON_VALUE, day)] = everybody
        wanted |= {GoalPlace(WON_VALUE, day, team=team): mine * people for team, people in teams.items()}
        for user_id in users:
            wanted[GoalPlace(WON_VALUE, day, user_id)] = mine
            wanted[GoalPlace(ACTIVITIES, day, user_id)] = _CALLS
    set_already = {one.place for one in session.goals.all()}
    session.goals.set_all({place: target for place, target in wanted.items() if place not in set_already})


def _rounded(value: float) -> int:
    """An amount as a person would set it: two figures that count."""
    size = 10 ** max(0, len(str(int(value))) - 2)
    return int(round(value / size) * size)


def _add_forecasts(session: Session, stage: Stage, *, won: dict[tuple[str, int], int]) -> None:
    """What was said of each month; where a forecast of its first day is kept nothing is added."""
    kept = {one.key for one in session.forecasts.accuracy().parts}
    shares = {day: stage.dice.uniform(*_OPTIMISM) for day, _pipeline in won}
    rows = [
        {
            "day": day,
            "month": day[:7],
            "pipeline_id": pipeline_id,
            "assigned_to": None,
            "currency": session.rates.base(),
            "count": 1,
            "value": round(value * shares[day]) * 2,
            "weighted": round(value * shares[day]),
            "won": 0,
        }
        for (day, pipeline_id), value in won.items()
        if value and day[:7] not in kept
    ]
    session.database.insert_many("forecast_snapshots", rows)
