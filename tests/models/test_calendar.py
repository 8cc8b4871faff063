"""Items of a calendar: all day or not, movable or not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm.models.calendar import ACTIVITY, EVENT, GHOST, CalendarItem


def test_an_item_without_a_time_is_all_day():
    assert CalendarItem(ACTIVITY, 1, "Fair", "2026-11-21", "2026-11-22").all_day


def test_an_item_with_a_time_is_not():
    at = datetime(2026, 11, 21, 10, tzinfo=UTC)
    assert not CalendarItem(ACTIVITY, 1, "Call", "2026-11-21", "2026-11-21", starts=at, ends=at).all_day


@pytest.mark.parametrize(
    ("kind", "done", "movable"),
    [(ACTIVITY, False, True), (ACTIVITY, True, False), (GHOST, False, True), (EVENT, False, False)],
)
def test_what_is_done_or_only_read_stays_where_it_is(kind, done, movable):
    assert CalendarItem(kind, 1, "x", "2026-11-21", "2026-11-21", done=done).movable is movable
