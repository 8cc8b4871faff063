"""The gate: from every door a won deal needs its day and value, a lost one its day and reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.errors import Invalid
from crm.models.opportunities import Closing
from crm.utils import dates
from tests.records import picture

TODAY = dates.today()
TOMORROW = (date.fromisoformat(TODAY) + timedelta(days=1)).isoformat()


def doors(deals, stage: str):
    """Every way into a stage, each with a deal of its own without a value."""
    target = deals.stages[stage]
    opportunities = deals.session.opportunities
    one, other, third = deals.add("uno"), deals.add("dos"), deals.add("tres")
    return (
        lambda: opportunities.move([one], target),
        lambda: opportunities.change(other, {"stage_id": target}),
        lambda: opportunities.change_many([third], {"stage_id": target}),
        lambda: opportunities.add({"title": "Molino", "stage_id": target}),
    )


@pytest.mark.parametrize(
    ("stage", "lacking"), [("won", ["closed_on", "value"]), ("lost", ["closed_on", "loss_reason_id"])]
)
def test_no_door_leads_round_the_gate(deals, stage, lacking):
    for enter in doors(deals, stage):
        before = picture(deals.session.database)
        with pytest.raises(Invalid) as refused:
            enter()
        assert sorted(refused.value.fields) == lacking
        assert picture(deals.session.database) == before


def test_what_is_needed_is_told_beforehand(deals):
    session, bare, priced = deals.session, deals.add(), deals.add(value=5)
    needs = session.opportunities.needs
    assert needs(deals.stages["won"], [bare, priced]) == ["closed_on", "value"]
    assert needs(deals.stages["won"], [priced]) == ["closed_on"]
    assert needs(deals.stages["lost"], [bare]) == ["closed_on", "loss_reason_id"]
    assert needs(deals.stages["talk"], [bare]) == []
    won = deals.add(stage="won")
    assert needs(deals.stages["won"], [won]) == []
    assert needs(deals.stages["lost"], [won]) == ["closed_on", "loss_reason_id"]


def test_a_win_keeps_the_value_that_is_there(deals):
    deal = deals.add(value=700)
    deals.session.opportunities.move([deal], deals.stages["won"], closing=Closing(closed_on="2026-11-03"))
    kept = deals.session.opportunities.get(deal)
    assert (kept.status, kept.closed_on, kept.value, kept.probability) == ("won", "2026-11-03", 700, 100)


def test_a_win_may_bring_another_value(deals):
    deal = deals.add(value=700)
    deals.session.opportunities.move([deal], deals.stages["won"], closing=Closing(closed_on=TODAY, value=650))
    assert deals.session.opportunities.get(deal).value == 650


def test_a_value_of_zero_is_a_value(deals):
    deal = deals.add(value=0)
    deals.session.opportunities.move([deal], deals.stages["won"], closing=Closing(closed_on=TODAY))
    assert deals.session.opportunities.get(deal).value == 0


def test_a_day_to_come_is_refused(deals):
    deal = deals.add(value=5)
    with pytest.raises(Invalid, match="has not come yet") as refused:
        deals.session.opportunities.move([deal], deals.stages["won"], closing=Closing(closed_on=TOMORROW))
    assert list(refused.value.fields) == ["closed_on"]


def test_a_reason_that_needs_words_asks_for_them(deals):
    deal, other = deals.add(), deals.reasons["other"]
    closing = {"stage_id": deals.stages["lost"], "closed_on": TODAY, "loss_reason_id": other}
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.change(deal, {**closing, "loss_note": "  "})
    assert list(refused.value.fields) == ["loss_note"]
    deals.session.opportunities.change(deal, {**closing, "loss_note": "cerró"})
    kept = deals.session.opportunities.get(deal)
    assert (kept.status, kept.loss_note, kept.probability, kept.value) == ("lost", "cerró", 0, None)


def test_a_reason_that_is_gone_is_refused(deals):
    with pytest.raises(Invalid) as refused:
        deals.add(stage="lost", loss_reason_id=999)
    assert list(refused.value.fields) == ["loss_reason_id"]


def test_each_of_several_may_be_closed_in_its_own_way(deals):
    one, other = deals.add(value=5), deals.add()
    closing = {one: Closing(TODAY), other: Closing("2026-11-01", 9)}
    deals.session.opportunities.move([one, other], deals.stages["won"], closing=closing)
    kept = [deals.session.opportunities.get(deal) for deal in (one, other)]
    assert [(deal.closed_on, deal.value) for deal in kept] == [(TODAY, 5), ("2026-11-01", 9)]


def test_of_several_the_one_that_lacks_something_is_named(deals):
    several = [deals.add("uno", value=5), deals.add("dos")]
    with pytest.raises(Invalid, match="dos: "):
        deals.session.opportunities.move(several, deals.stages["won"], closing=Closing(TODAY))
    assert deals.titles("won") == []


def test_a_deal_brought_back_forgets_how_it_ended(deals):
    deal = deals.add(stage="lost", value=8)
    deals.session.opportunities.move([deal], deals.stages["talk"])
    kept = deals.session.opportunities.get(deal)
    assert (kept.status, kept.closed_on, kept.loss_reason_id, kept.probability) == ("open", "", None, 40)


def test_a_loss_that_turns_into_a_win_needs_its_own_day(deals):
    deal = deals.add(stage="lost", value=8)
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.move([deal], deals.stages["won"])
    assert list(refused.value.fields) == ["closed_on"]
    deals.session.opportunities.move([deal], deals.stages["won"], closing=Closing(TODAY))
    assert deals.session.opportunities.get(deal).loss_reason_id is None


@pytest.mark.parametrize("values", [{"value": None}, {"closed_on": ""}, {"closed_on": TOMORROW}])
def test_a_won_deal_keeps_what_the_gate_asked_for(deals, values):
    deal = deals.add(stage="won")
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.change(deal, values)
    assert list(refused.value.fields) == list(values)


def test_other_fields_of_a_closed_deal_change_freely(deals):
    deal = deals.add(stage="lost")
    deals.session.opportunities.change(deal, {"source": "Feria", "probability": 50})
    kept = deals.session.opportunities.get(deal)
    assert (kept.source, kept.probability, kept.status) == ("Feria", 0, "lost")


def test_an_open_deal_has_no_closing_day(deals):
    deal = deals.add(closed_on=TODAY, loss_reason_id=deals.reasons["price"])
    kept = deals.session.opportunities.get(deal)
    assert (kept.closed_on, kept.loss_reason_id) == ("", None)


def test_a_stage_out_of_use_takes_no_deals(deals):
    deals.session.pipelines.remove_stage(deals.stages["sent"])
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.move([deals.add()], deals.stages["sent"])
    assert list(refused.value.fields) == ["stage_id"]
