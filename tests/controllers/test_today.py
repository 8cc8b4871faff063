"""The sections of a day, against a plain-Python reading of the same rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.errors import Invalid
from crm.models.segments import SegmentRules
from crm.models.today import SECTIONS
from crm.utils import dates
from tests.records import day_ahead, moment_ago, second_user


def day_from_now(days: int) -> str:
    return (date.fromisoformat(dates.today()) + timedelta(days=days)).isoformat()


def ids(session, key: str, *, everyone: bool = False) -> list[int]:
    found = session.today.day(everyone=everyone).section(key)
    assert [row["id"] for row in found.rows] == session.today.ids(key, everyone=everyone)
    assert found.count == len(found.rows)
    return [row["id"] for row in found.rows]


def test_an_empty_day_has_every_section_and_nothing_in_it(session):
    found = session.today.day()
    assert [one.key for one in found.sections] == [one.value for one in SECTIONS]
    assert [one.count for one in found.sections] == [0] * len(SECTIONS)


def test_what_was_due_on_an_earlier_day_is_overdue_the_oldest_first(session):
    late, later = (session.activities.add({"subject": str(days), "due_on": day_from_now(-days)}) for days in (1, 9))
    session.activities.add({"subject": "Mañana", "due_on": day_from_now(1)})
    assert ids(session, "overdue") == [later, late]


def test_what_is_due_today_stands_by_its_time_and_meetings_apart(session):
    visit = session.activities.add({"type": "meeting", "due_at": dates.to_moment(f"{dates.today()} 23:58")})
    whenever = session.activities.add({"type": "task", "due_on": dates.today()})
    call = session.activities.add({"type": "call", "due_at": dates.to_moment(f"{dates.today()} 23:57")})
    assert (ids(session, "meetings"), ids(session, "due")) == ([visit], [call, whenever])


def test_what_is_done_is_counted_and_listed_no_more(session):
    activity = session.activities.add({"subject": "Llamar", "due_on": dates.today()})
    session.activities.complete(activity)
    assert (ids(session, "due"), session.today.day().done) == ([], 1)


def test_open_deals_to_be_closed_by_sunday_are_listed_late_ones_too(session):
    sunday = 6 - date.fromisoformat(dates.today()).weekday()
    days = (-20, sunday, sunday + 1)
    late, week, _next_week = (
        session.opportunities.add({"title": "Obra", "expected_close": day_from_now(one)}) for one in days
    )
    assert ids(session, "closing") == [late, week]


def test_deals_without_a_next_activity_stand_the_largest_first(session):
    small, large, planned = (session.opportunities.add({"title": "Obra", "value": one}) for one in (1, 900, 500))
    session.activities.add({"opportunity_id": planned, "due_on": day_from_now(3)})
    assert ids(session, "without_next") == [large, small]


def test_a_contact_is_quiet_after_the_days_that_were_set(session):
    quiet, recent, _never = (session.contacts.add({"first_name": name}) for name in ("Ana", "Bea", "Carlos"))
    session.interactions.add(quiet, {"at": moment_ago(41)})
    session.interactions.add(recent, {"at": moment_ago(2)})
    assert ids(session, "quiet") == []
    session.today.set_quiet_days(40)
    assert (ids(session, "quiet"), session.today.day().quiet_days) == ([quiet], 40)


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_a_number_of_quiet_days_out_of_reason_is_refused(session, days):
    with pytest.raises(Invalid):
        session.today.set_quiet_days(days)


def test_birthdays_of_the_coming_week_are_told_with_their_day(session):
    days = {name: day_from_now(ahead) for name, ahead in (("Ana", 7), ("Bea", 0), ("Carlos", 8))}
    for name, day in days.items():
        session.contacts.add({"first_name": name, "birthday": f"1980{day[4:]}" if day[5:] != "02-29" else "1980-02-29"})
    rows = session.today.day().section("birthdays").rows
    assert [(row["name"], row["celebrated_on"]) for row in rows] == [("Bea", days["Bea"]), ("Ana", days["Ana"])]


def test_a_day_is_mine_and_nobodys_unless_everyones_is_asked_for(session):
    other = second_user(session)
    mine = session.activities.add({"subject": "Mía", "due_on": dates.today()})
    theirs = other.activities.add({"subject": "Suya", "due_on": dates.today()})
    nobodys = session.activities.add({"subject": "De nadie", "due_on": dates.today(), "assigned_to": None})
    assert sorted(ids(session, "due")) == [mine, nobodys]
    assert sorted(ids(session, "due", everyone=True)) == [mine, theirs, nobodys]


def test_a_section_shows_its_first_rows_and_counts_all(session):
    for number in range(5):
        session.activities.add({"subject": str(number), "due_on": dates.today()})
    found = session.today.day(limit=2).section("due")
    assert (len(found.rows), found.count) == (2, 5)


def test_good_customers_gone_quiet_stand_on_the_day_with_the_reason_until_somebody_talks_to_them(session):
    ana = session.contacts.add({"first_name": "Ana"})
    won = session.pipelines.default().first("won").id
    for days in (150, 160, 170):
        session.opportunities.add(
            {"title": "V", "stage_id": won, "value": 1, "contact_id": ana, "closed_on": day_ahead(-days)}
        )
    session.segments.set_rules(SegmentRules(silent_days=1000))
    session.segments.recompute()
    section = session.today.day().section("good_quiet")
    assert [row["id"] for row in section.rows] == [ana]
    assert section.rows[0]["reason"].startswith("At risk: last purchase 150 days ago")
    assert session.today.ids("good_quiet") == [ana]
    session.interactions.add(ana, {"type": "call"})
    assert session.today.day().section("good_quiet").count == 0
