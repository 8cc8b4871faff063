"""A row of steps, one of them the present one."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.steps import Step, Steps
from tests.window import click, focus, press

pytestmark = pytest.mark.window

STEPS = (Step(1, "New", "#2563eb", "3 days"), Step(2, "Offer", "#15803d"), Step(3, "Deal", "#7c3aed"))


@pytest.fixture
def steps(page):
    made = Steps(page)
    made.pack(fill="x")
    made.set(STEPS, 2)
    page.update()
    return made


@pytest.fixture
def picked(steps):
    heard = []
    steps.on_pick = heard.append
    return heard


def _texts(steps):
    return [steps.itemcget(item, "text") for item in steps.find_all() if steps.type(item) == "text"]


def test_labels_and_notes_are_shown(steps):
    assert _texts(steps) == ["New", "3 days", "Offer", "Deal"]


def test_a_click_picks(steps, picked):
    click(steps, *steps.middle_of(3))
    assert picked == [3]


def test_the_present_step_is_not_picked_again(steps, picked):
    click(steps, *steps.middle_of(2))
    assert picked == []


def test_the_keyboard_walks_and_picks(steps, picked):
    focus(steps)
    press(steps, "Right")
    press(steps, "Return")
    assert picked == [3]


def test_the_keyboard_stops_at_the_ends(steps, picked):
    focus(steps)
    for _step in range(5):
        press(steps, "Left")
    press(steps, "space")
    assert picked == [1]


def test_locked_steps_are_not_picked(steps, picked):
    steps.locked = True
    click(steps, *steps.middle_of(3))
    assert picked == []


def test_a_passed_step_wears_a_tick_and_one_passed_over_does_not(steps):
    ticks = [item for item in steps.find_all() if steps.type(item) == "image"]
    steps.set([Step(1, "New", "#2563eb", passed_over=True), *STEPS[1:]], 2)
    assert (len(ticks), [item for item in steps.find_all() if steps.type(item) == "image"]) == (1, [])


def test_long_labels_are_cut_to_their_room(steps):
    steps.set([Step(one, "Negotiation of every single detail of the contract " * 2, "#2563eb") for one in range(6)], 0)
    assert all(text.endswith("…") for text in _texts(steps))


def test_a_change_of_theme_is_followed(steps, root):
    theme.switch(root, "dark")
    assert steps.cget("background") == theme.colors().background
