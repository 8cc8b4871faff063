"""The feed: days, titles, copying, filters, older entries."""

from __future__ import annotations

import pytest

from crm.utils import dates
from crm.views import theme
from crm.views.widgets.timeline import Entry, Timeline
from tests.window import pump

pytestmark = pytest.mark.window
OLD = [Entry("2020-03-02T10:00:00Z", "Call", "About prices", "Ana", "telephone", key=5)]


@pytest.fixture
def feed(page):
    made = Timeline(page)
    made.pack(fill="both", expand=True)
    pump(page)
    return made


def _text(feed):
    return feed.text.get("1.0", "end")


def test_an_entry_shows_its_title_words_and_body(feed):
    feed.set(OLD)
    assert all(word in _text(feed) for word in ("Call", "Ana", "About prices"))


def test_entries_of_one_day_stand_under_one_heading(feed):
    feed.set([*OLD, Entry("2020-03-02T09:00:00Z", "Note")])
    assert _text(feed).count(dates.show_day("2020-03-02")) == 1


def test_today_is_called_today(feed):
    feed.set([Entry(dates.now(), "Call")])
    assert _text(feed).startswith(("Today", "Hoy"))


def test_the_text_cannot_be_changed_but_can_be_copied(feed):
    feed.set(OLD)
    feed.text.insert("end", "typed")
    feed.text.tag_add("sel", "1.0", "end")
    feed.text.event_generate("<<Copy>>")
    assert "About prices" in feed.clipboard_get()
    assert "typed" not in _text(feed)


def test_older_entries_are_asked_for_and_stand_below(feed):
    asked = []
    feed.on_more = lambda: asked.append(1)
    feed.set(OLD, more=True)
    feed.more.invoke()
    feed.extend([Entry("2019-01-01T10:00:00Z", "First mail")])
    assert asked == [1]
    assert _text(feed).index("Call") < _text(feed).index("First mail")


def test_a_filter_is_heard(feed):
    heard = []
    feed.on_filter = heard.append
    feed.set_filters([("", "All"), ("call", "Calls")])
    feed.filters.winfo_children()[1].invoke()
    assert heard == ["call"]


def test_an_empty_feed_says_so(feed):
    feed.set([])
    assert _text(feed).strip()


def test_it_lives_through_a_change_of_theme_with_its_button(root, feed):
    feed.set(OLD, more=True)
    theme.switch(root, "dark")
    pump(feed)
    assert "Call" in _text(feed)
    assert feed.more.winfo_exists()


def test_a_click_on_a_title_tells_its_key(feed):
    opened = []
    feed.on_open = opened.append
    feed.set(OLD)
    pump(feed)
    start = feed.text.tag_ranges("open0")[0]
    x, y, _width, height = feed.text.bbox(f"{start} + 3 chars")
    feed.text.event_generate("<Motion>", x=x, y=y + height // 2)
    feed.text.event_generate("<Button-1>", x=x + 1, y=y + height // 2)
    assert opened == [5]
