"""The timeline of a contact: shown, filtered, logged into, corrected."""

from __future__ import annotations

import pytest

from crm.views.interaction_editor import InteractionEditor
from tests.views.user import every, settle


@pytest.fixture
def timeline(window, people):
    window.contacts.list.table.select([people["Ana"]])
    window.root.update()
    return window.contacts.panel.timeline


def _text(timeline):
    return timeline.feed.text.get("1.0", "end")


def test_what_happened_and_what_was_changed_stand_in_one_feed(window, timeline, own, people):
    own.interactions.add(people["Ana"], {"type": "call", "subject": "Talked"})
    own.contacts.change(people["Ana"], {"status": "customer"})
    settle(window)
    assert "Talked" in _text(timeline)
    assert "Status: Lead → Customer" in _text(timeline)


def test_a_filter_narrows_the_feed(window, timeline, own, people):
    own.interactions.add(people["Ana"], {"type": "call", "subject": "Talked"})
    settle(window)
    timeline.feed.on_filter("changes")
    assert "Talked" not in _text(timeline)
    assert "Add Ana Gil" in _text(timeline)


def test_what_is_logged_appears_and_the_line_is_empty_again(window, timeline):
    timeline.start("note")
    timeline.quick.subject.insert(0, "Prefers mornings")
    timeline.quick.log()
    settle(window)
    assert "Prefers mornings" in _text(timeline)
    assert not timeline.is_typed
    assert "Note saved." in window.toasts.texts


def test_what_cannot_be_logged_is_told_under_the_line(timeline, own, people):
    timeline.quick.subject.insert(0, "x" * 1001)
    timeline.quick.log()
    assert timeline.is_typed
    assert own.interactions.of(people["Ana"]) == []


def test_a_click_on_a_line_opens_its_interaction(window, timeline, own, people):
    logged = own.interactions.add(people["Ana"], {"type": "call", "subject": "Talked"})
    timeline.feed.on_open(logged)
    editor = next(one for one in every(window.root) if isinstance(one, InteractionEditor))
    assert editor.form.values()["subject"] == "Talked"
    editor.close()


def test_more_opens_the_whole_form_with_what_was_typed(window, timeline):
    timeline.start("meeting")
    timeline.quick.subject.insert(0, "Planned the visit")
    timeline.quick._more()
    editor = next(one for one in every(window.root) if isinstance(one, InteractionEditor))
    values = editor.form.values()
    assert (values["type"], values["subject"]) == ("meeting", "Planned the visit")
    editor.close()
