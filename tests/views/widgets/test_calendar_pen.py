"""How entries are drawn: words, marks, what is done."""

from __future__ import annotations

import pytest

from crm.views.widgets.calendar_model import DASHED
from tests.views.widgets.calendars import at, content, day, timed, whole

pytestmark = pytest.mark.window


def items(sheet, key, kind="text"):
    """What is drawn of an entry, of one kind of canvas item."""
    found = []
    for (name, part), tag in sheet._names.items():
        if name == key and (name, part) in sheet._drawn:
            found += [one for one in sheet.canvas.find_withtag(tag) if sheet.canvas.type(one) == kind]
    return found


def texts(sheet, key):
    return [sheet.canvas.itemcget(one, "text") for one in items(sheet, key)]


def test_a_block_tells_title_hours_and_note(sheet):
    sheet.show(content("week", timed("call", at(18, 9), 120, note="Ana Gil")))
    assert texts(sheet, "call") == ["Call", "09:00 – 11:00", "Ana Gil"]


def test_a_short_block_tells_its_time_before_the_title(sheet):
    sheet.show(content("week", timed("call", at(18, 9), 15, note="Ana Gil")))
    assert texts(sheet, "call")[:2] == ["09:00", "Call"]


def test_the_note_stands_behind_the_title_where_there_is_room(sheet):
    sheet.show(content("day", timed("call", at(18, 9), 15, note="Ana Gil"), timed("talk", at(18, 12), 45, note="Acme")))
    assert texts(sheet, "call") == ["09:00", "Call", "Ana Gil"]
    assert texts(sheet, "talk") == ["Talk", "12:00 – 12:45", "Acme"]


def test_a_line_of_a_month_tells_its_time(sheet):
    sheet.show(content("month", timed("call", at(18, 9))))
    assert texts(sheet, "call") == ["09:00", "Call"]


def test_a_bar_tells_that_it_goes_on(sheet):
    sheet.show(content("week", whole("fair", day(10), day(27))))
    assert texts(sheet, "fair") == ["‹", "›", "Fair"]


def test_what_is_done_is_struck(sheet):
    sheet.show(content("month", timed("call", at(18, 9), done=True)))
    assert sheet.canvas.itemcget(items(sheet, "call")[-1], "font") == "CalendarStruck"


def test_what_is_open_is_not_struck(sheet):
    sheet.show(content("month", timed("call", at(18, 9))))
    assert sheet.canvas.itemcget(items(sheet, "call")[-1], "font") != "CalendarStruck"


def test_overdue_urgent_and_repeating_ones_carry_marks(sheet):
    sheet.show(content("day", timed("call", at(18, 9), overdue=True, urgent=True, repeats=True)))
    assert len(items(sheet, "call", "image")) == 3


def test_what_a_series_will_bring_has_a_dashed_edge(sheet):
    sheet.show(content("week", timed("call", at(18, 9), outline=DASHED)))
    assert sheet.canvas.itemcget(items(sheet, "call", "polygon")[0], "dash")


def test_a_long_title_is_cut(sheet):
    entry = timed("call", at(18, 9), 60)
    sheet.show(content("week", type(entry)(**{**entry.__dict__, "title": "A very long title " * 20})))
    assert texts(sheet, "call")[0].endswith("…")


def test_a_row_of_an_agenda_tells_hours_title_and_note(sheet):
    sheet.show(content("agenda", timed("call", at(18, 9), 30, note="Ana Gil", icon="telephone")))
    assert texts(sheet, "call") == ["09:00 – 09:30", "Call", "Ana Gil"]
