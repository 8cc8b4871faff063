"""This, following, all: who changes and who stays, and what becomes of rules, counts, ends, days left out."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.series import ENDED
from crm.utils import dates, zones
from tests.controllers.series_in import Repeating, after, monday
from tests.records import newest


@pytest.fixture
def repeating(session):
    return Repeating(session)


def subjects(repeating, ids):
    return [repeating.session.activities.get(one).subject for one in ids]


def times(repeating, ids):
    found = [repeating.session.activities.get(one).due_at for one in ids]
    return [f"{dates.to_local(at):%H:%M}" for at in found]


def test_this_one_alone_stands_apart_and_keeps_its_change(repeating):
    ids = repeating.ids(repeating.add("FREQ=DAILY;COUNT=3", monday()))
    repeating.change(ids[1], {"subject": "Alone"}, scope="this")
    repeating.change(ids[0], {"subject": "All"}, scope="all")
    assert subjects(repeating, ids) == ["All", "Alone", "All"]


def test_what_was_changed_in_one_alone_stays_and_the_rest_of_it_follows(repeating):
    ids = repeating.ids(repeating.add("FREQ=DAILY;COUNT=3", monday()))
    repeating.change(ids[1], {"due_at": zones.moment(after(monday(), 1), "17:00")}, scope="this")
    repeating.change(ids[0], {"subject": "All", "due_at": zones.moment(monday(), "11:00")}, scope="all")
    assert subjects(repeating, ids) == ["All"] * 3
    assert times(repeating, ids) == ["11:00", "17:00", "11:00"]


def test_what_is_done_never_changes(repeating):
    ids = repeating.ids(repeating.add("FREQ=DAILY;COUNT=3", monday()))
    repeating.session.activities.complete([ids[2]])
    repeating.change(ids[0], {"subject": "All", "due_at": zones.moment(monday(), "11:00")}, scope="all")
    assert subjects(repeating, ids) == ["All", "All", "Visit"]
    assert times(repeating, ids) == ["11:00", "11:00", "10:00"]


def test_those_that_follow_are_a_series_of_their_own_with_their_share_of_the_count(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=10", monday())
    ids = repeating.ids(series)
    repeating.change(ids[4], {"subject": "New"}, scope="following")
    later = repeating.of(ids[4])
    assert (repeating.ids(series), repeating.ids(later)) == (ids[:4], ids[4:])
    assert repeating.session.series.get(series).rule == f"FREQ=WEEKLY;UNTIL={after(monday(5), -1).replace('-', '')}"
    assert repeating.session.series.get(later).rule == "FREQ=WEEKLY;COUNT=6"
    assert repeating.session.series.get(series).made_until == ENDED


def test_those_that_follow_the_first_one_are_all(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=3", monday())
    repeating.change(repeating.ids(series)[0], {"subject": "New"}, scope="following")
    assert {row["subject"] for row in repeating.rows(series)} == {"New"}


def test_an_end_stays_with_those_that_follow(repeating):
    end = monday(9).replace("-", "")
    ids = repeating.ids(repeating.add(f"FREQ=WEEKLY;UNTIL={end}", monday()))
    repeating.change(ids[3], {"subject": "New"}, scope="following")
    assert repeating.session.series.get(repeating.of(ids[3])).rule == f"FREQ=WEEKLY;UNTIL={end}"


def test_days_left_out_stay_left_out_on_both_sides(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=8", monday())
    ids = repeating.ids(series)
    repeating.session.activities.remove([ids[1], ids[6]])
    repeating.change(ids[4], {"subject": "New"}, scope="following")
    assert repeating.ids(series) == [ids[0], ids[2], ids[3]]
    assert repeating.ids(repeating.of(ids[4])) == [ids[4], ids[5], ids[7]]


def test_another_day_of_the_week_for_all_moves_each_and_keeps_its_id(repeating):
    series = repeating.add("FREQ=WEEKLY;BYDAY=MO;COUNT=4", monday())
    ids, days = repeating.ids(series), repeating.days(series)
    repeating.change(ids[1], {"due_at": zones.moment(after(days[1], 2), "09:30")}, scope="all")
    assert repeating.ids(series) == ids
    assert repeating.days(series) == [after(day, 2) for day in days]
    assert set(times(repeating, ids)) == {"09:30"}
    assert repeating.session.series.get(series).rule == "FREQ=WEEKLY;BYDAY=WE;COUNT=4"


def test_a_series_becomes_all_day_and_gets_a_time_again(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=3", monday())
    ids = repeating.ids(series)
    repeating.change(ids[0], {"due_on": monday(), "due_at": ""}, scope="all")
    assert [row["due_at"] for row in repeating.rows(series)] == ["", "", ""]
    repeating.change(ids[0], {"due_at": zones.moment(monday(), "08:00")}, scope="all")
    assert times(repeating, ids) == ["08:00"] * 3


def test_a_series_cannot_lose_its_day(repeating):
    ids = repeating.ids(repeating.add("FREQ=DAILY;COUNT=3", monday()))
    with pytest.raises(Invalid) as refused:
        repeating.change(ids[0], {"due_on": ""}, scope="all")
    assert "due_on" in refused.value.fields


def test_a_move_the_rule_cannot_follow_changes_nothing(repeating):
    ids = repeating.ids(repeating.add("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=6", monday()))
    day = repeating.session.activities.get(ids[1]).due_on
    before = newest(repeating.session.database)
    with pytest.raises(Invalid, match="cannot move"):
        repeating.change(ids[1], {"due_on": after(day, 1)}, scope="all")
    assert newest(repeating.session.database) == before


def test_an_outcome_is_of_one_alone(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=3", monday())
    repeating.change(repeating.ids(series)[0], {"outcome": "Nobody there", "subject": "New"}, scope="all")
    assert [row["outcome"] for row in repeating.rows(series)] == ["Nobody there", "", ""]


def test_one_that_is_removed_does_not_come_again(repeating):
    series = repeating.add("FREQ=DAILY", monday())
    ids = repeating.ids(series)
    repeating.session.activities.remove(ids[1])
    repeating.session.series.top_up()
    repeating.change(ids[0], {"subject": "New"}, scope="all")
    assert after(monday(), 1) not in repeating.days(series)
    assert repeating.session.series.get(series).days_out == {after(monday(), 1)}


def test_removing_all_keeps_what_is_done(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=4", monday())
    ids = repeating.ids(series)
    repeating.session.activities.complete([ids[0]])
    assert repeating.session.activities.remove(ids[2], scope="all") == 3
    assert repeating.session.activities.get(ids[0]).series_id is None
    assert repeating.session.database.value("SELECT count(*) FROM activity_series") == 0
    repeating.session.history.undo()
    assert repeating.ids(series) == ids


def test_another_rule_for_those_that_follow_leaves_those_before(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=10", monday())
    ids = repeating.ids(series)
    later = repeating.session.series.change_rule(ids[4], "FREQ=WEEKLY;INTERVAL=2;COUNT=10", scope="following")
    assert repeating.ids(series) == ids[:4]
    assert repeating.session.series.get(later).rule == "FREQ=WEEKLY;INTERVAL=2;COUNT=6"
    assert repeating.days(later) == [monday(5 + 2 * place) for place in range(6)]
    repeating.session.history.undo()
    assert repeating.ids(series) == ids


def test_another_rule_for_all_is_the_rule_of_all(repeating):
    series = repeating.add("FREQ=WEEKLY;BYDAY=MO;COUNT=5", monday())
    ids = repeating.ids(series)
    assert repeating.session.series.change_rule(ids[2], "FREQ=WEEKLY;BYDAY=TU;COUNT=3", scope="all") == series
    assert repeating.days(series) == [after(monday(week), 1) for week in (1, 2, 3)]
    assert repeating.ids(series) == ids[:3]


def test_one_alone_cannot_have_another_rule(repeating):
    ids = repeating.ids(repeating.add("FREQ=WEEKLY;COUNT=5", monday()))
    with pytest.raises(Invalid, match="One activity alone"):
        repeating.session.series.change_rule(ids[1], "FREQ=DAILY", scope="this")


def test_the_same_rule_changes_nothing(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=5", monday())
    before = newest(repeating.session.database)
    assert repeating.session.series.change_rule(repeating.ids(series)[0], "COUNT=5;FREQ=WEEKLY", scope="this") == series
    assert newest(repeating.session.database) == before


def test_no_rule_ends_the_repetition(repeating):
    series = repeating.add("FREQ=WEEKLY;COUNT=5", monday())
    ids = repeating.ids(series)
    assert repeating.session.series.change_rule(ids[3], "", scope="all") is None
    left = repeating.session.database.ids("SELECT id FROM activities ORDER BY id")
    assert list(left) == [ids[3]]


def test_what_is_overdue_stays_when_the_rule_changes(repeating):
    late = repeating.session.activities.add({"subject": "Visit", "due_on": after(dates.today(), -7)})
    series = repeating.session.series.change_rule(late, "FREQ=WEEKLY;COUNT=5")
    following = repeating.ids(series)[1]
    repeating.session.series.change_rule(following, "FREQ=DAILY;COUNT=5", scope="all")
    assert repeating.session.activities.get(late).due_on == after(dates.today(), -7)


def test_after_the_end_of_a_series_nothing_follows(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=5", monday())
    ids = repeating.ids(series)
    repeating.change(ids[4], {"subject": "Alone"}, scope="this")
    repeating.session.series.change_rule(ids[0], "FREQ=DAILY;COUNT=3", scope="all")
    assert repeating.ids(series) == [*ids[:3], ids[4]]
    with pytest.raises(Invalid, match="ends before"):
        repeating.change(ids[4], {"subject": "More"}, scope="following")


def test_work_on_many_leaves_their_series_alone(repeating):
    series = repeating.add("FREQ=DAILY;COUNT=4", monday())
    ids = repeating.ids(series)
    assert repeating.session.activities.remove(ids[:2]) == 2
    assert repeating.ids(series) == ids[2:]
    assert len(repeating.session.series.get(series).days_out) == 2
