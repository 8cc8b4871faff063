"""How the page of the calendar is set, kept and read back."""

from __future__ import annotations

import pytest

from crm.views.calendar_state import CalendarState


def test_it_is_read_back_as_it_was_kept():
    state = CalendarState("agenda", (3,), ("call", "visit"), False, False, "owner", (7,), False)
    assert CalendarState.from_plain(state.to_plain()) == state


@pytest.mark.parametrize(
    "damaged",
    [{}, {"view": 7, "owners": "all"}, {"view": "year", "types": [1], "hidden": ["x"], "colors": None, "done": "yes"}],
)
def test_what_is_damaged_is_as_if_it_had_never_been_kept(damaged):
    assert CalendarState.from_plain(damaged) == CalendarState()
