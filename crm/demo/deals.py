"""The deals of the demo: what is sold to whom, by which steps, with what outcome. Writing them is deal_filling.py's.

A deal names its contact by the place in the list of people (`person`) and companies (`place`), a product by its place
in the catalogue. Moments are datetimes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crm.demo import agenda
from crm.demo.words import Stage, kept, short_name
from crm.models.opportunities import Line
from crm.models.pipelines import LOST, OPEN, WON, Pipeline
from crm.models.pipelines import Stage as Step

Values = dict[str, Any]
Moves = list[tuple[datetime, Step]]
_DEALS = 210
_OLDEST = 350  # days ago
_USUAL_DAYS = 8  # in a step that does not say how long a deal stays
_LOST_UNDERWAY, _LOST_AT_THE_END = 0.11, 0.24
_STUCK, _STUCK_LONG, _LONG = 0.1, 0.004, 110  # chance to stay in a step, also in deals older than so many days
_EXPECTED = ((0.08, None), (0.14, (-25, -2)), (0.24, (0, 6)), (0.55, (7, 30)), (1.0, (31, 110)))  # chance, days ahead
_TIMED = ("call", "meeting")  # what is planned for an hour, not just for a day
_PRIORITIES = ("normal", "normal", "normal", "high", "low")
_ABROAD = 0.5  # of the deals with companies outside the euro


def deals(stage: Stage, people: Sequence[Values], *, pipelines: Sequence[Pipeline]) -> list[Values]:
    """Every deal of the demo, in the order they were made."""
    known = [place for place, one in enumerate(people) if one["company_place"] is not None]
    buyers = [place for place in known if people[place]["status"] != "inactive"] or known
    chosen = stage.dice.choices(buyers, k=_DEALS)
    found = [_deal(stage, people[place] | {"person": place}, pipelines=pipelines) for place in chosen]
    return sorted(found, key=lambda deal: deal["moves"][0][0])


def _deal(stage: Stage, buyer: Values, *, pipelines: Sequence[Pipeline]) -> Values:
    again = buyer["status"] == "customer" and stage.happens(0.3)
    pipeline = pipelines[-1] if again else pipelines[0]
    moves = _moves(stage, pipeline, made=stage.working_moment(1 + _OLDEST * stage.dice.random() ** 1.4))
    came, step = moves[-1]
    product = stage.dice.randrange(len(stage.words["catalogue"]))
    lines = _lines(stage, product, again=again and pipeline is not pipelines[0])
    return {
        "person": buyer["person"],
        "place": buyer["company_place"],
        "colleague": buyer["colleague"],
        "source": buyer["source"],
        "title": _title(stage, buyer, product=product, again=again and len(pipelines) > 1),
        "description": stage.one("deal_notes") if stage.happens(0.5) else "",
        "moves": moves,
        "lines": lines,
        "typed": _typed(stage, step),
        "abroad": stage.happens(_ABROAD),
        "expected": _expected(stage, came, step=step),
        "by_hand": stage.dice.choice((15, 30, 50, 70, 90)) if step.kind == OPEN and stage.happens(0.08) else None,
        "note": stage.one("loss_notes") if step.kind == LOST else "",
        "reason": stage.dice.random(),
        "tag_names": [name for name in buyer["tag_names"] if name in ("vip", "referral")],
        "plan": _plan(stage, buyer) if step.kind == OPEN else None,
        "touches": _touches(stage, moves),
    }


def _moves(stage: Stage, pipeline: Pipeline, *, made: datetime) -> Moves:
    """The steps of a deal and when it came into each, as far as it came by now."""
    path = [step for step in pipeline.stages if step.kind == OPEN]
    moves: Moves = [(made, path[0])]
    stuck = _STUCK if (stage.now - made).days < _LONG else _STUCK_LONG
    ends = {kind: pipeline.first(kind) for kind in (WON, LOST)}
    for step, following in zip(path, [*path[1:], None], strict=True):
        days = (step.expected_days or _USUAL_DAYS) * stage.dice.uniform(0.3, 1.7)
        if stage.happens(stuck):
            return moves
        lost = stage.happens(_LOST_UNDERWAY if following else _LOST_AT_THE_END)
        target = ends[LOST] if lost else following or ends[WON]
        moment = _later(stage, moves[-1][0], days=days)
        if moment is None or target is None:
            return moves
        moves.append((moment, target))
        if target.kind != OPEN:
            return moves
    return moves


def _later(stage: Stage, moment: datetime, *, days: float) -> datetime | None:
    """A working moment about so many days later; None when that has not come yet."""
    ago = (stage.now - moment).total_seconds() / 86_400 - days
    if ago < 0:
        return None
    later = max(stage.working_moment(ago), moment + timedelta(hours=2))
    return later if later <= stage.now else None


def _title(stage: Stage, buyer: Values, *, product: int, again: bool) -> str:
    words = {
        "product": stage.words["catalogue"][product][0].split(" (")[0].lower(),
        "company": short_name(buyer["company"]),
        "year": stage.now.year + stage.dice.choice((0, 0, 1)),
    }
    titled: str = stage.one("renewal_titles" if again else "deal_titles").format(**words)
    return titled[0].upper() + titled[1:]


def _lines(stage: Stage, product: int, *, again: bool) -> list[Values]:
    """What a deal consists of, in three of five; products by their place."""
    if not stage.happens(0.6):
        return []
    last = len(stage.words["catalogue"]) - 1
    further = stage.dice.sample(range(last), stage.dice.randint(0, 2))
    chosen = [last] if again else list(dict.fromkeys([product, *further]))
    return [
        {
            "product": one,
            "quantity": 1000 * (1 if one >= last - 1 else stage.dice.choice((1, 2, 3, 4, 6, 10, 12, 24, 40))),
            "discount": stage.dice.choice((0, 0, 0, 500, 1000, 1500)),
        }
        for one in chosen
    ]


def _typed(stage: Stage, step: Step) -> int | None:
    """A value typed by hand, in whole units of the currency; not known yet for a few new ones."""
    if step.kind != WON and stage.happens(0.15):
        return None
    return stage.dice.randrange(6, 90) * stage.dice.choice((50, 100, 100, 250))


def _expected(stage: Stage, came: datetime, *, step: Step) -> str:
    if step.kind != OPEN:
        return (came + timedelta(days=stage.dice.randint(-20, 12))).date().isoformat()
    drawn = stage.dice.random()
    span = next(days for chance, days in _EXPECTED if drawn <= chance)
    return "" if span is None else (stage.today + timedelta(days=stage.dice.randint(*span))).date().isoformat()


def _plan(stage: Stage, buyer: Values) -> Values | None:
    """What is planned for an open deal: overdue, today, later, or nothing."""
    when = stage.dice.choices(("overdue", "today", "later", "nothing"), (18, 14, 42, 26))[0]
    if when == "nothing":
        return None
    days = {"overdue": -stage.dice.randint(1, 9), "today": 0, "later": stage.dice.randint(1, 21)}[when]
    kind, subject, minutes = stage.one("plans")
    at = f"{stage.dice.randint(9, 17):02d}:{stage.dice.choice((0, 15, 30)):02d}"
    day = stage.now.date() + timedelta(days=days)
    entry = [kind, at if kind in _TIMED else "", minutes, subject, "", stage.dice.choice(_PRIORITIES)]
    return agenda.plan_of(stage, entry, day=agenda.working_day(day, back=days < 0) if days else day, partner=buyer)


def _touches(stage: Stage, moves: Moves) -> list[Values]:
    """What was said with the buyer: something on the way into each step, and lately for most open ones."""
    moments = [moment + timedelta(minutes=stage.dice.randrange(10, 90)) for moment, _step in moves[1:]]
    if moves[-1][1].kind == OPEN and stage.happens(0.7):
        moments.append(stage.working_moment(stage.dice.uniform(0, 9)))
    return [_touch(stage, moment) for moment in moments if moves[0][0] < moment <= stage.now]


def _touch(stage: Stage, moment: datetime) -> Values:
    kind, minutes, subject, body, outcome, next_step = stage.one("deal_touches")
    return {
        "type": kind,
        "subject": subject,
        "body": body,
        "duration_minutes": max(1, round(minutes * stage.dice.uniform(0.6, 1.5))) if minutes else None,
        "outcome": outcome,
        "next_step": next_step,
        "moment": moment,
        "at": kept(moment),
    }


def as_line(line: Values, product_id: int, *, name: str, price: int) -> Line:
    """A drawn line with the product it names."""
    return Line(product_id, name, line["quantity"], price, line["discount"])
