"""Opportunities: what is added is read back, customers follow, bad values are refused, everything can be undone."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.fields import Kind
from crm.models.opportunities import Closing, Line
from crm.utils import dates
from tests.records import newest, picture, second_user


def refused(work) -> list[str]:
    with pytest.raises(Invalid) as error:
        work()
    assert all(error.value.fields.values())
    return list(error.value.fields)


def test_a_title_is_enough(deals):
    deal = deals.session.opportunities.get(deals.session.opportunities.add({"title": "Molino"}))
    stage = deals.session.pipelines.default().first("open")
    assert (deal.title, deal.stage_id, deal.status, deal.value) == ("Molino", stage.id, "open", None)
    assert (deal.currency, deal.probability, deal.probability_by_hand) == ("EUR", stage.probability, False)


def test_everything_given_is_read_back(deals):
    session = deals.session
    session.fields.add("Zona", Kind.TEXT, entity="opportunities")
    person = session.contacts.add({"first_name": "Ana"})
    values = {
        "title": " Harina 😀 ",
        "contact_id": person,
        "stage_id": deals.stages["talk"],
        "value": -12345,
        "currency": "MXN",
        "probability": 55,
        "expected_close": "2027-01-31",
        "assigned_to": session.user.id,
        "source": "Feria",
        "description": "uno\ndos",
        "tags": [session.tags.add("VIP")],
        "custom.f1": "Norte",
    }
    kept = session.opportunities.get(session.opportunities.add(values)).values()
    assert {name: kept[name] for name in values} == values


def test_a_deal_needs_a_title(deals):
    assert refused(lambda: deals.session.opportunities.add({"title": " "})) == ["title"]
    assert refused(lambda: deals.session.opportunities.add({})) == ["title"]
    deal = deals.add()
    assert refused(lambda: deals.session.opportunities.change(deal, {"title": ""})) == ["title"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "mucho"),
        ("value", 10**15 + 1),
        ("currency", "EURO"),
        ("currency", "XXZ"),
        ("probability", 101),
        ("probability", -1),
        ("probability", 12.5),
        ("expected_close", "mañana"),
        ("assigned_to", 99),
        ("contact_id", 99),
        ("company_id", 99),
        ("stage_id", 9999),
        ("pipeline_id", 9999),
        ("tags", [99]),
        ("nothing", 1),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(deals, field, value):
    before = picture(deals.session.database)
    assert refused(lambda: deals.session.opportunities.add({"title": "Molino", field: value})) == [field]
    assert picture(deals.session.database) == before


def test_a_field_of_its_own_that_must_be_filled_is_asked_for(deals):
    deals.session.fields.add("Zona", Kind.TEXT, entity="opportunities", required=True)
    assert refused(lambda: deals.session.opportunities.add({"title": "Molino"})) == ["custom.f1"]


def test_new_deals_go_on_top_of_their_column(deals):
    for title in ("uno", "dos", "tres"):
        deals.add(title)
    assert deals.titles("new") == ["tres", "dos", "uno"]


def test_the_stage_of_another_pipeline_is_refused(deals):
    other = deals.session.pipelines.default().id
    values = {"title": "Molino", "pipeline_id": other, "stage_id": deals.stages["new"]}
    assert refused(lambda: deals.session.opportunities.add(values)) == ["stage_id"]


def test_another_pipeline_means_its_first_stage_of_the_same_kind(deals):
    session, other = deals.session, deals.session.pipelines.default()
    deal, won = deals.add(), deals.add(stage="won")
    for one in (deal, won):
        session.opportunities.change(one, {"pipeline_id": other.id})
    stages = [session.opportunities.get(one).stage_id for one in (deal, won)]
    assert stages == [other.first("open").id, other.first("won").id]


def test_a_change_of_many_is_one_operation(deals):
    session = deals.session
    several = [deals.add(), deals.add(), deals.add(source="Web")]
    before = newest(session.database)
    assert session.opportunities.change_many(several, {"source": "Web"}) == 2
    assert newest(session.database) == before + 1
    assert session.history.operations()[0].label == "Edit 2 opportunities"


def test_a_change_of_many_names_the_deal_the_gate_stops(deals):
    several = [deals.add("Molino", value=5), deals.add("Harina")]
    before = picture(deals.session.database)
    values = {"stage_id": deals.stages["won"], "closed_on": dates.today()}
    with pytest.raises(Invalid, match="Harina: A won opportunity needs a value"):
        deals.session.opportunities.change_many(several, values)
    assert picture(deals.session.database) == before


def test_deals_of_somebody_else_stay_as_they_are(deals):
    berta = second_user(deals.session)
    mine, nobodys, others = (deals.add(assigned_to=owner) for owner in (berta.user.id, None, deals.session.user.id))
    tag = deals.session.tags.add("VIP")
    berta.opportunities.move([mine, nobodys], deals.stages["talk"])
    before = picture(deals.session.database)
    for work in (
        lambda: berta.opportunities.change(others, {"source": "Web"}),
        lambda: berta.opportunities.change_many([mine, others], {"source": "Web"}),
        lambda: berta.opportunities.move([mine, others], deals.stages["sent"]),
        lambda: berta.opportunities.redate([others], "2027-01"),
        lambda: berta.opportunities.snooze([others], "2027-01-01"),
        lambda: berta.opportunities.add_tags([others], [tag]),
        lambda: berta.opportunities.remove_tags([others], [tag]),
        lambda: berta.opportunities.remove([mine, others]),
    ):
        with pytest.raises(Denied, match="belongs to somebody else"):
            work()
    assert picture(deals.session.database) == before


def test_removed_deals_come_back_with_lines_tags_and_history(deals):
    session = deals.session
    deal = session.opportunities.add(
        {"title": "Molino", "stage_id": deals.stages["new"], "tags": ["VIP"]}, lines=[Line(name="Saco", unit_price=5)]
    )
    session.opportunities.move([deal], deals.stages["talk"])
    session.activities.add({"opportunity_id": deal})
    session.interactions.add(session.contacts.add({"first_name": "Ana"}), {"opportunity_id": deal})
    before = picture(session.database)
    assert session.opportunities.remove([deal]) == 1
    with pytest.raises(NotFound):
        session.opportunities.get(deal)
    session.history.undo()
    assert picture(session.database) == before


def test_redating_means_the_last_day_of_the_month(deals):
    deal = deals.add(expected_close="2026-12-05")
    assert deals.session.opportunities.redate([deal], "2028-02") == 1
    assert deals.session.opportunities.get(deal).expected_close == "2028-02-29"
    assert deals.session.history.operations()[0].label == "Expected close of Molino: 29 Feb 2028"
    deals.session.opportunities.redate([deal], "")
    assert deals.session.opportunities.get(deal).expected_close == ""
    assert refused(lambda: deals.session.opportunities.redate([deal], "2026-13")) == ["expected_close"]


def test_snoozing_is_kept_and_ended(deals):
    deal = deals.add()
    for until in ("2027-01-15", ""):
        deals.session.opportunities.snooze([deal], until)
        assert deals.session.opportunities.get(deal).snoozed_until == until


def test_tags_are_put_on_and_taken_off(deals):
    session, several = deals.session, [deals.add(), deals.add()]
    tag = session.tags.add("VIP")
    assert session.opportunities.add_tags(several, [tag]) == 2
    assert session.opportunities.remove_tags(several[:1], [tag]) == 1
    assert [[one.name for one in session.opportunities.get(deal).tags] for deal in several] == [[], ["VIP"]]


def test_one_that_is_gone_stops_a_move_of_many(deals):
    deal = deals.add()
    with pytest.raises(NotFound):
        deals.session.opportunities.move([deal, 999], deals.stages["talk"])
    assert deals.titles("new") == ["Molino"]


def test_the_label_says_what_moved_where(deals):
    session = deals.session
    session.opportunities.move([deals.add()], deals.stages["talk"])
    assert session.history.operations()[0].label == "Move Molino to talk"
    session.opportunities.move([deals.add(), deals.add()], deals.stages["talk"])
    assert session.history.operations()[0].label == "Move 2 opportunities to talk"


def test_ctrl_z_brings_back_stage_rank_probability_dates_and_history(deals):
    session = deals.session
    deals.add("otro")
    deal = deals.add(value=100)
    before = picture(session.database)
    session.opportunities.move([deal], deals.stages["won"], closing=Closing(closed_on="2026-11-02", value=250))
    after = picture(session.database)
    session.history.undo()
    assert picture(session.database) == before
    session.history.redo()
    assert picture(session.database) == after
    session.history.undo()
    assert picture(session.database) == before


def test_a_move_back_and_forth_is_taken_back_step_by_step(deals):
    session, deal = deals.session, deals.add()
    steps = [picture(session.database)]
    for stage in ("talk", "sent", "new"):
        session.opportunities.move([deal], deals.stages[stage])
        steps.append(picture(session.database))
    for step in reversed(steps[:-1]):
        session.history.undo()
        assert picture(session.database) == step


def test_a_deal_added_by_mistake_is_taken_back_whole(deals):
    before = picture(deals.session.database)
    deals.session.opportunities.add({"title": "Molino"}, lines=[Line(name="Saco")])
    deals.session.history.undo()
    assert picture(deals.session.database) == before


def test_nothing_changed_leaves_no_operation(deals):
    session, deal = deals.session, deals.add(value=5)
    before = newest(session.database)
    session.opportunities.change(deal, session.opportunities.get(deal).values())
    session.opportunities.change_many([deal], {"value": 5})
    assert newest(session.database) == before


def test_two_at_work_on_different_fields_are_no_conflict(deals):
    session, deal = deals.session, deals.add(value=5)
    opened = session.opportunities.get(deal)
    session.opportunities.move([deal], deals.stages["talk"])
    form = {name: value for name, value in opened.values().items() if name != "stage_id"}
    session.opportunities.change(deal, form | {"source": "Web"}, version=opened.version)
    kept = session.opportunities.get(deal)
    assert (kept.source, kept.stage_id, kept.probability) == ("Web", deals.stages["talk"], 40)


@pytest.mark.parametrize(("currency", "value"), [("USD", 70_350), ("CLP", 704), ("KWD", 703_500)])
def test_another_currency_leaves_the_number_of_units(deals, currency, value):
    deal = deals.add(value=70_350)
    deals.session.opportunities.change(deal, {"currency": currency})
    assert (deals.row(deal)["value"], deals.row(deal)["currency"]) == (value, currency)
    deals.session.history.undo()
    assert (deals.row(deal)["value"], deals.row(deal)["currency"]) == (70_350, "EUR")


def test_another_currency_leaves_the_units_of_lines_and_their_sum(deals):
    opportunities = deals.session.opportunities
    deal = opportunities.add({"title": "x"}, lines=[Line(name="a", quantity=2000, unit_price=150_000), Line(name="b")])
    opportunities.change(deal, {"currency": "CLP"})
    whole = opportunities.get(deal)
    assert [one.unit_price for one in whole.lines] == [1_500, None]
    assert (whole.value, whole.value_from_lines) == (3_000, True)
    deals.session.history.undo()
    assert [one.unit_price for one in opportunities.get(deal).lines] == [150_000, None]


def test_a_value_told_with_its_currency_is_taken_as_told(deals):
    deal = deals.add(value=70_350)
    deals.session.opportunities.change(deal, {"currency": "CLP", "value": 70_350})
    assert deals.row(deal)["value"] == 70_350


def test_an_amount_that_another_currency_cannot_hold_is_refused(deals):
    deal = deals.add(value=10**15)
    with pytest.raises(Invalid) as refused:
        deals.session.opportunities.change(deal, {"currency": "KWD"})
    assert list(refused.value.fields) == ["value"]


def test_who_may_not_change_a_deal_is_told_before_anything_is_asked(deals):
    own, free = deals.add(assigned_to=deals.session.user.id), deals.add()
    berta, rita = (second_user(deals.session, role, name) for role, name in (("sales", "Berta"), ("reader", "Rita")))
    deals.session.opportunities.require_changeable([own, free])
    berta.opportunities.require_changeable([free])
    for somebody, ids in ((berta, [free, own]), (rita, [free])):
        with pytest.raises(Denied):
            somebody.opportunities.require_changeable(ids)
