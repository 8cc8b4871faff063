"""What the people of the demo have before them: today, what they missed, the weeks ahead, what they did. No database.

A plan has a day, and a wall time under `at`, "" for the whole day. Its contact is a place in the list of people
(`person`), None for work in the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from crm.demo.words import Stage, kept, short_name
from crm.storage.changelog import to_json

Values = dict[str, Any]
_COMING, _AHEAD = 42, 32  # plans with customers, and the days they lie in
_MISSED_AT_MOST = 6  # days ago
_FREE = 2  # of today's appointments, how many lie in the morning whatever the hour is
_LAST_HOUR = 21 * 60  # minutes of the day after which nobody meets
_REMINDED = {"call": [10], "meeting": [60]}  # minutes before
_LATELY, _PLANNED_BEFORE = 40, 0.6  # days; how likely what happened in them had been planned
_KINDS = ("call", "meeting")  # what is put into a calendar before it happens


def plans(stage: Stage, people: Sequence[Values], *, companies: Sequence[Values]) -> list[Values]:
    """What is planned with customers and in the office, beside what belongs to deals."""
    known = [
        one | {"person": place, "address": _address(companies[one["company_place"]])}
        for place, one in enumerate(people)
        if one["company_place"] is not None and one["status"] in ("customer", "prospect")
    ]
    mine = [one for one in known if one["colleague"] == 0]
    words = stage.words["agenda"]
    near = stage.dice.sample(mine, len(words["today"]) + len(words["overdue"]))
    return [
        *_today(stage, near),
        *_missed(stage, near[len(words["today"]) :]),
        *(_coming(stage, stage.dice.choice(known)) for _ in range(_COMING)),
        *_office(stage),
    ]


def _today(stage: Stage, partners: Sequence[Values]) -> list[Values]:
    """The appointments of today: those that are over are done, and some are always still to come."""
    found: list[Values] = []
    for number, entry in enumerate(stage.words["agenda"]["today"]):
        at, minutes = entry[1], entry[2]
        if number >= _FREE:
            at = _still_ahead(stage, at, after=60 * (number - _FREE) + 30)
        plan = plan_of(stage, [entry[0], at, *entry[2:]], day=stage.now.date(), partner=partners[number])
        over = _minutes(at) + minutes <= stage.now.hour * 60 + stage.now.minute
        found.append(plan | {"outcome": entry[6] if over else ""})
    return found


def _still_ahead(stage: Stage, at: str, *, after: int) -> str:
    """The time, or a half hour at least so many minutes from now when it is past and the day still has one."""
    soon = -(-(stage.now.hour * 60 + stage.now.minute + after) // 30) * 30
    return at if _minutes(at) >= soon or soon > _LAST_HOUR else f"{soon // 60:02d}:{soon % 60:02d}"


def _minutes(at: str) -> int:
    return int(at[:2]) * 60 + int(at[3:])


def _missed(stage: Stage, partners: Sequence[Values]) -> list[Values]:
    found = []
    for entry, partner in zip(stage.words["agenda"]["overdue"], partners, strict=False):
        day = stage.now.date() - timedelta(days=stage.dice.randint(1, _MISSED_AT_MOST))
        found.append(plan_of(stage, entry, day=working_day(day, back=True), partner=partner))
    return found


def _coming(stage: Stage, partner: Values) -> Values:
    entry = list(stage.dice.choice(stage.words["agenda"]["coming"]))
    if entry[1]:
        moved = _minutes(entry[1]) + stage.dice.choice((-45, -30, 0, 0, 30, 60))
        entry[1] = f"{moved // 60:02d}:{moved % 60:02d}"
    ahead = 1 + int(_AHEAD * stage.dice.random() ** 1.3)
    return plan_of(stage, entry, day=working_day(stage.now.date() + timedelta(days=ahead)), partner=partner)


def _office(stage: Stage) -> list[Values]:
    """What has to be done without a customer; some of it at no day."""
    found = []
    for kind, ahead, at, minutes, subject, place, priority in stage.words["agenda"]["office"]:
        day = None if ahead is None else working_day(stage.now.date() + timedelta(days=ahead))
        found.append(plan_of(stage, [kind, at, minutes, subject, place, priority], day=day))
    return found


def plan_of(stage: Stage, entry: Sequence[Any], *, day: date | None, partner: Values | None = None) -> Values:
    """A plan from its words: type, time, minutes, subject, place, priority. The partner's words fill their gaps."""
    kind, at, minutes, subject, place, priority = entry[:6]
    words = named(partner) if partner else {}
    return {
        "type": kind,
        "subject": subject.format(**words),
        "place": place.format(**words),
        "priority": priority,
        "day": day.isoformat() if day else "",
        "at": at,
        "minutes": minutes or None,
        "reminders": to_json(_REMINDED.get(kind, []) if at else [0] if priority == "high" and day else []),
        "person": partner["person"] if partner else None,
        "colleague": partner["colleague"] if partner else 0,
        "made": stage.working_moment(stage.dice.randint(7, 12)),
        "outcome": "",
    }


def named(partner: Values) -> Values:
    """The words that stand for a person in a text."""
    return {
        "first_name": partner["first_name"],
        "company": short_name(partner["company"]),
        "address": partner.get("address", ""),
    }


def _address(company: Values) -> str:
    return f"{company['address']}, {company['city']}"


def working_day(day: date, *, back: bool = False) -> date:
    """The day; instead of one of a weekend the Monday after it, or the Friday before it."""
    beyond = max(0, day.weekday() - 4)
    return day + timedelta(days=-beyond if back else beyond and 3 - beyond)


def was_planned(stage: Stage, one: Values, *, known_since: Any) -> Values | None:
    """What had been planned before something happened with a contact lately; None when it just happened."""
    ago = (stage.now - one["moment"]).days
    if one["type"] not in _KINDS or ago > _LATELY or not stage.happens(_PLANNED_BEFORE):
        return None
    minutes = one["duration_minutes"]
    made = max(known_since, one["moment"] - timedelta(days=stage.dice.randint(1, 6)))
    return {
        "type": one["type"],
        "subject": one["subject"],
        "outcome": one["outcome"],
        "due_at": one["at"] if minutes else "",
        "duration_minutes": minutes,
        "completed_at": kept(one["moment"] + timedelta(minutes=minutes or 0)),
        "created_at": kept(made),
        "updated_at": kept(one["moment"] + timedelta(minutes=minutes or 0)),
    }
