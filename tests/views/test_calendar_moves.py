"""Moving, lengthening and acting on entries: what reaches the file, and the way back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.errors import Denied
from crm.utils import dates
from crm.views.commands import find
from crm.views.dialogs.activity import ActivityDialog
from crm.views.dialogs.activity_day import DayDialog
from crm.views.dialogs.activity_done import DoneDialog
from crm.views.dialogs.series_scope import ScopeDialog
from crm.views.widgets.calendar_model import Drop, Slot
from crm.views.widgets.dialog import Dialog
from tests.records import second_user
from tests.views.planned import clock_of, entry_of, plan, today, weekday
from tests.views.user import every, settle
from tests.window import click, press

pytestmark = pytest.mark.window


def drop(page, activity_id, *place):
    """Put an entry somewhere, as the mouse does: on a day, at a minute, so many minutes long."""
    day, minute, minutes = place
    page.moves.dropped(Drop(entry_of(page, activity_id), date.fromisoformat(day), minute, minutes))
    settle(page.window)


@pytest.fixture
def call(calendar, own):
    made = plan(own, weekday(2), "10:00", duration_minutes=45)
    settle(calendar.window)
    return made


def test_a_drop_moves_the_activity(calendar, own, call):
    drop(calendar, call, weekday(4), 15 * 60 + 30, 45)
    assert clock_of(own, call) == (weekday(4), "15:30", 45)


def test_undo_takes_it_back(calendar, own, call):
    drop(calendar, call, weekday(4), 15 * 60 + 30, 45)
    calendar.desk.undo()
    settle(calendar.window)
    assert clock_of(own, call) == (weekday(2), "10:00", 45)


def test_a_drop_lengthens_the_activity(calendar, own, call):
    drop(calendar, call, weekday(2), 600, 120)
    assert clock_of(own, call) == (weekday(2), "10:00", 120)


def test_a_drop_among_whole_days_takes_the_time_away(calendar, own, call):
    drop(calendar, call, weekday(3), None, 1440)
    day, clock, _minutes = clock_of(own, call)
    assert (day, clock) == (weekday(3), "")
    assert calendar.sheet.entry(entry_of(calendar, call)).is_bar


def test_a_whole_day_gets_a_time_and_an_hour(calendar, own):
    fair = plan(own, weekday(2))
    settle(calendar.window)
    drop(calendar, fair, weekday(3), 9 * 60, 60)
    assert clock_of(own, fair) == (weekday(3), "09:00", 60)


def test_a_whole_day_becomes_three(calendar, own):
    fair = plan(own, weekday(1))
    settle(calendar.window)
    drop(calendar, fair, weekday(1), None, 3 * 1440)
    assert own.activities.get(fair).ends_on == weekday(3)


def test_without_a_length_it_stays_without(calendar, own):
    ring = plan(own, weekday(1), "10:00")
    settle(calendar.window)
    drop(calendar, ring, weekday(2), 660, 0)
    assert clock_of(own, ring) == (weekday(2), "11:00", None)


def test_a_move_over_midnight_touches_both_days(calendar, own, call):
    drop(calendar, call, weekday(4), 23 * 60 + 30, 45)
    kept = own.activities.get(call)
    assert (kept.due_on, kept.ends_on) == (weekday(4), weekday(5))


def test_alt_and_arrows_move_by_keyboard(calendar, own, call):
    calendar.sheet.choose(entry_of(calendar, call))
    press(calendar.sheet.canvas, "Alt-Right", "Alt-Down", "Return")
    settle(calendar.window)
    assert clock_of(own, call) == (weekday(3), "10:15", 45)
    assert (calendar.sheet.chosen, calendar.sheet.day.isoformat()) == (entry_of(calendar, call), weekday(3))


def test_the_notice_says_where_it_stands_now(calendar, call, window):
    said = []
    window.toasts.show = lambda text, **_more: said.append(text)
    drop(calendar, call, weekday(4), 15 * 60, 45)
    assert said[-1].startswith("Demo: Friday")
    assert said[-1].endswith("15:00")


def answer(window, choice):
    """Choose in the dialog that asks which of a series are meant, once it is open."""

    def act():
        dialog = next(one for one in every(window.root) if isinstance(one, ScopeDialog))
        dialog.choice.set(choice)
        dialog.confirm() if choice else dialog.cancel()

    window.root.after(50, act)


@pytest.fixture
def weekly(calendar, own):
    """The first activity of a series of three weeks, Mondays at ten."""
    moment = dates.to_moment(f"{weekday(0)} 10:00")
    values = {"type": "meeting", "subject": "Weekly", "due_on": weekday(0), "due_at": moment}
    series = own.series.add(values, "FREQ=WEEKLY;COUNT=3")
    settle(calendar.window)
    return next(item.id for item in calendar._items.values() if item.series_id == series)


def test_of_a_series_the_ones_that_are_meant_are_moved(calendar, own, weekly, window):
    answer(window, "all")
    drop(calendar, weekly, weekday(0), 12 * 60, 0)
    assert own.series.of_activity(weekly).starts_at == "12:00"
    assert clock_of(own, weekly)[1] == "12:00"


def test_of_a_series_one_alone_can_be_moved(calendar, own, weekly, window):
    answer(window, "this")
    drop(calendar, weekly, weekday(1), 12 * 60, 0)
    assert own.series.of_activity(weekly).starts_at == "10:00"
    assert clock_of(own, weekly)[:2] == (weekday(1), "12:00")


def test_who_cancels_the_question_leaves_it_where_it_was(calendar, own, weekly, window):
    answer(window, "")
    drop(calendar, weekly, weekday(1), 12 * 60, 0)
    assert clock_of(own, weekly)[:2] == (weekday(0), "10:00")
    assert not calendar.sheet.canvas.find_withtag("ghost")


def test_all_of_a_series_can_be_removed(calendar, own, weekly, window):
    answer(window, "all")
    calendar.moves.remove(entry_of(calendar, weekly))
    settle(window)
    assert calendar.sheet.content.entries == ()
    assert own.calendar.between(weekday(0), weekday(6)) == []


def test_a_done_one_says_that_it_must_be_reopened(calendar, own, call, window):
    own.activities.complete([call])
    settle(window)
    said = []
    window.toasts.show = lambda text, **_more: said.append(text)
    calendar.sheet.choose(entry_of(calendar, call))
    press(calendar.sheet.canvas, "Alt-Right")
    assert "Reopen" in said[-1]


def test_space_completes_and_reopens(calendar, own, call):
    calendar.sheet.choose(entry_of(calendar, call))
    press(calendar.sheet.canvas, "space")
    settle(calendar.window)
    assert own.activities.get(call).completed_at
    assert calendar.sheet.entry(entry_of(calendar, call)).done
    press(calendar.sheet.canvas, "space")
    settle(calendar.window)
    assert not own.activities.get(call).completed_at


def test_delete_removes(calendar, own, call):
    calendar.sheet.choose(entry_of(calendar, call))
    press(calendar.sheet.canvas, "Delete")
    settle(calendar.window)
    assert calendar.sheet.content.entries == ()
    calendar.desk.undo()
    settle(calendar.window)
    assert own.activities.get(call).subject == "Demo"


def test_it_can_be_put_off(calendar, own, call):
    day = (today() + timedelta(days=30)).isoformat()
    own.activities.to_day([call], day)
    calendar.reach(date.fromisoformat(day))
    settle(calendar.window)
    calendar.moves.postpone(entry_of(calendar, call), 7)
    settle(calendar.window)
    assert own.activities.get(call).due_on == (today() + timedelta(days=37)).isoformat()


def test_the_menu_offers_what_can_be_done(calendar, call):
    calendar.sheet.choose(entry_of(calendar, call))
    menu = calendar.moves.menu()
    labels = [str(menu.entrycget(at, "label")) for at in range(menu.index("end") + 1) if menu.type(at) == "command"]
    assert labels == [
        "Open", "Done", "Done, with what came of it…", "Put off by a day", "Put off by a week", "To another day…",
        "Remove",
    ]  # fmt: skip


def test_a_day_offers_something_new(calendar):
    menu = calendar.moves.menu()
    assert [str(menu.entrycget(at, "label")) for at in range(2)] == ["New activity…", "Show this day"]


@pytest.fixture
def school(calendar, own, tmp_path):
    """The page with an event of a folder that is read, and its key."""
    moment = f"{weekday(2).replace('-', '')}T100000"
    event = ["BEGIN:VEVENT", "UID:1@school", "DTSTAMP:20261101T000000Z", f"DTSTART:{moment}", "DURATION:PT1H",
             "SUMMARY:English lesson", "END:VEVENT"]  # fmt: skip
    folder = tmp_path / "school"
    folder.mkdir()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *event, "END:VCALENDAR", ""]
    (folder / "a.ics").write_text("\r\n".join(lines))
    own.calendars.read(own.calendars.add({"name": "Escuela", "kind": "folder", "address": str(folder)}))
    settle(calendar.window)
    return calendar, calendar.sheet.content.entries[0].key


def opened(window):
    """The window of an activity that is open."""
    return next(one for one in every(window.root) if isinstance(one, ActivityDialog))


def test_a_double_click_plans_at_that_hour(calendar, window):
    x = calendar.sheet.layout.day_box(date.fromisoformat(weekday(2))).x + 40
    click(calendar.sheet.canvas, x, calendar.sheet.layout.y_of(10 * 60) + 3, times=2)
    settle(window)
    dialog = opened(window)
    dialog.form.fill({"subject": "Lunch"})
    dialog.confirm()
    settle(window)
    [made] = calendar.sheet.content.entries
    assert (made.title, made.first_on.isoformat(), made.minute) == ("Lunch", weekday(2), 600)


def test_what_is_drawn_out_is_planned_as_long(calendar, own, window):
    calendar.moves.add(Slot(date.fromisoformat(weekday(3)), 9 * 60, 90))
    settle(window)
    opened(window).confirm()
    settle(window)
    [made] = calendar.sheet.content.entries
    assert clock_of(own, calendar.item(made.key).id) == (weekday(3), "09:00", 90)


def test_days_that_are_drawn_out_are_planned_as_days(calendar, window):
    calendar.moves.add(Slot(date.fromisoformat(weekday(1)), None, 3 * 1440))
    settle(window)
    opened(window).confirm()
    settle(window)
    [made] = calendar.sheet.content.entries
    assert (made.starts, made.first_on.isoformat(), made.last_on.isoformat()) == (None, weekday(1), weekday(3))


def test_enter_opens_the_activity(calendar, call, window):
    calendar.sheet.choose(entry_of(calendar, call))
    press(calendar.sheet.canvas, "Return")
    settle(window)
    assert opened(window).winfo_viewable()


def test_a_later_day_of_a_series_becomes_an_activity_when_it_is_opened(calendar, own, window):
    own.series.add({"type": "meeting", "subject": "Weekly", "due_on": weekday(0)}, "FREQ=WEEKLY")
    calendar.reach(today() + timedelta(days=7 * 110))
    settle(window)
    [ghost] = calendar.sheet.content.entries
    calendar.moves.open(ghost.key)
    settle(window)
    [made] = calendar.sheet.content.entries
    assert ghost.key.startswith("ghost")
    assert calendar.item(made.key).id > 0
    assert opened(window).winfo_viewable()


def test_a_reader_plans_nothing(calendar, own, window):
    window.desk.session = second_user(own, role="reader")
    calendar.moves.add(Slot(today()))
    settle(window)
    assert not [one for one in every(window.root) if isinstance(one, ActivityDialog)]


def test_who_may_not_move_it_sees_it_where_it_was(calendar, own, call, window):
    window.desk.session = second_user(own)
    told = []
    calendar.desk.jobs.report = told.append
    drop(calendar, call, weekday(4), 15 * 60, 45)
    assert [type(one) for one in told] == [Denied]
    assert clock_of(own, call)[:2] == (weekday(2), "10:00")
    assert not calendar.sheet.canvas.find_withtag("ghost")


def test_an_event_of_a_calendar_that_is_read_tells_about_itself(school, window):
    calendar, key = school
    calendar.moves.open(key)
    settle(window)
    dialog = next(one for one in every(window.root) if isinstance(one, Dialog))
    words = [str(one.cget("text")) for one in every(dialog) if one.winfo_class() == "TLabel"]
    assert words[0] == "English lesson"
    assert "Escuela" in words[1]
    assert "only read" in words[1]


def test_an_event_cannot_be_dragged_and_says_why(school, window):
    calendar, key = school
    said = []
    window.toasts.show = lambda text, **_more: said.append(text)
    calendar.sheet.choose(key)
    press(calendar.sheet.canvas, "Alt-Right", "space", "Delete")
    assert len(said) == 3
    assert set(said) == {calendar.sheet.entry(key).fixed}


def dialog_of(window, kind):
    return next(one for one in every(window.root) if isinstance(one, kind))


def test_what_came_of_it_can_be_told(calendar, own, call, window):
    calendar.moves.ask_outcome(entry_of(calendar, call))
    dialog = dialog_of(window, DoneDialog)
    dialog.form.put("outcome", "They want an offer")
    dialog.confirm()
    settle(window)
    assert own.activities.get(call).outcome == "They want an offer"
    assert own.activities.get(call).completed_at


def test_it_can_be_put_on_another_day(calendar, own, call, window):
    calendar.moves.ask_day(entry_of(calendar, call))
    dialog = dialog_of(window, DayDialog)
    dialog.form.put("day", weekday(4))
    dialog.confirm()
    settle(window)
    assert clock_of(own, call)[:2] == (weekday(4), "10:00")


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Bogota", "Asia/Tokyo"])
def test_an_hour_on_the_wall_stays_that_hour_over_a_change_of_clocks(calendar, own, live_in, zone):
    live_in(zone)
    made = plan(own, "2027-03-26", "10:00", duration_minutes=45)
    calendar.reach(date(2027, 3, 26))
    settle(calendar.window)
    drop(calendar, made, "2027-03-28", 600, 45)
    assert clock_of(own, made) == ("2027-03-28", "10:00", 45)
    assert calendar.sheet.entry(entry_of(calendar, made)).minute == 600


def test_a_night_of_the_change_lasts_what_it_lasts(calendar, own, live_in):
    live_in("Europe/Madrid")
    made = plan(own, "2027-03-27", "23:00", duration_minutes=60)
    calendar.reach(date(2027, 3, 27))
    settle(calendar.window)
    drop(calendar, made, "2027-03-27", 23 * 60, 6 * 60)  # until five on the wall, of which an hour is left out
    assert clock_of(own, made) == ("2027-03-27", "23:00", 300)
    assert calendar.sheet.entry(entry_of(calendar, made)).minutes == 360


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Caracas"])
def test_whole_days_stay_on_their_day_in_every_zone(calendar, own, live_in, zone):
    live_in(zone)
    made = plan(own, "2027-03-26")
    calendar.reach(date(2027, 3, 26))
    settle(calendar.window)
    entry = calendar.sheet.entry(entry_of(calendar, made))
    assert (entry.first_on, entry.last_on, entry.starts) == (date(2027, 3, 26), date(2027, 3, 26), None)


def test_the_button_plans_on_the_day_in_view(calendar, window):
    calendar.sheet.choose("", day=date.fromisoformat(weekday(4)))
    window.runner.run(find("activity.add"))
    settle(window)
    opened(window).confirm()
    settle(window)
    assert [one.first_on.isoformat() for one in calendar.sheet.content.entries] == [weekday(4)]


def test_a_phrase_without_a_day_keeps_the_hour_that_was_clicked(calendar, window):
    calendar.moves.add(Slot(date.fromisoformat(weekday(4)), 13 * 60))
    settle(window)
    dialog = opened(window)
    dialog.line.insert(0, "llamar a Ana Gil")
    dialog.read_line()
    settle(window)
    dialog.confirm()
    settle(window)
    [made] = calendar.sheet.content.entries
    assert (made.first_on.isoformat(), made.minute) == (weekday(4), 13 * 60)
