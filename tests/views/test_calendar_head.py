"""What stands above the calendar."""

from __future__ import annotations

import pytest

from crm.views.calendar_head import CalendarHead
from tests.window import click, descendants, pump

pytestmark = pytest.mark.window


@pytest.fixture
def head(page):
    made = CalendarHead(page)
    made.pack(fill="x")
    made.show("week", "16 – 22 November 2026")
    made.told = []
    made.on_step = made.told.append
    made.on_view = made.told.append
    made.on_today = lambda: made.told.append("today")
    for name in ("owner", "type", "show"):
        made.say(name, name.title(), narrowed=False)
    pump(page)
    return made


def test_it_names_the_days(head):
    assert head.title == "16 – 22 November 2026"


def test_arrows_lead_to_the_periods_beside(head):
    head.back.invoke()
    head.forward.invoke()
    head.today.invoke()
    assert head.told == [-1, 1, "today"]


def test_a_view_is_chosen_by_a_click(head):
    pills = [one for one in descendants(head) if one.winfo_class() == "TRadiobutton"]
    click(pills[0], 10, 10)
    assert head.told == ["month"]
    assert [str(one.cget("text")) for one in pills] == ["Month", "Week", "Day", "Agenda"]


def test_a_filter_in_use_stands_out(head):
    before = str(head.buttons["owner"].cget("style"))
    head.say("owner", "Marta Soler", narrowed=True)
    assert str(head.buttons["owner"].cget("style")) != before
    assert str(head.buttons["owner"].cget("text")) == "Marta Soler"


def test_menus_are_filled_by_their_name(head):
    head.entries = lambda name: [(name, lambda: None, True)]
    assert head.buttons["type"].labels() == ["type"]


def test_where_there_is_little_room_the_views_stay_whole(head, page):
    head.show("week", "30 November – 6 December 2026 " * 3)
    head.pack_forget()
    head.place(x=0, y=0, width=640)
    pump(page)
    pills = [one for one in descendants(head) if one.winfo_class() == "TRadiobutton"]
    assert pills[-1].winfo_rootx() + pills[-1].winfo_width() <= head.winfo_rootx() + 640
    assert str(head._title.cget("text")).endswith("…")
