"""What a calendar says of an entry under the pointer."""

from __future__ import annotations

import pytest

from tests.views.widgets.calendars import at, content, middle, timed
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def call(sheet):
    sheet.tip = lambda key: f"All of {key}"
    sheet.show(content("week", timed("call", at(18, 10))))
    return middle(sheet, "call")


def test_a_resting_pointer_is_told(sheet, call, root):
    sheet.canvas.event_generate("<Motion>", x=call[0], y=call[1])
    pump(root, lambda: sheet.tips.text == "All of call")


def test_a_pointer_that_goes_on_is_not(sheet, call, root):
    sheet.canvas.event_generate("<Motion>", x=call[0], y=call[1])
    sheet.canvas.event_generate("<Motion>", x=call[0] + 300, y=call[1])
    waited = []
    root.after(600, lambda: waited.append(True))
    pump(root, lambda: bool(waited))
    assert sheet.tips.text == ""


def test_a_key_takes_it_away(sheet, call, root):
    sheet.canvas.event_generate("<Motion>", x=call[0], y=call[1])
    pump(root, lambda: bool(sheet.tips.text))
    sheet.canvas.event_generate("<KeyPress-Down>")
    assert sheet.tips.text == ""


def test_nothing_to_say_shows_nothing(sheet, call, root):
    sheet.tip = lambda _key: ""
    sheet.canvas.event_generate("<Motion>", x=call[0], y=call[1])
    waited = []
    root.after(600, lambda: waited.append(True))
    pump(root, lambda: bool(waited))
    assert sheet.tips.text == ""
