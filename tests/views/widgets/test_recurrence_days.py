"""Days of a week to tick, and the day of a month by number or weekday."""

from __future__ import annotations

import pytest

from crm.views.widgets.recurrence_days import MonthDays, WeekDays
from crm.views.widgets.recurrence_draft import LAST_DAY, WORKING_DAY, Draft

pytestmark = pytest.mark.window


def test_ticked_days_are_told_and_heard(page):
    heard = []
    week = WeekDays(page, lambda: heard.append(1))
    week.days = {0, 2}
    week.boxes[4].invoke()
    week.boxes[0].invoke()
    assert week.days == {2, 4}
    assert len(heard) == 2


@pytest.mark.parametrize(
    "draft",
    [
        Draft(month_day=15), Draft(month_day=LAST_DAY), Draft(by_weekday=True, place=-1, weekday=4),
        Draft(by_weekday=True, place=1, weekday=WORKING_DAY),
    ],
)  # fmt: skip
def test_a_draft_is_shown_and_read(page, draft):
    month = MonthDays(page, lambda: None)
    month.show(draft)
    assert month.read(Draft()) == Draft(
        by_weekday=draft.by_weekday, month_day=draft.month_day, place=draft.place, weekday=draft.weekday
    )


def test_choosing_a_weekday_means_the_weekday(page):
    heard = []
    month = MonthDays(page, lambda: heard.append(1))
    month.show(Draft())
    month.choose_weekday(2, 1)
    assert month.read(Draft()).by_weekday
    assert heard
