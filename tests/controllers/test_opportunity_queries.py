"""Filters and sorts of deals against plain Python, page by page."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from crm.controllers.opportunity_queries import FILTERS, SORTS
from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import MARKS, Line, weighted
from crm.utils import dates

TODAY = date.fromisoformat(dates.today())


def moment(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(ahead: int) -> str:
    return (TODAY + timedelta(days=ahead)).isoformat()


@pytest.fixture
def many(deals):
    """Forty deals of all kinds, some with activities and interactions."""
    dice, session = random.Random(7), deals.session
    session.fields.add("Zona", Kind.TEXT, entity="opportunities")
    tags = [session.tags.add(name) for name in ("Norte", "Sur")]
    products = [session.products.add({"name": name, "currency": "EUR"}) for name in ("Saco", "Bolsa")]
    people = [session.contacts.add({"first_name": name, "company": ""}) for name in ("Ana", "Luis", "Eva")]
    companies = [session.contacts.add({"kind": "company", "company": name}) for name in ("Molino", "Horno")]
    for number in range(40):
        stage = dice.choice(("new", "talk", "sent", "sent", "won", "lost"))
        age = dice.choice((0, 3, 8, 20, 90))
        values = {
            "value": dice.choice((5, 100, -20)) if stage == "won" else dice.choice((None, 5, 100, -20)),
            "currency": dice.choice(("EUR", "USD")),
            "expected_close": dice.choice(("", day(-5), day(30))),
            "contact_id": dice.choice((None, *people)),
            "company_id": dice.choice((None, *companies)),
            "assigned_to": dice.choice((None, session.user.id)),
            "source": dice.choice(("", "Web", "web")),
            "tags": dice.sample(tags, dice.randrange(3)),
            "custom.f1": dice.choice((None, "Norte", "Ávila")),
            "created_at": moment(age),
            "snoozed_until": dice.choice(("", "", day(3))),
        }
        lines = [Line(product_id=dice.choice(products), quantity=1000)] if dice.random() < 0.4 else []
        closing = {"closed_on": day(-age), "loss_reason_id": deals.reasons["price"]} if stage in ("won", "lost") else {}
        given = {"title": f"{dice.choice(('Água', 'pan', 'Ñu'))} {number}", "stage_id": deals.stages[stage]}
        deal = session.opportunities.add({**values, **closing, **given}, lines=lines)
        if dice.random() < 0.5:
            activity = session.activities.add(
                {"opportunity_id": deal, "due_on": dice.choice(("", day(-1), day(0), day(4)))}
            )
            if dice.random() < 0.2:
                session.activities.complete(activity)
        if values["contact_id"] and dice.random() < 0.2:
            about = {"opportunity_id": deal, "at": moment(dice.choice((2, 10))), "type": dice.choice(("call", "note"))}
            session.interactions.add(values["contact_id"], about)
    return deals


def everyone(deals) -> list[dict]:
    return deals.session.opportunities.rows(deals.session.database.ids("SELECT id FROM opportunities"))


def found(deals, *conditions: Condition) -> set[int]:
    return set(deals.session.opportunities.ids(ListQuery(conditions=conditions)))


def meant(deals, test) -> set[int]:
    return {row["id"] for row in everyone(deals) if test(row)}


def test_the_crowd_holds_every_mark_and_some_that_rot(many):
    rows = everyone(many)
    assert {row["mark"] for row in rows} == {mark.value for mark in MARKS}
    assert len([row for row in rows if row["rotting"]]) > 1


@pytest.mark.parametrize("mark", [mark.value for mark in MARKS])
def test_marks_are_found_as_rows_show_them(many, mark):
    expected = meant(many, lambda row: row["mark"] == mark)
    assert found(many, Condition("mark", Operator.ANY, (mark,))) == expected
    assert found(many, Condition("mark", Operator.NONE, (mark,))) == meant(many, lambda row: row["mark"] != mark)


@pytest.mark.parametrize("days", [0, 2, 3, 8, 20, 500])
@pytest.mark.parametrize("name", ["idle_days", "days_in_stage"])
def test_days_are_found_as_rows_show_them(many, name, days):
    assert found(many, Condition(name, Operator.AFTER, (days,))) == meant(many, lambda row: row[name] > days)
    assert found(many, Condition(name, Operator.BEFORE, (days,))) == meant(many, lambda row: row[name] < days)
    between = meant(many, lambda row: 2 <= row[name] <= days)
    assert found(many, Condition(name, Operator.BETWEEN, (2, days))) == between


def test_what_rots_is_found_as_rows_show_it(many):
    rotten = meant(many, lambda row: bool(row["rotting"]))
    for condition in (Condition("rotting", Operator.ANY, (1,)), Condition("rotting", Operator.FILLED)):
        assert found(many, condition) == rotten
    others = meant(many, lambda row: not row["rotting"])
    for condition in (Condition("rotting", Operator.ANY, (0,)), Condition("rotting", Operator.NONE, (1,))):
        assert found(many, condition) == others
    assert found(many, Condition("rotting", Operator.ANY, (0, 1))) == rotten | others


@pytest.mark.parametrize("name", [*FILTERS, "custom.f1"])
def test_every_field_is_found_by_its_value_and_by_having_none(many, name):
    key = name.removeprefix("custom.")
    values = {row["id"]: row["custom"].get(key) if name != key else row[name] for row in everyone(many)}
    wanted = next((value for value in values.values() if value not in (None, "")), "x")
    assert found(many, Condition(name, Operator.ANY, (wanted,))) == {one for one in values if values[one] == wanted}
    nothing = {one for one in values if values[one] in (None, "")}
    assert found(many, Condition(name, Operator.EMPTY)) == nothing
    assert found(many, Condition(name, Operator.FILLED)) == values.keys() - nothing


@pytest.mark.parametrize("status", ["open", "won", "lost"])
def test_a_status_is_found_alone_and_among_others(many, status):
    assert found(many, Condition("status", Operator.ANY, (status,))) == meant(many, lambda row: row["status"] == status)
    either = meant(many, lambda row: row["status"] in (status, "open"))
    assert found(many, Condition("status", Operator.ANY, (status, "open"))) == either


def test_products_and_tags_are_found_through_what_hangs_on_a_deal(many):
    opportunities = many.session.opportunities
    product = many.session.products.by_name("Saco").id
    sold = meant(many, lambda row: any(one.product_id == product for one in opportunities.get(row["id"]).lines))
    assert found(many, Condition("product_id", Operator.ANY, (product,))) == sold
    bare = meant(many, lambda row: not opportunities.get(row["id"]).lines)
    assert found(many, Condition("product_id", Operator.EMPTY)) == bare
    tag = many.session.tags.by_name("Sur").id
    worn = meant(many, lambda row: any(one.id == tag for one in row["tags"]))
    assert found(many, Condition("tags", Operator.NONE, (tag,))) == {row["id"] for row in everyone(many)} - worn


def test_values_are_compared_as_numbers_and_days_as_days(many):
    over = meant(many, lambda row: row["value"] is not None and row["value"] > -20)
    assert found(many, Condition("value", Operator.AFTER, (-20,))) == over
    soon = meant(many, lambda row: bool(row["expected_close"]) and row["expected_close"] < day(0))
    assert found(many, Condition("expected_close", Operator.BEFORE, (day(0),))) == soon
    heavy = meant(many, lambda row: (weighted(row["value"], row["probability"]) or 0) > 10)
    assert found(many, Condition("weighted", Operator.AFTER, (10,))) == heavy


def test_a_title_is_found_without_accents(many):
    expected = meant(many, lambda row: "agua" in row["sort_title"])
    assert found(many, Condition("title", Operator.CONTAINS, ("ÁGUA",))) == expected != set()


def test_what_an_import_brought_is_found_by_its_operation(many):
    with many.session.database.transaction(many.session.contacts.context.author, "Import") as operation:
        several = {many.add("uno"), many.add("dos")}
    assert found(many, Condition("imported_by", Operator.ANY, (operation.id,))) == several


@pytest.mark.parametrize(
    "condition",
    [
        Condition("nothing", Operator.ANY, (1,)),
        Condition("custom.f9", Operator.ANY, (1,)),
        Condition("idle_days", Operator.ANY, (1,)),
        Condition("idle_days", Operator.AFTER, ("x",)),
        Condition("idle_days", Operator.BETWEEN, (1,)),
        Condition("value", Operator.AFTER, ()),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(deals, condition):
    with pytest.raises(Invalid) as refused:
        found(deals, condition)
    assert list(refused.value.fields) == [condition.field]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", [*SORTS, "custom.f1", ""])
def test_pages_follow_each_other_in_every_order(many, sort, descending):
    query = ListQuery(sort=sort, descending=descending)
    whole, after, paged = list(many.session.opportunities.ids(query)), None, []
    while True:
        page = many.session.opportunities.page(query, after=after, limit=7)
        paged += [row["id"] for row in page.rows]
        after = page.next
        if after is None:
            break
    assert paged == whole
    assert len(set(whole)) == 40


@pytest.mark.parametrize("name", ["idle_days", "days_in_stage", "value", "weighted", "expected_close", "probability"])
def test_an_order_is_that_of_what_is_shown(many, name):
    rows = many.session.opportunities.page(ListQuery(sort=name), limit=40).rows
    values = [-(10**9) if row[name] is None else row[name] for row in rows]
    assert all(one <= other for one, other in pairwise(values))


def test_stages_are_sorted_by_their_place_and_marks_by_urgency(many):
    rows = many.session.opportunities.page(ListQuery(sort="stage"), limit=40).rows
    places = [list(many.stages.values()).index(row["stage_id"]) for row in rows]
    assert places == sorted(places)
    rows = many.session.opportunities.page(ListQuery(sort="mark"), limit=40).rows
    urgency = [("overdue", "today", "planned", "none").index(row["mark"]) for row in rows]
    assert urgency == sorted(urgency)


def test_an_unknown_order_is_refused(deals):
    with pytest.raises(Invalid):
        deals.session.opportunities.page(ListQuery(sort="nothing"))
