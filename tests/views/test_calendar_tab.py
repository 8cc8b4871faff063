"""The page of the calendar: which days it shows, the ways to others, and what it hears."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.utils import i18n
from crm.views.commands import find
from crm.views.dialogs.calendar_day import GoToDialog
from crm.views.widgets.calendar_days import week_of
from tests.views.planned import entry_of, plan, today, weekday
from tests.views.user import every, settle
from tests.window import press

pytestmark = pytest.mark.window


def test_it_opens_on_today(calendar):
    assert calendar.shown_day == today()
    assert week_of(today()) == calendar.sheet.layout.days[0]


def test_arrows_of_the_head_lead_to_the_weeks_beside(calendar):
    calendar.head.forward.invoke()
    settle(calendar.window)
    assert calendar.sheet.layout.days[0] == week_of(today()) + timedelta(days=7)
    calendar.head.today.invoke()
    settle(calendar.window)
    assert calendar.sheet.layout.days[0] == week_of(today())


def test_the_head_names_the_days(calendar):
    calendar.reach(date(2026, 11, 18))
    settle(calendar.window)
    assert calendar.head.title == "16 – 22 November 2026"
    calendar.show_view("month")
    settle(calendar.window)
    assert calendar.head.title == "November 2026"


def test_commands_choose_the_view(calendar, window):
    seen = []
    for key in ("Control-Key-1", "Control-Key-3", "Control-Key-4", "Control-Key-2"):
        press(window.root, key)
        settle(window)
        seen.append(calendar.sheet.content.view)
    assert seen == ["month", "day", "agenda", "week"]


def test_figures_choose_it_too(calendar, window):
    press(calendar.sheet.canvas, "Key-1")
    settle(window)
    assert calendar.sheet.content.view == "month"


def test_control_and_arrows_turn_the_page(calendar, window):
    press(calendar.sheet.canvas, "Control-Right")
    settle(window)
    assert calendar.shown_day == today() + timedelta(days=7)
    press(calendar.sheet.canvas, "Control-Left")
    settle(window)
    assert calendar.shown_day == today()


def test_another_view_shows_the_day_the_keyboard_is_on(calendar, window):
    monday = week_of(today())
    calendar.sheet.choose("", day=monday)
    calendar.show_view("day")
    settle(window)
    assert calendar.sheet.layout.days == [monday]


def test_the_keyboard_walks_out_of_the_week(calendar, window):
    sunday = week_of(today()) + timedelta(days=6)
    calendar.sheet.choose("", day=sunday)
    press(calendar.sheet.canvas, "Right")
    settle(window)
    assert calendar.sheet.day == sunday + timedelta(days=1)
    assert calendar.sheet.day in calendar.sheet.layout.days


def test_a_picked_day_of_the_small_month_is_shown(calendar, window):
    calendar.side.month.selection_set(date(2027, 3, 10))
    calendar.side.month.event_generate("<<CalendarSelected>>")
    settle(window)
    assert date(2027, 3, 10) in calendar.sheet.layout.days
    assert window.root.focus_get() is calendar.sheet.canvas


def test_the_small_month_follows(calendar, window):
    calendar.show_view("month")
    calendar.step(1)
    settle(window)
    shown = calendar.side.month.get_displayed_month()
    assert shown == (calendar.shown_day.month, calendar.shown_day.year)


def test_what_is_planned_elsewhere_appears(calendar, own, window):
    made = plan(own, weekday(3), "10:00")
    settle(window)
    assert calendar.sheet.entry(entry_of(calendar, made)).title == "Demo"


def test_the_count_stands_at_the_foot(calendar, own, window):
    plan(own, weekday(3), "10:00")
    settle(window)
    assert calendar.winfo_ismapped()
    assert "1 entry" in window.status._count.cget("text")


def test_an_empty_week_says_how_to_begin(calendar, window):
    assert calendar.winfo_ismapped()
    assert "Double-click" in window.status._count.cget("text")


def test_what_to_do_with_an_entry_in_the_air_is_said(calendar, own, window):
    made = plan(own, weekday(3), "10:00")
    settle(window)
    calendar.sheet.choose(entry_of(calendar, made))
    press(calendar.sheet.canvas, "Alt-Right")
    assert "Esc cancels" in window.status._count.cget("text")
    press(calendar.sheet.canvas, "Escape")
    assert "1 entry" in window.status._count.cget("text")


def test_colours_are_explained(calendar, own, window):
    plan(own, weekday(3), "10:00")
    settle(window)
    assert [words for _hue, words in calendar.side.meanings()] == ["Meeting"]


def test_an_empty_agenda_offers_a_beginning(calendar, window):
    calendar.show_view("agenda")
    calendar.reach(date(2031, 1, 1))
    settle(window)
    assert calendar.empty.winfo_ismapped()
    calendar.show_view("month")
    settle(window)
    assert not calendar.empty.winfo_ismapped()


def test_a_later_day_of_a_series_is_shown_dashed_and_stays(calendar, own, window):
    own.series.add({"type": "meeting", "subject": "Weekly", "due_on": weekday(0)}, "FREQ=WEEKLY")
    calendar.reach(today() + timedelta(days=7 * 110))
    settle(window)
    entry = calendar.sheet.content.entries[0]
    assert entry.outline == "dashed"
    assert "series" in entry.fixed


def test_copy_takes_the_words_of_an_entry(calendar, own, window):
    made = plan(own, weekday(3), "10:00")
    settle(window)
    calendar.sheet.choose(entry_of(calendar, made))
    calendar.copy()
    assert window.root.clipboard_get().splitlines()[0] == "Demo"


def test_the_chosen_activity_is_the_selected_one(calendar, own, window):
    made = plan(own, weekday(3), "10:00")
    settle(window)
    calendar.sheet.choose(entry_of(calendar, made))
    assert (calendar.selected_ids(), calendar.selected_count) == ([made], 1)
    calendar.sheet.choose("")
    assert (calendar.selected_ids(), calendar.selected_count) == ([], 0)


def test_the_command_of_the_small_month_shows_and_hides_it(calendar, window):
    window.runner.run(find("calendar.side"))
    settle(window)
    assert calendar.side is None


def test_another_language_builds_the_page_anew(calendar, window, user):
    window.use_language("es")
    window.show_page("calendar")
    user.wait()
    assert window.calendar is not calendar
    assert i18n.language() == "es"
    window.use_language("en")


def test_the_keyboard_comes_along_from_another_page(calendar, window):
    window.show_page("contacts")
    settle(window)
    press(window.contacts.list.table.tree, "Alt-Key-5")
    settle(window)
    assert window.root.focus_get() is calendar.sheet.canvas


def test_commands_act_on_the_chosen_entry(calendar, own, window):
    made = plan(own, weekday(3), "10:00")
    settle(window)
    assert not window.runner.can_run(find("calendar.done"))
    calendar.sheet.choose(entry_of(calendar, made))
    window.runner.run(find("calendar.done"))
    settle(window)
    assert own.activities.get(made).completed_at
    window.runner.run(find("calendar.remove"))
    settle(window)
    assert calendar.sheet.content.entries == ()


def test_a_day_is_gone_to_by_its_date(calendar, window):
    window.runner.run(find("calendar.go_to"))
    dialog = next(one for one in every(window.root) if isinstance(one, GoToDialog))
    dialog.form.put("day", "2027-03-10")
    dialog.confirm()
    settle(window)
    assert date(2027, 3, 10) in calendar.sheet.layout.days
    assert window.root.focus_get() is calendar.sheet.canvas
