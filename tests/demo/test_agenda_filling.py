"""The demo's activities in a file: done, overdue, today, coming, repeating, each as a user could have made it."""

from datetime import UTC, datetime

import pytest

from crm.app import open_database, sign_in
from crm.demo import fill
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.storage.changelog import Door


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    session = sign_in(open_database(tmp_path_factory.mktemp("demo") / "demo.db"), Door.CLI)
    fill(session, clock=lambda: datetime.now(UTC))
    yield session
    session.database.close()


def value(session, sql):
    return session.database.value(sql)


@pytest.mark.parametrize(("when", "least"), [("overdue", 6), ("no_date", 2), ("open", 100), ("done", 60)])
def test_every_range_of_the_list_has_some(demo, when, least):
    assert demo.activities.count(ListQuery("", (Condition("when", Operator.ANY, (when,)),))) >= least


def test_what_was_done_is_linked_to_the_interaction_it_was(demo):
    wrong = (
        "SELECT count(*) FROM interactions i JOIN activities a ON a.id = i.activity_id"
        " WHERE a.completed_at = '' OR a.contact_id <> i.contact_id OR a.outcome <> i.outcome OR a.created_at > i.at"
    )
    assert value(demo, wrong) == 0
    assert value(demo, "SELECT count(*) FROM interactions WHERE activity_id IS NOT NULL") > 50


def test_every_activity_could_be_saved_again_unchanged(demo):
    for row in demo.database.all("SELECT * FROM activities WHERE completed_at = '' ORDER BY id LIMIT 40"):
        demo.activities.change(
            row["id"], {name: row[name] for name in ("subject", "due_on", "due_at", "place", "reminders")}
        )
        assert demo.activities.get(row["id"]).version == row["version"]


def test_two_series_go_on_and_their_past_is_done(demo):
    assert value(demo, "SELECT count(*) FROM activity_series") == 2
    assert value(demo, "SELECT count(*) FROM activities WHERE series_id = 1 AND completed_at <> ''") >= 5
    assert value(demo, "SELECT count(*) FROM activities WHERE series_id = 2 AND completed_at <> ''") >= 1
    assert value(demo, "SELECT count(*) FROM activities WHERE series_id = 1 AND completed_at = ''") > 50


def test_no_occurrence_is_there_twice(demo):
    rows = "SELECT count(*) FROM activities WHERE series_id IS NOT NULL GROUP BY series_id, series_day"
    assert {count for (count,) in demo.database.execute(rows)} == {1}


def test_what_comes_is_reminded_of_and_nothing_old_speaks_up(demo):
    assert value(demo, "SELECT count(*) FROM reminders") > 20
    assert value(demo, "SELECT count(*) FROM reminders WHERE at < (SELECT max(at) FROM operations)") == 0


def test_today_has_something_in_most_parts(demo):
    full = {section.key for section in demo.today.day().sections if section.rows}
    assert {"overdue", "without_next", "quiet", "birthdays"} <= full


def test_the_calendar_holds_days_of_several_lengths(demo):
    assert value(demo, "SELECT count(*) FROM activities WHERE due_at = '' AND duration_minutes >= 4320") == 1
