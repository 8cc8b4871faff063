"""The words in the middle of an empty place."""

from __future__ import annotations

import pytest

from crm.views.widgets.empty import Empty
from tests.window import pump

pytestmark = pytest.mark.window


def test_it_comes_and_goes(page):
    empty = Empty(page)
    empty.say("Nobody yet")
    empty.show(True)
    pump(page)
    assert empty.winfo_ismapped()
    empty.show(False)
    pump(page)
    assert not empty.winfo_ismapped()


def test_without_words_it_stays_away(page):
    empty = Empty(page)
    empty.show(True)
    pump(page)
    assert not empty.winfo_ismapped()


def test_the_button_is_there_only_with_something_to_do(page):
    done = []
    empty = Empty(page)
    empty.say("Nobody yet", action=("Import", lambda: done.append(1)))
    empty.button.invoke()
    assert done == [1]
    empty.say("Nobody yet")
    assert not empty.button.winfo_manager()
