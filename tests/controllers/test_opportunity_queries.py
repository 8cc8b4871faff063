"""Filters and sorts of deals against plain Python, page by page."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from crm.controllers.opportunity_queries import FILTERS, SORTS
from crm.errors import Invalid
from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.opportunities import MARKS, Line, weighted
from tests.records import day_ahead, moment_ago


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
        stage = dice.choice(("new", "new", "talk", "sent", "sent", "won", "lost"))
        age = dice.choice((0, 3, 8, 20, 90, 90, 90))
        values = {
            "value": dice.choice((5, 100, -20)) if stage == "won" else dice.choice((None, 5, 100, -20)),
            "currency": dice.choice(("EUR", "USD")),
            "expected_close": dice.choice(("", day_ahead(-5), day_ahead(30))),
            "contact_id": dice.choice((None, *people)),
            "company_id": dice.choice((None, *companies)),
            "assigned_to": dice.choice((None, session.user.id)),
            "source": dice.choice(("", "Web", "web")),
            "tags": dice.sample(tags, dice.randrange(3)),
            "custom.f1": dice.choice((None, "Norte", "Ávila")),
            "created_at": moment_ago(age),
            "snoozed_until": dice.choice(("", "", day_ahead(-1), day_ahead(3), day_ahead(0))),
        }
        lines = [Line(product_id=dice.choice(products), quantity=1000)] if dice.random() < 0.4 else []
        closing = (
            {"closed_on": day_ahead(-age), "loss_reason_id": deals.reasons["price"]} if stage in ("won", "lost") else {}
        )
        given = {"title": f"{dice.choice(('Água', 'pan', 'Ñu'))} {number}", "stage_id": deals.stages[stage]}
        deal = session.opportunities.add({**values, **closing, **given}, lines=lines)
        _what_happened(session, deal, dice=dice)
    return deals


def _what_happened(session, deal: int, *, dice: random.Random) -> None:
    """Perhaps an activity, planned or done, and something said."""
    if dice.random() < 0.5:
        due = dice.choice(("", day_ahead(-1), day_ahead(0), day_ahead(4)))
        activity = session.activities.add({"opportunity_id": deal, "due_on": due})
        if dice.random() < 0.2:
            session.activities.complete(activity, log=False)
    person = session.opportunities.get(deal).contact_id
    if person and dice.random() < 0.2:
        at = moment_ago(dice.choice((2, 10)))
        session.interactions.add(person, {"opportunity_id": deal, "at": at, "type": dice.choice(("call", "note"))})


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


def test_each_thing_that_stops_the_clock_is_seen_by_rows_and_filter_alike(deals):
    session = deals.session
    person = session.contacts.add({"first_name": "Ana"})
    company = session.contacts.add({"kind": "company", "company": "Molino"})
    for contact in (person, company):
        session.interactions.add(contact, {"type": "call"})
    rotten = {
        deals.add("bare", created_at=moment_ago(20)),
        deals.add("woken", created_at=moment_ago(20), snoozed_until=day_ahead(-1)),
    }
    deals.add("snoozed", created_at=moment_ago(20), snoozed_until=day_ahead(0))
    deals.add("person called", created_at=moment_ago(20), contact_id=person)
    deals.add("company called", created_at=moment_ago(20), company_id=company)
    for due in (-1, 0):
        planned = deals.add(f"planned {due}", created_at=moment_ago(20))
        session.activities.add({"opportunity_id": planned, "due_on": day_ahead(due)})
        rotten |= {planned} if due < 0 else set()
    done = deals.add("done", created_at=moment_ago(20))
    session.activities.complete(session.activities.add({"opportunity_id": done}))
    noted = deals.add("noted", created_at=moment_ago(20))
    session.interactions.add(person, {"type": "note", "opportunity_id": noted})
    called = deals.add("called", created_at=moment_ago(20))
    session.interactions.add(person, {"type": "call", "opportunity_id": called})
    assert meant(deals, lambda row: bool(row["rotting"])) == rotten | {noted}
    assert found(deals, Condition("rotting", Operator.ANY, (1,))) == rotten | {noted}


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
    soon = meant(many, lambda row: bool(row["expected_close"]) and row["expected_close"] < day_ahead(0))
    assert found(many, Condition("expected_close", Operator.BEFORE, (day_ahead(0),))) == soon
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
