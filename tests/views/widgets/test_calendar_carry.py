"""An entry in the air: where it would stand."""

from __future__ import annotations

import pytest

from crm.views.widgets.calendar_carry import LENGTHEN
from crm.views.widgets.calendar_model import Drop, Spot
from tests.views.widgets.calendars import at, content, day, timed, whole

pytestmark = pytest.mark.window


@pytest.fixture
def carry(sheet):
    sheet.show(
        content("week", timed("call", at(18, 10), 45), whole("fair", day(17), day(18)), timed("night", at(19, 23), 120))
    )
    return sheet.carry


def lift(sheet, key, **how):
    sheet.carry.lift(sheet.entry(key), **how)


def test_it_snaps_to_a_quarter_of_an_hour(carry, sheet):
    lift(sheet, "call", at=Spot(day(18), 600))
    carry.aim(Spot(day(19), 10 * 60 + 52))
    assert carry.target == Drop("call", day(19), 10 * 60 + 45, 45)


def test_it_stays_held_where_it_was_taken(carry, sheet):
    lift(sheet, "call", at=Spot(day(18), 630))
    carry.aim(Spot(day(18), 690))
    assert carry.target.minute == 660


def test_the_second_day_of_a_night_moves_its_beginning(carry, sheet):
    lift(sheet, "night", at=Spot(day(20), 30))
    carry.aim(Spot(day(21), 30))
    assert carry.target == Drop("night", day(20), 23 * 60, 120)


def test_up_among_the_whole_days_it_loses_its_time(carry, sheet):
    lift(sheet, "call", at=Spot(day(18), 600))
    carry.aim(Spot(day(20)))
    assert carry.target == Drop("call", day(20), None, 1440)


def test_down_among_the_hours_it_lasts_an_hour(carry, sheet):
    lift(sheet, "fair", at=Spot(day(17)))
    carry.aim(Spot(day(20), 605))
    assert carry.target == Drop("fair", day(20), 600, 60)


def test_a_bar_keeps_the_day_it_is_held_at(carry, sheet):
    lift(sheet, "fair", at=Spot(day(18)))
    carry.aim(Spot(day(20)))
    assert carry.target == Drop("fair", day(19), None, 2880)


def test_in_a_month_it_keeps_its_time(sheet):
    sheet.show(content("month", timed("call", at(18, 10), 45)))
    lift(sheet, "call", at=Spot(day(18)))
    sheet.carry.aim(Spot(day(3)))
    assert sheet.carry.target == Drop("call", day(3), 600, 45)


def test_its_end_follows_the_pointer(carry, sheet):
    lift(sheet, "call", at=Spot(day(18), 644), mode=LENGTHEN)
    carry.aim(Spot(day(18), 12 * 60 + 5))
    assert carry.target == Drop("call", day(18), 600, 120)


def test_it_never_becomes_shorter_than_a_quarter_of_an_hour(carry, sheet):
    lift(sheet, "call", at=Spot(day(18), 644), mode=LENGTHEN)
    carry.aim(Spot(day(18), 300))
    assert carry.target.minutes == 15


def test_a_bar_is_lengthened_by_days(carry, sheet):
    lift(sheet, "fair", at=Spot(day(18)), mode=LENGTHEN)
    carry.aim(Spot(day(21)))
    assert carry.target == Drop("fair", day(17), None, 5 * 1440)
    carry.aim(Spot(day(16)))
    assert carry.target.minutes == 1440


def test_keys_move_it_by_days_and_quarters(carry, sheet):
    lift(sheet, "call")
    carry.nudge(days=1)
    carry.nudge(minutes=15)
    assert carry.target == Drop("call", day(19), 615, 45)


def test_keys_move_it_over_midnight(carry, sheet):
    lift(sheet, "night")
    for _step in range(4):
        carry.nudge(minutes=15)
    assert carry.target == Drop("night", day(20), 0, 120)


def test_keys_lengthen_it(carry, sheet):
    lift(sheet, "call")
    carry.stretch(minutes=15)
    assert carry.target.minutes == 60
    carry.drop()
    lift(sheet, "fair")
    carry.stretch(days=1)
    assert carry.target.minutes == 3 * 1440


def test_a_drop_where_it_was_is_none(carry, sheet):
    lift(sheet, "call")
    carry.drop()
    assert [what for what in sheet.told if what[0] == "drop"] == []
    assert not carry.is_active


def test_after_a_drop_the_picture_stays_until_it_is_shown(carry, sheet):
    lift(sheet, "call")
    carry.nudge(days=1)
    carry.drop()
    assert sheet.told[-1] == ("drop", Drop("call", day(19), 600, 45))
    assert sheet.canvas.find_withtag("ghost")
    sheet.show(content("week", timed("call", at(19, 10), 45)))
    assert not sheet.canvas.find_withtag("ghost")


def test_the_picture_tells_where_it_would_stand(carry, sheet):
    lift(sheet, "call")
    carry.nudge(days=1)
    label = [sheet.canvas.itemcget(one, "text") for one in sheet.canvas.find_withtag("label")
             if sheet.canvas.type(one) == "text"]  # fmt: skip
    assert label == ["Thu 19, 10:00 – 10:45 · 45 min"]


def test_another_period_shown_meanwhile_keeps_it_in_the_air(carry, sheet):
    lift(sheet, "call")
    carry.nudge(days=7)
    sheet.show(content("week", anchor=day(25)))
    assert carry.is_active
    assert sheet.canvas.find_withtag("ghost")


def test_something_new_is_drawn_out_in_both_directions(carry):
    carry.begin(Spot(day(18), 14 * 60 + 20))
    carry.aim(Spot(day(18), 13 * 60 + 5))
    assert carry.target == Drop("", day(18), 13 * 60, 90)


def test_something_new_over_days_has_no_time(sheet):
    sheet.show(content("month"))
    sheet.carry.begin(Spot(day(18)))
    sheet.carry.aim(Spot(day(20)))
    assert sheet.carry.target == Drop("", day(18), None, 3 * 1440)
