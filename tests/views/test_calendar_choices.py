"""How the page of the calendar is set by its menus."""

from __future__ import annotations

import pytest

from crm.errors import Unavailable
from crm.views.dialogs.calendars import CalendarsDialog
from tests.views.planned import plan, weekday
from tests.views.user import every, settle

pytestmark = pytest.mark.window


def choose(page, menu, words):
    page.head.buttons[menu].choose(words)
    settle(page.window)


def shown(page):
    return {entry.title for entry in page.sheet.content.entries}


def test_only_the_chosen_types_are_shown(calendar, own):
    plan(own, weekday(1), "10:00")
    plan(own, weekday(2), "10:00", type="call", subject="Ring")
    settle(calendar.window)
    choose(calendar, "type", "Call")
    assert shown(calendar) == {"Ring"}
    assert str(calendar.head.buttons["type"].cget("text")) == "Call"
    choose(calendar, "type", "All types")
    assert shown(calendar) == {"Ring", "Demo"}


def test_several_types_can_be_chosen(calendar, own):
    for kind in ("call", "meeting", "task"):
        plan(own, weekday(2), "10:00", type=kind, subject=kind)
    settle(calendar.window)
    choose(calendar, "type", "Call")
    choose(calendar, "type", "Task")
    assert shown(calendar) == {"call", "task"}
    assert str(calendar.head.buttons["type"].cget("text")) == "2 types"


def test_only_mine(calendar, own):
    other = own.users.add("Pedro Ruiz", role="sales")
    plan(own, weekday(1), "10:00")
    plan(own, weekday(1), "12:00", assigned_to=other, subject="His")
    settle(calendar.window)
    choose(calendar, "owner", "Only my own")
    assert shown(calendar) == {"Demo"}
    choose(calendar, "owner", "Pedro Ruiz")
    assert shown(calendar) == {"Demo", "His"}
    choose(calendar, "owner", "Everyone")
    assert calendar.setting.owners == ()


def test_done_ones_can_be_left_out(calendar, own):
    done = plan(own, weekday(1), "10:00")
    plan(own, weekday(2), "10:00", subject="Open")
    own.activities.complete([done])
    settle(calendar.window)
    assert shown(calendar) == {"Demo", "Open"}
    choose(calendar, "show", "Completed activities")
    assert shown(calendar) == {"Open"}


def test_weekends_can_be_left_out(calendar):
    choose(calendar, "show", "Weekends")
    assert len(calendar.sheet.layout.days) == 5


def test_colours_can_follow_the_owner(calendar, own):
    plan(own, weekday(1), "10:00")
    settle(calendar.window)
    before = calendar.sheet.content.entries[0].hue
    choose(calendar, "show", "Colours by owner")
    assert calendar.sheet.content.entries[0].hue != before
    assert [words for _hue, words in calendar.side.meanings()] == [own.user.name]


def test_the_small_month_can_go_and_come(calendar):
    choose(calendar, "show", "Small month")
    assert calendar.side is None
    choose(calendar, "show", "Small month")
    assert calendar.side.winfo_ismapped()


def test_calendars_that_are_read_can_be_hidden(calendar, own):
    calendar_id = own.calendars.add({"name": "Holidays", "kind": "address", "address": "https://example.com/a.ics"})
    settle(calendar.window)
    assert "Holidays" in calendar.head.buttons["show"].labels()
    choose(calendar, "show", "Holidays")
    assert calendar.setting.hidden == (calendar_id,)


def test_it_is_remembered_for_the_file(calendar):
    choose(calendar, "show", "Weekends")
    calendar.show_view("agenda")
    kept = calendar.choices.last()
    assert (kept.view, kept.weekends) == ("agenda", False)


def test_users_that_are_gone_are_forgotten(calendar):
    calendar.choices.change(owners=(999,), types=("gone",))
    calendar.choices.settle()
    assert (calendar.setting.owners, calendar.setting.types) == ((), ())


def test_a_calendar_that_could_not_be_read_says_so(calendar, own, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    made = own.calendars.add({"name": "Holidays", "kind": "folder", "address": str(folder)})
    folder.rmdir()
    with pytest.raises(Unavailable):
        own.calendars.read(made)
    settle(calendar.window)
    assert "Holidays (could not be read)" in calendar.head.buttons["show"].labels()


def test_calendars_are_managed_from_here(calendar):
    calendar.window.root.after(1, lambda: choose(calendar, "show", "Calendars…"))
    settle(calendar.window)
    assert [one for one in every(calendar.window.root) if isinstance(one, CalendarsDialog)]
