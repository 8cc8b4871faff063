"""The question before many groups are merged at once."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_bulk import BulkMerge
from crm.views.dialogs.duplicates_groups import Findings
from tests.views.dialogs.twins import group, pair
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, opened):
    findings = Findings([group(pair(1, 2, 98)), group(pair(3, 4, 99), pair(4, 5, 96)), group(pair(7, 8, 88))])
    made = BulkMerge(page, findings)
    made.heard = []
    made.on_merge = made.heard.extend
    return opened(made)


def test_it_begins_with_what_is_sure(dialog):
    assert dialog.slider.score == 95


def test_the_keyboard_begins_on_the_slider(dialog):
    assert dialog.focus_get() is dialog.slider.scale
    press(dialog.slider.scale, "Left")
    assert dialog.slider.score == 94


def test_it_says_exactly_how_many(dialog):
    assert dialog.words == "2 contacts in 1 group become 1 contact."
    assert dialog.primary.cget("text") == "Merge 1 group"


def test_groups_of_three_or_more_need_a_tick(dialog):
    assert [one.ids for one in dialog.groups] == [(1, 2)]
    dialog.large.invoke()
    assert [one.ids for one in dialog.groups] == [(1, 2), (3, 4, 5)]
    assert dialog.words == "5 contacts in 2 groups become 2 contacts."


def test_the_tick_says_how_many_they_are(dialog):
    assert "1 group of three or more (3 contacts)" in dialog.large.cget("text")


def test_without_large_groups_there_is_no_tick(dialog):
    dialog.slider.choose(97)
    assert not dialog.large.winfo_manager()


def test_a_lower_score_takes_more(dialog):
    dialog.slider.choose(85)
    assert dialog.primary.cget("text") == "Merge 2 groups"


def test_nothing_to_merge_cannot_be_confirmed(dialog):
    dialog.slider.choose(100)
    assert dialog.primary.instate(["disabled"])
    dialog.confirm()
    assert dialog.winfo_exists()


def test_confirming_hands_the_groups_over(dialog):
    heard = dialog.heard
    page = dialog.master
    dialog.confirm()
    pump(page)
    assert [one.ids for one in heard] == [(1, 2)]


def test_cancelling_hands_nothing_over(dialog):
    heard = dialog.heard
    dialog.cancel()
    assert heard == []
