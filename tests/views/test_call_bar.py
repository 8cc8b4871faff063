"""The bar of a call: what it shows and keeps."""

import pytest

from crm.models.calls import Callee, CallSubject
from crm.views.call_bar import CallBar, CallDraft
from tests.window import press

pytestmark = pytest.mark.window

ANA = Callee(1, "Ana Gil", "+34612345678")


@pytest.fixture
def draft():
    return CallDraft(ANA)


@pytest.fixture
def saved():
    return []


@pytest.fixture
def bar(window, draft, saved):
    made = CallBar(window.root, window.desk, draft=draft)
    made.on_save = lambda: saved.append("saved")
    made.on_discard = lambda: saved.append("discarded")
    made.pack(side="bottom", fill="x")
    window.root.update()
    return made


@pytest.mark.parametrize(
    ("seconds", "outcome", "minutes", "length"),
    [(10, "", "", "1"), (89, "answered", "", "1"), (100, "", "", "2"), (60, "busy", "", ""), (60, "busy", "4", "4")],
)
def test_the_length_is_in_begun_minutes_of_calls_that_took_place(seconds, outcome, minutes, length):
    assert CallDraft(ANA, seconds=seconds, outcome=outcome, minutes=minutes).length == length


def test_own_words_are_the_outcome():
    assert CallDraft(ANA, outcome="answered", words=" Le paso ").outcome_words == "Le paso"
    assert CallDraft(ANA, outcome="answered").outcome_words == "Answered"


def test_what_is_typed_is_kept_at_once(bar, draft):
    bar.note.insert(0, "La oferta")
    bar.words.insert(0, "Le paso")
    assert (draft.note, draft.words, draft.is_typed) == ("La oferta", "Le paso", True)


def test_what_was_kept_is_shown_again(window, draft):
    draft.note, draft.outcome, draft.next_step = "La oferta", "busy", "call tomorrow"
    again = CallBar(window.root, window.desk, draft=draft)
    assert (again.note.get(), again.next.phrase, again._outcome.get()) == ("La oferta", "call tomorrow", "busy")


def test_a_digit_chooses_how_it_ended(bar, draft):
    press(bar.pills["answered"], "Key-2")
    assert (draft.outcome, draft.ended) == ("no_answer", True)


def test_enter_in_a_line_logs(bar, saved):
    press(bar.note, "Return")
    assert saved == ["saved"]


def test_escape_discards(bar, saved):
    press(bar.pills["busy"], "Escape")
    assert saved == ["discarded"]


def test_the_keyboard_begins_with_how_it_ended(window, bar):
    bar.take_focus()
    window.root.update()
    assert window.root.focus_get() is bar.pills["answered"]


def test_another_try_is_offered_only_when_nobody_answered(bar):
    bar.choose("voicemail")
    assert bar.again.winfo_manager()
    bar.choose("answered")
    assert not bar.again.winfo_manager()


def test_a_planned_call_that_was_answered_is_done(window):
    draft = CallDraft(ANA, CallSubject(activity_id=3, planned="Llamar"))
    bar = CallBar(window.root, window.desk, draft=draft)
    bar.choose("busy")
    assert not draft.done
    bar.done.invoke()
    assert draft.done
    assert "Llamar" in bar.done.cget("text")
