"""The quick log: a kind, a sentence, Enter."""

from __future__ import annotations

import pytest

from crm.views.quick_log import QuickLog
from tests.window import press


@pytest.fixture
def logged():
    return []


@pytest.fixture
def quick(page, logged):
    made = QuickLog(page)
    made.pack(fill="x")
    made.on_log = lambda values, _done: logged.append(dict(values))
    page.update()
    return made


def test_enter_logs_the_sentence(quick, logged):
    quick.start("call")
    quick.subject.insert(0, "Talked about the quote")
    press(quick.subject, "Return")
    assert (logged[0]["type"], logged[0]["subject"]) == ("call", "Talked about the quote")


def test_enter_logs_from_any_of_its_fields(quick, logged):
    quick.start("call")
    quick.entries["outcome"].insert(0, "Interested")
    press(quick.entries["outcome"], "Return")
    assert logged[0]["outcome"] == "Interested"


def test_the_kind_is_what_was_asked_for(quick, logged):
    quick.start("meeting")
    quick.log()
    assert logged[0]["type"] == "meeting"


def test_minutes_are_a_number(quick, logged):
    quick.entries["duration_minutes"].insert(0, "15")
    quick.log()
    assert logged[0]["duration_minutes"] == 15


def test_minutes_in_words_are_refused_and_stay(quick, logged):
    quick.entries["duration_minutes"].insert(0, "long")
    quick.log()
    assert logged == []
    assert quick.entries["duration_minutes"].get() == "long"


def test_the_line_says_what_to_type(quick):
    quick.start("meeting")
    assert quick.hint.words == "What was the meeting about?"


def test_the_details_show_when_one_begins_to_write(quick, page):
    before = quick.entries["outcome"].winfo_ismapped()
    quick.start("call")
    page.update()
    assert (before, quick.entries["outcome"].winfo_ismapped()) == (0, 1)


def test_escape_clears_what_is_typed(quick):
    quick.start("call")
    quick.subject.insert(0, "Talked")
    press(quick.subject, "Escape")
    assert not quick.is_typed


def test_another_kind_keeps_what_is_typed(quick):
    quick.subject.insert(0, "Talked")
    quick.start("note")
    assert quick.subject.get() == "Talked"


def test_a_draft_comes_back_whole(quick):
    quick.start("meeting")
    quick.subject.insert(0, "Talked")
    quick.entries["next_step"].insert(0, "Send the quote")
    draft = quick.draft()
    quick.clear()
    quick.restore(draft)
    assert (quick.kind, quick.draft()) == ("meeting", draft)


def test_more_hands_over_what_is_typed(quick):
    asked = []
    quick.on_more = asked.append
    quick.subject.insert(0, "Talked")
    quick._more()
    assert asked[0]["subject"] == "Talked"


def test_a_note_offers_neither_outcome_nor_minutes(quick):
    quick.start("note")
    quick.update()
    assert [name for name, entry in quick.entries.items() if entry.winfo_ismapped()] == ["next_step"]
    assert quick.entries["next_step"].winfo_width() == quick.subject.winfo_width()
    quick.start("call")
    quick.update()
    assert all(entry.winfo_ismapped() for entry in quick.entries.values())


def test_an_outcome_typed_before_it_became_a_note_is_not_lost_from_sight(quick):
    quick.start("call")
    quick.entries["outcome"].insert(0, "Interested")
    quick.start("note")
    quick.update()
    assert quick.entries["outcome"].winfo_ismapped()


def _paste(quick, text):
    quick.start("call")
    quick.clipboard_clear()
    quick.clipboard_append(text)
    quick.subject.event_generate("<<Paste>>")
    quick.update()


def test_the_first_line_of_a_pasted_text_is_the_subject_and_the_rest_the_body(quick, logged):
    _paste(quick, "Wants a quote\r\nfor 20 seats\r\nbefore May\r\n")
    assert quick.subject.get() == "Wants a quote"
    press(quick.subject, "Return")
    assert (logged[0]["subject"], logged[0]["body"]) == ("Wants a quote", "for 20 seats\nbefore May")


def test_pasted_lines_go_with_the_draft_and_come_back(quick):
    _paste(quick, "Wants a quote\nfor 20 seats")
    draft = quick.draft()
    quick.clear()
    empty = quick.is_typed
    quick.restore(draft)
    assert (empty, quick.values()["body"]) == (False, "for 20 seats")


def test_one_pasted_line_goes_where_the_cursor_is(quick):
    quick.subject.insert(0, "Call Ana")
    quick.subject.icursor(5)
    _paste(quick, "back ")
    assert quick.subject.get() == "Call back Ana"
