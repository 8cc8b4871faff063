"""What stands above the calendar."""

from __future__ import annotations

import pytest

from crm.views.calendar_head import CalendarHead
from tests.window import click, pump

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
    pills = [one for one in head.winfo_children()[-1].winfo_children() if one.winfo_class() == "TRadiobutton"]
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
