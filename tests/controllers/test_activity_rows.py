"""What the row of an activity shows beside its columns."""

from __future__ import annotations

from crm.models.lists import ListQuery
from tests.records import day_ahead


def row_of(session, **values):
    return session.activities.rows([session.activities.add(values)])[0]


def test_names_stand_beside_ids(session):
    ana = session.contacts.add({"first_name": "Ana", "company": "Molino"})
    deal = session.opportunities.add({"title": "Obra", "contact_id": ana})
    row = row_of(session, opportunity_id=deal)
    shown = (row["contact"], row["company"], row["opportunity"], row["owner"])
    assert shown == ("Ana", "Molino", "Obra", session.user.name)


def test_without_a_person_the_deal_s_company_is_shown(session):
    company = session.contacts.add({"kind": "company", "company": "Horno"})
    deal = session.opportunities.add({"title": "Obra", "company_id": company})
    activity = session.activities.add({"opportunity_id": deal})
    session.activities.change(activity, {"contact_id": None})
    row = session.activities.rows([activity])[0]
    assert (row["contact"], row["company"]) == ("", "Horno")


def test_where_it_stands_is_told(session):
    marks = [row_of(session, due_on=day)["when"] for day in (day_ahead(-1), day_ahead(0), day_ahead(1), "")]
    assert marks == ["overdue", "today", "planned", "none"]
    activity = session.activities.add({"due_on": day_ahead(-1)})
    session.activities.complete(activity)
    assert session.activities.rows([activity])[0]["when"] == "done"


def test_what_lasts_until_today_is_not_overdue(session):
    assert row_of(session, due_on=day_ahead(-1), duration_minutes=2880)["when"] == "today"


def test_what_repeats_says_how(session):
    values = {"subject": "Reunión", "due_on": day_ahead(1)}
    series = session.series.add(values, "FREQ=DAILY;COUNT=3")
    rows = session.activities.page(ListQuery()).rows
    assert {row["series_id"] for row in rows} == {series}
    assert all(row["repeats"] for row in rows)
    assert row_of(session)["repeats"] == ""


def test_rows_come_in_the_order_asked_without_those_that_are_gone(session):
    first, second = session.activities.add({}), session.activities.add({})
    session.activities.remove(first)
    third = session.activities.add({})
    assert [row["id"] for row in session.activities.rows([third, first, second])] == [third, second]
    assert session.activities.rows([]) == []
