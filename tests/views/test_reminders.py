"""Reminders on the screen: one notice each, one list after a pause, none while it is quiet or a dialog is in use."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from crm.models.reminders import Due
from crm.storage import bookkeeping
from crm.utils import dates
from crm.utils.quiet_hours import QuietHours
from crm.views.commands import COMMANDS
from crm.views.reminders import (
    ReminderNotices,
    keep_quiet_hours,
    keep_system_notices,
    quiet_hours,
    wants_system_notices,
)
from crm.views.system_notices import SystemNotices
from crm.views.widgets.dialog import Question, ask
from tests.window import pump

pytestmark = pytest.mark.window


class Desktop(SystemNotices):
    """The notices of the desktop, remembered instead of shown."""

    def __init__(self):
        super().__init__()
        self.sent = []

    def send(self, title, message, *, clicked):
        self.sent.append((title, message, clicked))


@pytest.fixture
def desktop():
    return Desktop()


@pytest.fixture
def notices(window, desktop):
    """What the window shows of reminders, at noon."""
    window.errands.stop()
    noon = datetime.now().replace(hour=12, minute=0, second=0, microsecond=0).astimezone()
    made = ReminderNotices(window, notices=desktop, clock=lambda: noon)
    window.reminders = made
    yield made
    made.stop()


def due(notices, number=1, *, minutes=0):
    """A reminder that fell due so many minutes ago, of an activity of that number."""
    now = notices._clock()
    at = dates.now(lambda: now - timedelta(minutes=minutes))
    starts = dates.now(lambda: now + timedelta(minutes=15 - minutes))
    return Due(number, (10 * number,), at, f"Call {number}", dates.to_local(starts).date().isoformat(), starts)


@pytest.fixture
def planned(own):
    """Activities of the file that have a reminder, and their reminders as they fall due."""
    ids = [
        own.activities.add({"subject": f"Call {n}", "due_at": f"209{n}-01-01T10:00:00Z", "reminders": [0]})
        for n in (1, 2)
    ]
    return ids, lambda: own.reminders.due("2099-01-01T00:00:00Z")


def test_one_that_falls_due_is_a_notice_that_stays(notices, window):
    notices.show([due(notices)])
    window.toasts.clear()
    assert window.toasts.texts == ["Call 1\nin 15 minutes (12:15)"]


def test_it_is_shown_once_however_often_it_is_told(notices, window):
    for _look in range(3):
        notices.show([due(notices)])
    assert len(window.toasts.texts) == 1


def test_what_fell_due_while_nobody_looked_is_one_list(notices, window):
    notices.show([due(notices, number, minutes=300) for number in range(1, 301)])
    assert window.toasts.texts == []
    assert len(notices.dialog.activity_ids) == 300
    notices.dialog.close()


def test_more_than_three_at_once_are_one_list(notices, window):
    notices.show([due(notices, number) for number in (1, 2)])
    assert len(window.toasts.texts) == 2
    notices.show([due(notices, number) for number in (1, 2, 3, 4)])
    assert window.toasts.texts == []
    assert notices.dialog.activity_ids == {1, 2, 3, 4}
    notices.dialog.close()


def test_what_comes_while_the_list_is_open_joins_it(notices):
    notices.show([due(notices, 1, minutes=60)])
    notices.show([due(notices, 1, minutes=60), due(notices, 2)])
    assert notices.dialog.activity_ids == {1, 2}
    notices.dialog.close()


def test_what_was_done_elsewhere_goes_from_the_list_and_the_notices(notices, window):
    notices.show([due(notices, 1)])
    notices.show([])
    assert window.toasts.texts == []
    notices.show([due(notices, 1, minutes=60), due(notices, 2, minutes=60)])
    notices.show([due(notices, 2, minutes=60)])
    assert notices.dialog.activity_ids == {2}
    notices.show([])
    assert not notices.dialog.winfo_exists()


def test_nothing_speaks_in_quiet_hours_and_afterwards_it_is_one_list(notices, window, settings):
    keep_quiet_hours(settings, QuietHours("11:00", "13:00"))
    notices.show([due(notices)])
    assert (window.toasts.texts, notices.dialog) == ([], None)
    keep_quiet_hours(settings, QuietHours())
    notices.show([due(notices, minutes=60)])
    assert notices.dialog.activity_ids == {1}
    notices.dialog.close()


def test_a_dialog_in_use_keeps_the_keyboard(notices, window):
    asking = ask(window.root, Question("Really?", "Sure?"), then=lambda: None)
    notices.show([due(notices, minutes=60)])
    assert notices.dialog is None
    asking.close()
    notices.show([due(notices, minutes=60)])
    assert notices.dialog is not None
    notices.dialog.close()


def test_done_completes_and_the_reminder_is_gone(notices, own, planned):
    ids, waiting = planned
    notices._done(waiting()[:1])
    assert not own.activities.get(ids[0]).is_open
    assert [one.activity_id for one in waiting()] == ids[1:]


def test_closing_the_list_has_seen_it_all(notices, planned):
    _ids, waiting = planned
    notices._show_list(waiting())
    notices.dialog.close()
    assert waiting() == []


def test_what_is_put_off_is_not_due_now(notices, planned, own):
    _ids, waiting = planned
    notices._snooze(60, waiting())
    assert own.reminders.due() == []
    assert own.database.value("SELECT count(*) FROM reminders WHERE snoozed_until <> ''") == 2


def test_another_file_forgets_what_was_shown(notices, window):
    notices.show([due(notices)])
    window.toasts.clear(lasting=True)
    notices.stop()
    notices.show([due(notices)])
    assert len(window.toasts.texts) == 1


@pytest.fixture
def behind(window):
    """The window is out of sight, so that the keyboard is elsewhere."""
    window.root.withdraw()
    pump(window.root, lambda: not window.root.tk.call("focus"))
    yield window
    window.root.deiconify()
    window.root.update()
    window.root.focus_force()


def test_who_is_at_the_window_needs_no_notice_of_the_desktop(notices, window, desktop):
    window.root.focus_force()
    pump(window.root, lambda: bool(window.root.tk.call("focus")))
    notices.show([due(notices)])
    assert desktop.sent == []


@pytest.mark.usefixtures("behind")
def test_the_desktop_tells_of_one_by_its_name(notices, desktop):
    notices.show([due(notices)])
    ((title, message, _clicked),) = desktop.sent
    assert (title, message) == ("Call 1", "Call 1\nin 15 minutes (12:15)")


@pytest.mark.usefixtures("behind")
def test_the_desktop_tells_of_several_at_once(notices, desktop):
    notices.show([due(notices, number) for number in (1, 2)])
    assert [title for title, _message, _clicked in desktop.sent] == ["2 reminders"]


def test_a_click_on_the_desktop_s_notice_brings_the_window_back(notices, desktop, behind):
    notices.show([due(notices)])
    desktop.sent[0][2]()
    assert behind.root.state() == "normal"


@pytest.mark.usefixtures("behind")
def test_who_wants_none_gets_none_from_the_desktop(notices, settings, desktop):
    keep_system_notices(settings, wanted=False)
    notices._tell_desktop([due(notices)])
    assert desktop.sent == []


def test_quiet_hours_are_kept_on_this_computer(settings):
    assert (quiet_hours(settings), wants_system_notices(settings)) == (QuietHours(), True)
    keep_quiet_hours(settings, QuietHours("22:00", "08:00"))
    assert quiet_hours(settings) == QuietHours("22:00", "08:00")


def test_all_that_waits_is_listed_by_a_command(notices, window, own):
    activity = own.activities.add({"subject": "Call Ana", "due_at": "2099-01-01T10:00:00Z", "reminders": [5]})
    with own.database.transaction(own._context.author, "Wait"):
        row_id = own.database.value("SELECT id FROM reminders")
        bookkeeping.note(own.database, "reminders", row_id=row_id, values={"at": "2026-01-01T10:00:00Z"})
    window.runner.run(next(one for one in COMMANDS if one.id == "activity.reminders"))
    assert notices.dialog.activity_ids == {activity}
    notices.dialog.close()


def test_where_none_waits_a_notice_says_so(notices, window):
    notices.list_all()
    assert window.toasts.texts == ["No reminder is waiting."]


@pytest.fixture
def asking(window):
    """A dialog stands before the window, in use."""
    window.root.deiconify()
    made = ask(window.root, Question("Really?", "Sure?"), then=lambda: None)
    made.focus_force()
    pump(window.root, lambda: bool(window.root.tk.call("focus")))
    yield made
    if made.winfo_exists():
        made.close()


@pytest.mark.usefixtures("asking")
def test_what_falls_due_while_a_dialog_is_in_use_is_a_notice_and_the_desktop_tells_of_it(notices, window, desktop):
    notices.show([due(notices)])
    assert (len(window.toasts.texts), [title for title, _message, _clicked in desktop.sent]) == (1, ["Call 1"])


@pytest.mark.usefixtures("asking")
def test_a_list_that_waits_for_a_dialog_is_told_of_once(notices, desktop):
    for _look in range(3):
        notices.show([due(notices, minutes=60)])
    assert (len(desktop.sent), notices.dialog) == (1, None)
