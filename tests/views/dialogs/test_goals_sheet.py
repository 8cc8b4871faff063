"""A year of goals as a table: rows, what is typed and kept, sums, copies."""

from __future__ import annotations

import pytest

from crm.errors import Invalid
from crm.models.goals import ACTIVITIES, QUARTER, WON_VALUE, Goal, GoalPlace
from crm.models.users import User
from crm.views.dialogs.goals_sheet import Kept, Sheet

BERTA, ALVARO = User(2, "Berta", team="Sur"), User(3, "Álvaro")


def goal(start, target, **more) -> Goal:
    return Goal(1, more.pop("measure", WON_VALUE), more.pop("period", "month"), start, target, **more)


def sheet(*goals, users=(BERTA, ALVARO), **more) -> Sheet:
    made = Sheet(year=2026, **more)
    made.load(Kept(goals, users, "EUR"))
    return made


def cell(month, who=None, **more) -> GoalPlace:
    return GoalPlace(WON_VALUE, f"2026-{month:02}-01", who, **more)


def test_everybody_comes_first_then_teams_then_people_by_name():
    assert [row.title for row in sheet().rows()] == ["Everybody", "Sur", "Álvaro", "Berta"]


def test_who_left_is_there_for_a_year_with_a_goal():
    gone = User(9, "Zoe", active=False)
    assert "Zoe" not in [row.title for row in sheet(users=(gone,)).rows()]
    assert "Zoe" in [row.title for row in sheet(goal("2026-05-01", 1, user_id=9, currency="EUR"), users=(gone,)).rows()]


def test_a_reader_has_no_row():
    assert [row.title for row in sheet(users=(User(5, "Lee", role="reader"),)).rows()] == ["Everybody"]


def test_a_year_has_twelve_months_or_four_quarters():
    assert sheet().heads()[:2] == ["Jan", "Feb"]
    assert sheet(period=QUARTER).starts() == ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]


def test_a_kept_goal_is_shown_without_its_currency():
    assert sheet(goal("2026-05-01", 1234_50, currency="EUR")).text(cell(5)) == "1,234.5"


def test_a_goal_in_another_currency_names_it_and_is_in_no_sum():
    made = sheet(goal("2026-05-01", 1000_00, currency="USD"))
    assert (made.text(cell(5)), made.row_sum(made.rows()[0]).text) == ("1,000 USD", "")


@pytest.mark.parametrize(("typed", "shown"), [("1500", "1,500"), (" 1.500,50 ", "1,500.5"), ("€ 12", "12"), ("0", "")])
def test_what_is_typed_is_written_as_all_are(typed, shown):
    made = sheet()
    made.put(cell(5), typed)
    assert made.text(cell(5)) == shown


@pytest.mark.parametrize("typed", ["mucho", "-5", "5 USD"])
def test_what_cannot_be_kept_stands_as_typed_and_is_told(typed):
    made = sheet()
    made.put(cell(5), typed)
    assert made.text(cell(5)) == typed
    assert made.problem(cell(5))
    with pytest.raises(Invalid):
        made.changes()


def test_half_an_activity_is_no_goal():
    made, place = sheet(measure=ACTIVITIES), GoalPlace(ACTIVITIES, "2026-05-01")
    made.put(place, "2.5")
    assert "no whole number" in made.problem(place)


def test_changes_are_what_differs_and_an_emptied_cell_removes():
    made = sheet(goal("2026-05-01", 100, currency="EUR"), goal("2026-06-01", 100, currency="EUR"))
    made.put(cell(5), "1")
    made.put(cell(6), "")
    made.put(cell(7), "2")
    assert made.changes() == {cell(6): None, cell(7): 200}


def test_what_is_typed_elsewhere_is_kept_until_it_is_saved():
    made = sheet()
    made.put(cell(5), "1")
    made.measure, made.year = ACTIVITIES, 2027
    assert made.changes() == {cell(5): 100}


def test_a_cell_is_copied_to_the_rest_of_its_year():
    made = sheet()
    made.put(cell(10, 2), "7")
    assert made.copy(cell(10, 2)) == 2
    assert made.changes() == {cell(month, 2): 700 for month in (10, 11, 12)}


def test_an_empty_cell_is_copied_too():
    made = sheet(goal("2026-12-01", 100, currency="EUR"))
    made.copy(cell(11))
    assert made.changes() == {cell(12): None}


def test_last_year_fills_what_is_empty():
    kept = (
        goal("2025-05-01", 100, currency="EUR"),
        goal("2025-06-01", 200, currency="EUR"),
        goal("2026-06-01", 900, currency="EUR"),
    )
    made = sheet(*kept)
    assert made.copy_last_year() == 1
    assert made.changes() == {cell(5): 100}


def test_people_are_added_up_apart_from_everybody_and_teams():
    made = sheet()
    for place in (cell(5), cell(5, 2), cell(5, 3), cell(5, team="Sur"), cell(6, 2)):
        made.put(place, "10")
    assert (made.column_sum("2026-05-01").text, made.whole_sum().text) == ("20", "30")
    assert [made.row_sum(row).text for row in made.rows()] == ["10", "10", "10", "20"]


def test_what_cannot_be_read_is_in_no_sum():
    made = sheet()
    made.put(cell(5), "mucho")
    made.put(cell(6), "10")
    assert made.row_sum(made.rows()[0]).text == "10"


def test_goals_of_the_other_periods_are_told_of():
    kept = goal("2026-05-01", 100, currency="EUR")
    assert (sheet(kept).beside, sheet(kept, period=QUARTER).beside) == (False, True)


def test_today_s_column_is_known():
    this = Sheet()
    assert this.starts()[this.present()] <= f"{this.year}-12-31"
    assert Sheet(year=1999).present() is None


def test_large_amounts_are_told_in_few_letters_too():
    made = sheet(goal("2026-05-01", 120_000_000_00, currency="EUR"))
    made.put(cell(6), "3000000")
    assert (made.brief(cell(5)), made.brief(cell(6))) == ("120M", "3M")
    assert made.row_sum(made.rows()[0]).brief == "123M"


def test_what_cannot_be_read_is_as_typed_in_few_letters_too():
    made = sheet()
    made.put(cell(5), "mucho dinero")
    assert made.brief(cell(5)) == "mucho dinero"
