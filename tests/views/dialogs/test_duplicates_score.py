"""The slider of scores."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_score import ScoreSlider
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def slider(page):
    made = ScoreSlider(page, 85)
    made.pack()
    made.heard = []
    made.on_change = made.heard.append
    return made


def test_arrows_move_by_one(slider):
    press(slider.scale, "Right", "Right", "Left")
    assert slider.heard == [86, 87, 86]


def test_pages_move_by_five(slider):
    press(slider.scale, "Prior")
    assert slider.score == 90


def test_home_and_end_reach_the_ends(slider):
    press(slider.scale, "Home", "End")
    assert slider.heard == [70, 100]


def test_it_stops_at_its_ends(slider):
    press(slider.scale, "End", "Right")
    assert slider.heard == [100]


def test_dragging_tells_whole_scores_only(slider):
    slider.scale.set(90.2)
    slider.scale.set(90.4)
    assert slider.heard == [90]
