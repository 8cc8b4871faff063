"""Series as a person and the program use them: begun, made ahead, stopped, reached."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from crm.models.series import ENDED
from crm.storage import bookkeeping
from crm.utils import dates, zones
from tests.controllers.series_in import Repeating, after, monday
from tests.records import day_ahead, newest, picture, second_user


@pytest.fixture
def repeating(session):
    return Repeating(session)


def rest_until(session, series_id, day):
    """Let the program have made a series until a day only, as if it had not run since."""
    ids = session.database.ids(
        "SELECT id FROM activities WHERE series_id = :id AND series_day > :day", id=series_id, day=day
    )
    with session.database.transaction(session._context.author, "Rest"):
        session.database.delete_many("activities", list(ids))
        bookkeeping.note(session.database, "activity_series", row_id=series_id, values={"made_until": day})


def test_every_occurrence_of_the_next_400_days_is_an_activity(repeating):
    series = repeating.add("FREQ=WEEKLY;BYDAY=MO,TH", monday())
    days = repeating.days(series)
    assert (days[0], days[1]) == (monday(), after(monday(), 3))
    assert day_ahead(390) < days[-1] <= day_ahead(400)


def test_each_is_what_the_first_one_is(repeating):
    contact = repeating.session.contacts.add({"first_name": "Ana"})
    values = {"contact_id": contact, "place": "Lugo", "priority": "high", "duration_minutes": 45, "reminders": [10]}
    rows = repeating.rows(repeating.add("FREQ=DAILY;COUNT=3", monday(), **values))
    assert len(rows) == 3
    for row in rows:
        assert (row["subject"], row["contact_id"], row["place"], row["priority"]) == ("Visit", contact, "Lugo", "high")
        assert (row["duration_minutes"], row["reminders"], row["sort_subject"]) == (45, "[10]", "visit")
        assert row["assigned_to"] == repeating.session.user.id


def test_beginning_a_series_is_one_operation_that_one_undo_takes_back(repeating):
    before = newest(repeating.session.database)
    empty = picture(repeating.session.database)
    repeating.add("FREQ=DAILY", monday())
    assert newest(repeating.session.database) == before + 1
    assert repeating.session.history.undo().label == "Plan Visit, repeating"
    assert picture(repeating.session.database) == empty


def test_a_day_that_does_not_fit_moves_to_the_first_that_does(repeating):
    series = repeating.add("FREQ=WEEKLY;BYDAY=TH", monday())
    assert repeating.days(series)[0] == after(monday(), 3)
    assert repeating.session.series.get(series).starts_on == after(monday(), 3)


def test_what_is_all_day_repeats_all_day(repeating):
    rows = repeating.rows(repeating.add("FREQ=WEEKLY;COUNT=2", monday(), at="", duration_minutes=2880))
    assert [(row["due_on"], row["due_at"], row["ends_on"]) for row in rows] == [
        (monday(), "", after(monday(), 1)),
        (after(monday(), 7), "", after(monday(), 8)),
    ]


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Bogota", "America/Santiago", "Asia/Kolkata"])
def test_the_wall_time_stays_in_every_zone_all_year(repeating, live_in, zone):
    live_in(zone)
    rows = repeating.rows(repeating.add("FREQ=DAILY", monday(), at="10:00"))
    assert len(rows) > 390
    assert {f"{dates.to_local(row['due_at']):%H:%M}" for row in rows} == {"10:00"}
    assert [row["due_on"] for row in rows] == [row["series_day"] for row in rows]


def test_what_crosses_midnight_ends_on_the_next_day_each_time(repeating, live_in):
    live_in("Europe/Madrid")
    rows = repeating.rows(repeating.add("FREQ=WEEKLY;COUNT=30", monday(), at="23:00", duration_minutes=120))
    assert all(row["ends_on"] == after(row["due_on"], 1) for row in rows)


def test_the_wall_time_of_another_zone_is_kept_there(repeating, live_in):
    live_in("Europe/Madrid")
    day = monday()
    values = {"subject": "Call Bogota", "due_at": zones.moment(day, "20:00", zone="America/Bogota")}
    series = repeating.session.series.add(values, "FREQ=WEEKLY;COUNT=40", zone="America/Bogota")
    rows = repeating.rows(series)
    assert {zones.wall(row["due_at"], "America/Bogota")[1] for row in rows} == {"20:00"}
    assert all(row["due_on"] == after(row["series_day"], 1) for row in rows)


def test_days_that_are_left_out_bring_nothing(repeating):
    day = monday()
    values = {"subject": "Visit", "due_on": day}
    series = repeating.session.series.add(values, "FREQ=DAILY;COUNT=3", excluded=[after(day, 1)])
    assert repeating.days(series) == [day, after(day, 2)]


def test_ten_thousand_times_make_those_of_400_days(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=10000", monday())
    assert 390 < len(repeating.days(series)) <= 401


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY", "often"])
def test_a_rule_that_brings_nothing_or_cannot_be_read_is_refused_in_a_sentence(repeating, rule):
    before = picture(repeating.session.database)
    with pytest.raises(Invalid) as refused:
        repeating.add(rule, monday())
    assert refused.value.fields["rule"].endswith(".") or "“" in refused.value.fields["rule"]
    assert picture(repeating.session.database) == before


def test_what_has_no_day_cannot_repeat(session):
    with pytest.raises(Invalid) as refused:
        session.series.add({"subject": "Some day"}, "FREQ=DAILY")
    assert "due_on" in refused.value.fields


def test_what_lies_in_the_past_is_not_made_again(repeating):
    series = repeating.add("FREQ=DAILY", day_ahead(-30))
    assert repeating.days(series)[:2] == [day_ahead(-30), dates.today()]


def test_the_next_two_are_there_however_far_ahead(repeating):
    series = repeating.add("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", monday())
    found = repeating.days(series)
    assert [day[4:] for day in found] == ["-02-29", "-02-29"]


def test_an_ended_series_needs_no_more(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=3", monday())
    assert repeating.session.series.get(series).made_until == ENDED
    assert repeating.session.series.top_up() == 0


def test_the_program_makes_what_is_missing(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    every = repeating.days(series)
    rest_until(repeating.session, series, every[9])
    assert repeating.session.series.top_up() == len(every) - 10
    assert repeating.days(series) == every
    assert repeating.session.series.top_up() == 0


def test_what_the_program_made_is_no_step_of_a_person(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    rest_until(repeating.session, series, monday(4))
    before = repeating.session.history.can_undo()
    repeating.session.series.top_up()
    assert repeating.session.history.can_undo() == before
    assert "Make the next" not in " ".join(one.label for one in repeating.session.history.operations())


def test_reaching_an_occurrence_makes_it(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    day = monday(80)
    activity = repeating.session.series.reach(series, day)
    assert repeating.session.activities.get(activity).due_on == day
    assert repeating.session.series.reach(series, day) == activity
    assert repeating.session.history.can_undo().label == "Plan Visit, repeating"


def test_what_the_series_does_not_bring_is_not_reached(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    with pytest.raises(NotFound):
        repeating.session.series.reach(series, after(monday(80), 1))


def test_what_lies_too_far_ahead_is_refused_in_a_sentence(repeating):
    series = repeating.add("FREQ=DAILY", monday())
    with pytest.raises(Invalid, match="too far ahead"):
        repeating.session.series.reach(series, "2090-01-01")
    assert len(repeating.days(series)) < 402


def test_an_activity_tells_its_series(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=3", monday())
    assert repeating.session.series.of_activity(repeating.ids(series)[1]).id == series
    alone = repeating.session.activities.add({"subject": "Alone"})
    assert repeating.session.series.of_activity(alone) is None


def test_a_plain_activity_begins_to_repeat(repeating):
    activity = repeating.session.activities.add({"subject": "Visit", "due_on": monday()})
    series = repeating.session.series.change_rule(activity, "FREQ=DAILY;COUNT=4")
    assert repeating.ids(series)[0] == activity
    assert len(repeating.ids(series)) == 4


def test_what_is_done_does_not_begin_to_repeat(repeating):
    activity = repeating.session.activities.add({"subject": "Visit", "due_on": monday()})
    repeating.session.activities.complete([activity])
    with pytest.raises(Invalid, match="done already"):
        repeating.session.series.change_rule(activity, "FREQ=DAILY")


def test_stopping_leaves_one_that_stands_alone(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=5", monday())
    ids = repeating.ids(series)
    repeating.session.series.stop(ids[2], scope="following")
    assert repeating.ids(series) == ids[:2]
    assert repeating.of(ids[2]) is None
    repeating.session.history.undo()
    assert repeating.ids(series) == ids


def test_a_salesperson_does_not_change_somebody_else_s_series(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=5", monday())
    other = second_user(repeating.session)
    for work in (other.series.change_rule, other.series.stop):
        with pytest.raises(Denied):
            work(repeating.ids(series)[1], *(["FREQ=WEEKLY"] if work == other.series.change_rule else []))
    with pytest.raises(Denied):
        other.series.remove(repeating.ids(series)[1])


def test_a_reader_opens_a_later_occurrence(repeating):
    series = repeating.add("FREQ=WEEKLY", monday())
    assert second_user(repeating.session, "reader", "Rosa").series.reach(series, monday(80))


def test_changing_and_removing_go_the_way_of_activities(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=5", monday())
    ids = repeating.ids(series)
    repeating.session.series.change(ids[0], {"subject": "New"}, scope="all")
    assert {row["subject"] for row in repeating.rows(series)} == {"New"}
    assert repeating.session.series.remove(ids[1], scope="following") == 4
    assert repeating.ids(series) == ids[:1]


def test_values_and_rule_change_together_as_one_operation(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=8", monday())
    ids = repeating.ids(series)
    before = picture(repeating.session.database)
    rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=8"
    repeating.session.series.change(ids[3], {"subject": "New"}, scope="following", rule=rule)
    rows = repeating.rows(repeating.of(ids[3]))
    assert [row["subject"] for row in rows] == ["New"] * 5
    assert [row["due_on"] for row in rows] == [monday(4 + 2 * place) for place in range(5)]
    repeating.session.history.undo()
    assert picture(repeating.session.database) == before


def test_values_and_rule_of_all_change_together(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=6", monday())
    last = repeating.ids(series)[5]
    repeating.session.series.change(last, {"subject": "New"}, scope="all", rule="FREQ=DAILY;COUNT=2")
    assert [row["subject"] for row in repeating.rows(series)] == ["New", "New"]


def test_a_plain_activity_changes_and_begins_to_repeat_at_once(repeating):
    activity = repeating.session.activities.add({"subject": "Visit"})
    values = {"due_on": monday(), "subject": "New"}
    repeating.session.series.change(activity, values, scope="this", rule="FREQ=DAILY;COUNT=3")
    assert [row["subject"] for row in repeating.rows(repeating.of(activity))] == ["New"] * 3


def test_what_stops_repeating_changes_alone(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=6", monday())
    ids = repeating.ids(series)
    repeating.session.series.change(ids[2], {"subject": "Alone"}, scope="following", rule="")
    assert [row["subject"] for row in repeating.rows(series)] == ["Visit", "Visit"]
    assert repeating.session.activities.get(ids[2]).subject == "Alone"
