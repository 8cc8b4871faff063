"""How an activity repeats: the line that says it, and the dialog that chooses it."""

from __future__ import annotations

import pytest

from crm.views.dialogs.activity_repeat import RepeatDialog, Repeats
from tests.window import descendants, pump

pytestmark = pytest.mark.window
WEEKLY = "FREQ=WEEKLY;BYDAY=MO"


@pytest.fixture
def repeats(page):
    made = Repeats(page, "")
    made.pack()
    return made


def _chooses(repeats):
    repeats.choose()
    pump(repeats)
    return next(one for one in descendants(repeats) if isinstance(one, RepeatDialog))


def test_what_does_not_repeat_says_so(repeats):
    assert repeats.words == "Does not repeat"


def test_a_rule_is_told_in_words(repeats):
    repeats.rule = WEEKLY
    assert repeats.words == "Every week on Monday"


def test_another_rule_is_a_change_and_the_same_is_none(page):
    made = Repeats(page, WEEKLY)
    assert not made.is_changed
    made.rule = ""
    assert made.is_changed


def test_the_dialog_begins_with_the_rule_and_hands_back_the_chosen_one(repeats):
    repeats.rule = WEEKLY
    dialog = _chooses(repeats)
    assert dialog.editor.rule == WEEKLY
    dialog.editor.rule = "FREQ=DAILY;COUNT=5"
    dialog.confirm()
    assert repeats.rule == "FREQ=DAILY;COUNT=5"


def test_a_cancelled_dialog_changes_nothing(repeats):
    dialog = _chooses(repeats)
    dialog.editor.rule = WEEKLY
    dialog.cancel()
    assert repeats.rule == ""


def test_what_is_wrong_with_a_rule_is_said_there(repeats):
    dialog = _chooses(repeats)
    dialog.say("No day fits.")
    assert "No day fits." in [str(one.cget("text")) for one in descendants(dialog) if one.winfo_class() == "TLabel"]
    dialog.cancel()


def test_a_chosen_rule_moves_along_with_the_first_day(repeats):
    repeats.starts_on = "2026-11-23"
    repeats.rule = WEEKLY
    repeats.starts_on = "2026-11-25"
    assert repeats.rule == "FREQ=WEEKLY;BYDAY=WE"


def test_a_rule_that_was_there_waits_for_the_save_of_the_other_day(page):
    made = Repeats(page, WEEKLY)
    made.starts_on = "2026-11-23"
    made.starts_on = "2026-11-25"
    assert (made.rule, made.is_changed) == (WEEKLY, False)
