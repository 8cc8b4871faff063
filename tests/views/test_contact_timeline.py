"""The timeline of a contact: shown, filtered, logged into, corrected."""

from __future__ import annotations

import pytest

from crm.utils import i18n
from crm.utils.i18n import translate
from crm.views import contact_feed, contact_panel, theme
from crm.views.interaction_editor import InteractionEditor
from crm.views.widgets.timeline import Timeline
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


def _log(own, contact_id, *, count, kind="call"):
    for number in range(count):
        values = {"type": kind, "subject": f"{kind} {number}", "at": f"2024-01-01T00:00:{number % 60:02}Z"}
        own.interactions.add(contact_id, values)


@pytest.fixture
def short_pages(monkeypatch):
    """A feed is read three entries at a time."""
    monkeypatch.setattr(contact_panel, "PAGE", 3)


@pytest.mark.usefixtures("short_pages")
def test_a_filter_finds_what_lies_behind_the_page(window, timeline, own, people):
    own.interactions.add(people["Ana"], {"type": "note", "subject": "Long ago", "at": "2020-01-01T00:00:00Z"})
    _log(own, people["Ana"], count=5)
    settle(window)
    window.contacts.panel.show(people["Ana"])
    assert "Long ago" not in _text(timeline)
    timeline.feed.on_filter("note")
    assert "Long ago" in _text(timeline)
    assert "call" not in _text(timeline)


@pytest.mark.usefixtures("short_pages")
def test_older_entries_are_offered_until_all_are_shown(window, timeline, own, people):
    _log(own, people["Ana"], count=6)  # and one line of the contact's own: it was added
    settle(window)
    window.contacts.panel.show(people["Ana"])
    offered = []
    while timeline.feed._more:
        offered.append(_text(timeline).count("call"))
        timeline.feed.on_more()
    assert offered == [2, 5]
    assert _text(timeline).count("call") == 6


def test_a_filter_stays_from_contact_to_contact(window, timeline, own, people):
    _log(own, people["Berta"], count=1)
    timeline.feed.on_filter("call")
    window.contacts.list.table.select([people["Berta"]])
    settle(window)
    assert "call 0" in _text(timeline)
    assert "Add Berta" not in _text(timeline)


def test_the_filters_fit_a_narrow_panel_in_spanish(page):
    i18n.use("es")
    feed = Timeline(page)
    feed.place(width=theme.px(400), height=theme.px(300))
    feed.set_filters([(key, translate(words)) for key, words in contact_feed.FILTERS])
    page.update()
    buttons = feed.filters.winfo_children()
    assert max(one.winfo_x() + one.winfo_width() for one in buttons) <= theme.px(400)


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
