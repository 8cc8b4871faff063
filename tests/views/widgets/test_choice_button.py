"""A button that opens a menu of choices."""

from __future__ import annotations

import pytest

from crm.views import theme
from crm.views.widgets.choice_button import ChoiceButton

pytestmark = pytest.mark.window


@pytest.fixture
def chosen():
    return []


@pytest.fixture
def button(page, chosen):
    made = ChoiceButton(page, lambda: [("One", lambda: chosen.append(1), len(chosen) == 0), ("", print, False),
                                       ("Two", lambda: chosen.append(2), bool(chosen))])  # fmt: skip
    made.pack()
    return made


def test_the_menu_is_filled_when_it_opens(button):
    button.menu.configure(postcommand="")
    button._fill()
    kinds = [button.menu.type(at) for at in range(3)]
    assert kinds == ["checkbutton", "separator", "checkbutton"]


def test_an_entry_runs_what_it_stands_for(button, chosen):
    button._fill()
    button.menu.invoke(2)
    assert chosen == [2]


def test_choosing_by_words_is_the_same(button, chosen):
    button.choose("Two")
    assert chosen == [2]
    assert button.labels() == ["One", "Two"]


def test_words_that_are_not_there_are_an_error(button):
    with pytest.raises(ValueError, match="Three"):
        button.choose("Three")


def test_it_says_what_is_chosen(button):
    button.say("Lanes by owner")
    assert button.cget("text") == "Lanes by owner"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_entries_stand_on_the_ground_of_the_window_and_not_on_the_border(root, button, mode):
    theme.switch(root, mode)
    button._fill()
    grounds = {str(button.menu.entrycget(at, "background")) for at in range(3)}
    assert grounds == {theme.colors().background}
