"""What happened with each contact of the demo over the last year: stories of calls, e-mails, meetings and notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crm.demo.words import Stage, kept, short_name

Values = dict[str, Any]
# Status -> chance that anything happened at all, most stories, most single touches, days ago of the newest and oldest.
_PLOTS: dict[str, tuple[float, int, int, int, int]] = {
    "customer": (0.88, 3, 2, 0, 350),
    "prospect": (0.95, 1, 2, 0, 120),
    "lead": (0.6, 1, 0, 0, 75),
    "inactive": (0.7, 1, 1, 130, 360),
}
_YEAR = 365  # days
_MINUTES_BETWEEN = 35


def interactions(stage: Stage, contact: Values) -> list[Values]:
    """What happened with a contact, oldest first: values of interactions, each with its moment under `moment`."""
    chance, most_stories, most_touches, newest, oldest = _PLOTS[contact["status"]]
    if not stage.happens(chance * (1 if contact["kind"] == "person" else 0.5)):
        return []
    found: list[Values] = []
    for _ in range(stage.dice.randint(1, most_stories)):
        fitting = [story for story in stage.words["stories"] if contact["status"] in story["for"]]
        steps, ended = stage.dice.choice(fitting)["steps"], _days_ago(stage, newest, oldest=oldest)
        found += _story(stage, contact, steps=steps, ended=ended)
    for _ in range(stage.dice.randint(0, most_touches)):
        ended = _days_ago(stage, newest, oldest=oldest)
        found += _story(stage, contact, steps=[stage.one("touches")], ended=ended)
    return sorted(found, key=lambda values: values["moment"])


def _days_ago(stage: Stage, newest: int, *, oldest: int) -> float:
    """Recent days are likelier than old ones."""
    return newest + (oldest - newest) * float(stage.dice.random() ** 1.7)


def _story(stage: Stage, contact: Values, *, steps: list[list[Any]], ended: float) -> list[Values]:
    """The steps of one story, the last of them so many days ago."""
    product, quantity = stage.one("products"), stage.dice.choice((4, 6, 10, 12, 250, 500, 1200, 3000))
    words = {
        "first_name": contact.get("first_name") or short_name(contact["company"]),
        "product": product,
        "quantity": quantity,
    }
    days_ago = min(ended + sum(step[1] for step in steps), _YEAR)
    found: list[Values] = []
    for step in steps:
        days_ago = max(days_ago - step[1], 0)
        moment = _after(found, stage.working_moment(days_ago))
        if moment <= stage.now:
            found.append(_values(stage, step, words=words) | {"moment": moment, "at": kept(moment)})
    return found


def _after(earlier: list[Values], moment: datetime) -> datetime:
    """The moment, moved behind the step before it when both fell on one day."""
    if earlier and moment <= earlier[-1]["moment"]:
        later: datetime = earlier[-1]["moment"] + timedelta(minutes=_MINUTES_BETWEEN)
        return later
    return moment


def _values(stage: Stage, step: list[Any], *, words: Values) -> Values:
    kind, _days, minutes, subject, body, outcome, next_step = step
    return {
        "type": kind,
        "subject": subject.format(**words),
        "body": body.format(**words),
        "duration_minutes": max(1, round(minutes * stage.dice.uniform(0.6, 1.5))) if minutes else None,
        "outcome": outcome,
        "next_step": next_step,
    }
