"""Operations on deals taken back in any order: whatever stays, every rule of a deal still holds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from crm.errors import CrmError
from crm.models.opportunities import Closing, Line, Opportunity
from crm.models.pipelines import FIXED_PROBABILITIES, Stage
from crm.utils import dates
from tests.records import newest


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(0, 10**9), some.lists(some.integers(0, 6), min_size=2, max_size=7))
def test_every_rule_holds_whatever_is_taken_back(deals, seed, kinds):
    session, dice = deals.session, random.Random(seed)
    ids = [deals.add(str(number), value=dice.choice((None, 5))) for number in range(3)]
    done = [operation for kind in kinds if (operation := _something(deals, ids, dice=dice, kind=kind))]
    for operation in dice.sample(done, min(2, len(done))):
        session.history.undo(operation)
        for deal in ids:
            assert list(_broken(deals, session.opportunities.get(deal))) == []


def _something(deals, ids: list[int], *, dice: random.Random, kind: int) -> int:
    """Do something to some deals; the operation it left, or 0."""
    opportunities, some_ids = deals.session.opportunities, dice.sample(ids, dice.randrange(1, 3))
    before = newest(deals.session.database)
    closing = Closing(dates.today(), dice.choice((None, 9)), deals.reasons["price"])
    stage = dice.choice(list(deals.stages.values()))
    works = (
        lambda: opportunities.move(some_ids, stage, closing=closing),
        lambda: opportunities.move(some_ids, deals.stages["won"], closing=closing),
        lambda: opportunities.move(some_ids, deals.stages["talk"]),
        lambda: opportunities.change_many(some_ids, {"value": dice.choice((None, 7, 8))}),
        lambda: opportunities.change_many(some_ids, {"probability": dice.choice((None, 33))}),
        lambda: opportunities.change_many(some_ids, {"closed_on": "2026-11-05"}),
        lambda: opportunities.change(
            ids[0], {"value_from_lines": 1}, lines=[Line(name="a", unit_price=dice.randrange(9))]
        ),
    )
    with suppress(CrmError):
        works[kind]()
    after = newest(deals.session.database)
    return after if after != before else 0


def _broken(deals, deal: Opportunity) -> Iterator[str]:
    """The rules that a deal breaks."""
    stage = deals.session.pipelines.stage(deal.stage_id)
    moves = deals.session.opportunities.history(deal.id)
    rules = {
        "its status is its stage's kind": deal.status == stage.kind,
        "it has a closing day when it is closed": (deal.status == "open") == (deal.closed_on == ""),
        "a win has a value": deal.status != "won" or deal.value is not None,
        "a loss has a reason": (deal.status == "lost") == (deal.loss_reason_id is not None),
        "its probability is right": _is_right(deal, stage),
        "its history ends where it stands": moves[-1].to_stage_id == deal.stage_id,
        "its history has no gap": all(one.to_stage_id == next_one.from_stage_id for one, next_one in pairwise(moves)),
        "its value is the sum of its lines": not deal.value_from_lines
        or deal.value == (sum(line.total or 0 for line in deal.lines) if deal.lines else None),
    }
    yield from (rule for rule, holds in rules.items() if not holds)


def _is_right(deal: Opportunity, stage: Stage) -> bool:
    if deal.status in FIXED_PROBABILITIES:
        return deal.probability == FIXED_PROBABILITIES[deal.status]
    return deal.probability_by_hand or deal.probability == stage.probability
