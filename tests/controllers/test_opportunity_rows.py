"""Rows of deals: names beside ids, the next activity, idle days, and the sentence that tells why a deal rots."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Line
from tests.records import day_ahead, moment_ago


@pytest.fixture
def old(deals):
    """A deal that came into a stage with a limit of 14 days 20 days ago, with a person of a company."""
    company = deals.session.contacts.add({"kind": "company", "company": "Molino SL"})
    person = deals.session.contacts.add({"first_name": "Ana", "last_name": "Gil", "company": "Molino SL"})
    deal = deals.add("Harina", contact_id=person, created_at=moment_ago(20))
    return deal, person, company


def test_a_row_names_everyone_and_everything(deals, old):
    deals.session.opportunities.change(old[0], {"assigned_to": deals.session.user.id, "value": 333, "tags": ["VIP"]})
    row = deals.row(old[0])
    shown = {name: row[name] for name in ("name", "contact", "company", "stage", "pipeline", "owner", "weighted")}
    assert shown == {
        "name": "Harina",
        "contact": "Ana Gil",
        "company": "Molino SL",
        "stage": "new",
        "pipeline": "Ventas",
        "owner": deals.session.user.name,
        "weighted": 33,
    }
    assert [tag.name for tag in row["tags"]] == ["VIP"]


def test_a_deal_of_nobody_has_empty_names(deals):
    row = deals.row(deals.add())
    assert (row["contact"], row["company"], row["owner"], row["weighted"], row["next_activity"]) == (
        "",
        "",
        "",
        None,
        None,
    )


def test_rows_come_in_the_order_asked_without_those_that_are_gone(deals):
    one, other = deals.add("uno"), deals.add("dos")
    assert [row["title"] for row in deals.session.opportunities.rows([other, 999, one])] == ["dos", "uno"]
    assert deals.session.opportunities.rows([]) == []


def test_the_next_activity_is_the_one_due_first_those_without_a_day_last(deals):
    deal = deals.add()
    for subject, due in (("later", day_ahead(5)), ("someday", ""), ("soon", day_ahead(2))):
        deals.session.activities.add({"opportunity_id": deal, "subject": subject, "due_on": due})
    row = deals.row(deal)
    assert (row["next_activity"]["subject"], row["mark"]) == ("soon", "planned")
    assert set(row["next_activity"]) == {"id", "type", "type_name", "subject", "due_on", "due_at"}


@pytest.mark.parametrize(("due", "mark"), [(-1, "overdue"), (0, "today"), (1, "planned"), (None, "planned")])
def test_the_mark_tells_how_the_next_activity_stands(deals, due, mark):
    deal = deals.add()
    assert deals.row(deal)["mark"] == "none"
    activity = deals.session.activities.add({"opportunity_id": deal, "due_on": "" if due is None else day_ahead(due)})
    assert deals.row(deal)["mark"] == mark
    deals.session.activities.complete(activity)
    assert deals.row(deal)["mark"] == "none"


def test_a_deal_rots_from_the_day_behind_the_limit(deals):
    fresh, rotten = deals.add(created_at=moment_ago(14)), deals.add(created_at=moment_ago(15))
    assert deals.row(fresh)["rotting"] == ""
    assert deals.row(rotten)["rotting"] == "15 days since it was added, limit 14"
    assert (deals.row(rotten)["idle_days"], deals.row(rotten)["days_in_stage"]) == (15, 15)


@pytest.mark.parametrize(
    ("type", "words"),
    [
        ("call", "the last call"),
        ("email", "the last e-mail"),
        ("meeting", "the last meeting"),
    ],
)
def test_the_reason_names_what_happened_last(deals, old, type, words):
    deal, person, _company = old
    deals.session.interactions.add(person, {"type": type, "at": moment_ago(16), "opportunity_id": deal})
    assert deals.row(deal)["rotting"] == f"16 days since {words}, limit 14"


def test_the_reason_tells_a_type_the_business_added_by_its_name(deals, old):
    deals.session.interaction_types.add("Cata de vinos", key="stage")
    deals.session.interactions.add(old[1], {"type": "stage", "at": moment_ago(16), "opportunity_id": old[0]})
    assert deals.row(old[0])["rotting"] == "16 days since the last contact (Cata de vinos), limit 14"


def test_a_stage_it_came_into_later_is_what_counts(deals):
    deal = deals.add(created_at=moment_ago(90), stage_since=moment_ago(30))
    assert deals.row(deal)["rotting"] == "30 days since it came into this stage, limit 14"


def test_a_call_with_the_person_or_the_company_counts_too(deals, old):
    deal, person, company = old
    deals.session.interactions.add(company, {"type": "call", "at": moment_ago(18)})
    assert deals.row(deal)["rotting"] == "18 days since the last call, limit 14"
    deals.session.interactions.add(person, {"type": "meeting", "at": moment_ago(17)})
    assert deals.row(deal)["rotting"] == "17 days since the last meeting, limit 14"
    deals.session.interactions.add(person, {"type": "call", "at": moment_ago(3)})
    assert deals.row(deal)["rotting"] == ""


def test_a_note_is_no_contact(deals, old):
    deals.session.interactions.add(old[1], {"type": "note", "at": moment_ago(1), "opportunity_id": old[0]})
    assert deals.row(old[0])["idle_days"] == 20


def test_an_activity_that_was_done_stops_the_clock(deals, old):
    activity = deals.session.activities.add({"opportunity_id": old[0]})
    assert deals.row(old[0])["rotting"]
    deals.session.activities.complete(activity)
    assert (deals.row(old[0])["rotting"], deals.row(old[0])["idle_days"]) == ("", 0)


@pytest.mark.parametrize(("due", "rots"), [(-1, True), (0, False), (9, False)])
def test_what_is_planned_for_today_or_later_stops_the_clock(deals, old, due, rots):
    deals.session.activities.add({"opportunity_id": old[0], "due_on": day_ahead(due)})
    assert bool(deals.row(old[0])["rotting"]) == rots


def test_a_snooze_stops_the_clock_to_its_last_day(deals, old):
    for until, rots in ((day_ahead(-1), True), (day_ahead(0), False), ("", True)):
        deals.session.opportunities.snooze([old[0]], until)
        assert bool(deals.row(old[0])["rotting"]) == rots


def test_a_stage_without_a_limit_and_closed_deals_do_not_rot(deals):
    for stage in ("talk", "won", "lost"):
        assert deals.row(deals.add(stage=stage, created_at=moment_ago(300), closed_on=day_ahead(-300)))["rotting"] == ""


def test_a_move_starts_the_clock_anew(deals, old):
    deals.session.opportunities.move([old[0]], deals.stages["sent"])
    assert (deals.row(old[0])["idle_days"], deals.row(old[0])["days_in_stage"]) == (0, 0)


def test_lines_do_not_matter_to_a_row(deals):
    deal = deals.session.opportunities.add({"title": "Pan"}, lines=[Line(name="Saco", unit_price=250)])
    assert deals.row(deal)["value"] == 250
