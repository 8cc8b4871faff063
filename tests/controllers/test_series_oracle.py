"""This, following and all in any order, against a plain model of what they mean; and every step taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.utils import dates, zones
from tests.controllers.series_in import Repeating, after, monday
from tests.records import picture

_SCOPES = some.sampled_from(["this", "following", "all"])
_STEPS = some.lists(
    some.tuples(some.sampled_from(["subject", "time", "move", "remove", "complete"]), _SCOPES, some.integers(0, 7)),
    min_size=1,
    max_size=5,
)
_RULES = some.sampled_from(
    ["FREQ=WEEKLY;COUNT=6", "FREQ=WEEKLY;BYDAY=MO;COUNT=6", "FREQ=DAILY;INTERVAL=3;COUNT=6", "FREQ=MONTHLY;COUNT=5"]
)


@dataclass
class One:
    """An activity as the model knows it: `slot` is the day its series gives it."""

    series: int
    slot: str
    day: str
    subject: str = "Visit"
    at: str = "10:00"
    done: bool = False


@dataclass
class Kept:
    """What a series gives its activities, and the first day of its rule."""

    begins: str
    subject: str = "Visit"
    at: str = "10:00"


class Model:
    """A list of activities, and what each step does to it."""

    def __init__(self, days: list[str]) -> None:
        self.ones = [One(0, day, day) for day in days]
        self._numbers = count(1)
        self._series = {0: Kept(days[0])}

    def step(self, what: str, scope: str, place: int) -> None:
        """Do one step to the activity at a place."""
        one = self.ones[place]
        if what == "complete":
            one.done = True
            return
        if what == "remove":
            meant = self._named(one, scope)
            self.ones = [item for item in self.ones if item is not one and not (item in meant and not item.done)]
            return
        getattr(self, f"_{what}")(one, self._meant(one, scope))

    def _named(self, one: One, scope: str) -> list[One]:
        same = [item for item in self.ones if item.series == one.series and scope != "this"]
        every = scope == "all" or one.slot <= self._series[one.series].begins
        return same if every else [item for item in same if item.slot >= one.slot]

    def _meant(self, one: One, scope: str) -> list[One]:
        """The activities a change is for; those that follow are a series of their own from then on."""
        meant = self._named(one, scope)
        if scope == "following" and one.slot > self._series[one.series].begins:
            number = next(self._numbers)
            self._series[number] = replace(self._series[one.series], begins=one.slot)
            for item in meant:
                item.series = number
        return meant

    def _subject(self, one: One, meant: list[One]) -> None:
        kept = self._series[one.series]
        for item in meant:
            if not item.done and item.subject == kept.subject:
                item.subject = "Changed"
        one.subject = "Changed"
        kept.subject = "Changed" if meant else kept.subject

    def _time(self, one: One, meant: list[One]) -> None:
        kept = self._series[one.series]
        for item in meant:
            if not item.done and (item.day, item.at) == (item.slot, kept.at):
                item.at = "12:30"
        one.at = "12:30"
        kept.at = "12:30" if meant else kept.at

    def _move(self, one: One, meant: list[One]) -> None:
        kept = self._series[one.series]
        for item in meant:
            if item is not one and not item.done and (item.day, item.at) == (item.slot, kept.at):
                item.day, item.at = after(item.slot, 1), one.at
            item.slot = after(item.slot, 1)
        one.day = after(one.day, 1)
        if meant:
            kept.at, kept.begins = one.at, after(kept.begins, 1)

    def told(self) -> list[tuple[object, ...]]:
        """What the file must hold."""
        return sorted((one.day, one.at, one.subject, one.done) for one in self.ones)


def _values(what: str, one: One) -> dict[str, object]:
    if what == "subject":
        return {"subject": "Changed"}
    day, at = (one.day, "12:30") if what == "time" else (after(one.day, 1), one.at)
    return {"due_at": zones.moment(day, at)}


def _rows(session, since: int):
    return session.database.all("SELECT * FROM activities WHERE id > :since ORDER BY id", since=since)


def _kept(session, since: int) -> list[tuple[object, ...]]:
    rows = _rows(session, since)
    return sorted(
        (row["due_on"], f"{dates.to_local(row['due_at']):%H:%M}", row["subject"], bool(row["completed_at"]))
        for row in rows
    )


def _carry_out(session, model: Model, *, step: tuple[str, str, int], since: int) -> None:
    what, scope, place = step
    one = model.ones[place]
    row = next(row for row in _rows(session, since) if (row["due_on"], row["series_day"]) == (one.day, one.slot))
    if what == "complete":
        session.activities.complete([row["id"]], log=False)
    elif what == "remove":
        session.activities.remove([row["id"]], scope=scope)
    else:
        session.activities.change(row["id"], _values(what, one), scope=scope)
    model.step(what, scope, place)


@pytest.fixture(params=["Europe/Madrid", "America/Bogota"])
def away(request, live_in):
    """The computer stands in a zone with clocks that change, and in one without."""
    live_in(request.param)


def _start(rule: str) -> str:
    """A day on which the rule may begin, and move by some days without leaving its month."""
    return after(monday()[:8] + "01", 35)[:8] + "10" if "MONTHLY" in rule else monday()


@pytest.mark.usefixtures("away")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rule=_RULES, steps=_STEPS)
def test_every_step_does_what_it_means_and_is_taken_back(session, rule, steps):
    repeating = Repeating(session)
    since = session.database.value("SELECT coalesce(max(id), 0) FROM activities")
    model = Model(repeating.days(repeating.add(rule, _start(rule))))
    pictures = [picture(session.database)]
    for step in steps:
        if step[2] < len(model.ones) and not (model.ones[step[2]].done and step[0] != "remove"):
            _carry_out(session, model, step=step, since=since)
            assert _kept(session, since) == model.told(), step
            pictures.append(picture(session.database))
    for done, before in zip(reversed(pictures), [*reversed(pictures)][1:], strict=False):
        if done != before:
            session.history.undo()
        assert picture(session.database) == before
    session.history.undo()
    assert _kept(session, since) == []
