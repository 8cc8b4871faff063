"""The day field: typed, picked, emptied, walked by keys, alive through a change of theme."""

from __future__ import annotations

import pytest

from crm.utils import dates, i18n
from crm.views import theme
from crm.views.widgets.dates import DayEntry
from tests.window import focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def day(page):
    before = i18n.language()
    i18n.use("es")
    made = DayEntry(page)
    made.pack(anchor="nw")
    pump(page)
    yield made
    i18n.use(before)


def test_a_stored_day_is_shown_day_first_with_four_digits_of_year(day):
    day.set("2026-12-24")
    assert day.typed() == "24/12/2026"


def test_an_emptied_field_is_no_date(day):
    day.set("2026-12-24")
    day.entry.delete(0, "end")
    press(day.entry, "Tab")
    assert day.get() == ""
    assert day.typed() == ""


def test_a_day_typed_freely_is_written_the_usual_way_on_leaving(day):
    focus(day.entry)
    day.entry.insert(0, "24 dic 2026")
    day.entry.event_generate("<FocusOut>")
    assert day.typed() == "24/12/2026"


def test_an_unreadable_day_stays_as_typed_and_says_why(day):
    focus(day.entry)
    day.entry.insert(0, "31/02/2026")
    day.entry.event_generate("<FocusOut>")
    assert day.typed() == "31/02/2026"
    with pytest.raises(ValueError, match=r"\w+"):
        day.get()


def test_the_arrows_move_a_day(day):
    day.set("2026-12-31")
    press(day.entry, "Up")
    assert day.get() == "2027-01-01"
    press(day.entry, "Down", "Down")
    assert day.get() == "2026-12-30"


def test_the_calendar_opens_beside_its_field_and_never_over_it(day):
    day.open()
    pump(day)
    popup = day._popup
    below = popup.winfo_rooty() >= day.entry.winfo_rooty() + day.entry.winfo_height()
    above = popup.winfo_rooty() + popup.winfo_height() <= day.entry.winfo_rooty()
    assert below or above


def test_at_the_foot_of_the_screen_the_calendar_opens_above(page):
    made = DayEntry(page)
    made.place(x=0, y=page.winfo_screenheight() - 60)
    page.winfo_toplevel().geometry(f"1280x{page.winfo_screenheight()}+0+0")
    pump(page)
    made.open()
    pump(page)
    bottom = made._popup.winfo_rooty() + made._popup.winfo_height()
    page.winfo_toplevel().geometry("1280x800+0+0")
    assert bottom <= made.entry.winfo_rooty()


def test_the_calendar_is_walked_and_answered_by_keys(day):
    day.set("2026-12-24")
    day.open()
    press(day._popup, "Right", "Down", "Return")
    assert day.get() == "2027-01-01"
    assert not day._popup.is_open


def test_escape_closes_the_calendar_and_changes_nothing(day):
    day.set("2026-12-24")
    day.open()
    press(day._popup, "Right", "Escape")
    assert day.get() == "2026-12-24"
    assert not day._popup.is_open


def test_the_calendar_follows_the_theme_and_does_not_break_it(root, day):
    day.open()
    theme.switch(root, "dark")
    pump(day)
    assert str(day._month.cget("normalbackground")) == theme.colors().background


def test_an_empty_field_opens_the_calendar_on_today(day):
    day.open()
    assert day._month.selection_get().isoformat() == dates.today()


def test_changes_are_heard(day):
    heard = []
    day.on_change = lambda: heard.append(day.typed())
    day.entry.insert(0, "1")
    assert heard == ["1"]


def test_the_year_one_is_a_day_like_any_other(day):
    day.set("0001-01-01")
    press(day.entry, "Down")
    assert day.get() == "0001-01-01"
