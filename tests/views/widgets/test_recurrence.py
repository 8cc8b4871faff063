"""The editor of a rule: chosen as a person does, told as a sentence with the next days, wrong values in words."""

from __future__ import annotations

import pytest

from crm.views.widgets.recurrence import RecurrenceEditor
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def editor(page):
    made = RecurrenceEditor(page)
    made.pack(fill="both", expand=True)
    made.starts_on = "2026-11-24"
    page.update()
    return made


def test_nothing_repeats_at_first(editor):
    assert editor.rule == ""
    assert (editor.words.cget("text"), editor.coming.cget("text")) == ("", "")


def test_weekly_means_the_weekday_it_begins_on(editor):
    editor.choose("WEEKLY")
    assert editor.rule == "FREQ=WEEKLY;BYDAY=TU"
    assert editor.words.cget("text") == "Every week on Tuesday"
    assert editor.coming.cget("text") == "Next: 24 Nov 2026 · 1 Dec 2026 · 8 Dec 2026 · 15 Dec 2026 · 22 Dec 2026"


def test_another_first_day_means_another_weekday_until_a_rule_is_chosen(editor):
    editor.starts_on = "2026-11-26"
    editor.choose("WEEKLY")
    editor.starts_on = "2026-11-27"
    assert editor.rule == "FREQ=WEEKLY;BYDAY=TH"


def test_a_second_tuesday_and_a_last_working_day(editor):
    editor.choose("MONTHLY")
    editor.month.choose_weekday(2, 1)
    assert editor.rule == "FREQ=MONTHLY;BYDAY=2TU"
    editor.month.choose_weekday(-1, 7)
    assert editor.words.cget("text") == "Every month on the last working day"


def test_every_third_day_ten_times(editor):
    editor.choose("DAILY")
    editor.interval.delete(0, "end")
    editor.interval.insert(0, "3")
    editor.end.current(1)
    editor.end.event_generate("<<ComboboxSelected>>")
    assert editor.rule == "FREQ=DAILY;INTERVAL=3;COUNT=10"
    press(editor.count, "Up")
    assert editor.rule == "FREQ=DAILY;INTERVAL=3;COUNT=11"


def test_it_ends_on_a_day(editor):
    editor.rule = "FREQ=DAILY;UNTIL=20261201"
    assert editor.until.get() == "2026-12-01"
    editor.until.set("2026-12-05")
    assert editor.rule == "FREQ=DAILY;UNTIL=20261205"


@pytest.mark.parametrize("typed", ["", "0", "-1", "many", "99999"])
def test_a_number_that_is_none_is_told_in_words(editor, typed):
    editor.choose("DAILY")
    editor.interval.delete(0, "end")
    editor.interval.insert(0, typed)
    with pytest.raises(ValueError, match="whole number"):
        _ = editor.rule
    assert editor.words.cget("text") == "Write a whole number, 1 or more."


def test_a_week_without_a_day_is_told_in_words(editor):
    editor.choose("WEEKLY")
    editor.week.boxes[1].invoke()
    assert "Choose a day of the week" in editor.words.cget("text")


def test_an_end_without_a_day_is_told_in_words(editor):
    editor.choose("DAILY")
    editor.end.current(2)
    editor.end.event_generate("<<ComboboxSelected>>")
    assert "the day on which it ends" in editor.words.cget("text")


def test_a_day_no_year_has_is_told_before_saving(editor):
    editor.rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    assert "never occurs" in editor.words.cget("text")


def test_a_rule_without_fields_stays_as_it_is(editor):
    editor.rule = "FREQ=YEARLY;BYWEEKNO=20"
    assert editor.rule == "FREQ=YEARLY;BYWEEKNO=20"
    assert editor.frequency.get() == "As it is"
    editor.choose("DAILY")
    assert editor.rule == "FREQ=DAILY"


def test_every_choice_is_heard(editor):
    heard = []
    editor.on_change = lambda: heard.append(editor.rule)
    editor.choose("YEARLY")
    editor.rule = "FREQ=DAILY"
    assert heard == ["FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=11"]


def test_only_the_fields_that_matter_are_shown(editor):
    shown = {}
    for frequency in ("", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        editor.choose(frequency)
        editor.update()
        parts = (editor.week, editor.month, editor.month_choice)
        shown[frequency] = [bool(part.winfo_ismapped()) for part in parts]
    assert shown == {
        "": [False] * 3, "DAILY": [False] * 3, "WEEKLY": [True, False, False], "MONTHLY": [False, True, False],
        "YEARLY": [False, True, True],
    }  # fmt: skip
