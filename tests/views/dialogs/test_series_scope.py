"""The question of which activities of a series are meant, answered by mouse and by keyboard."""

from __future__ import annotations

import pytest

from crm.models.series import Scope
from crm.views.dialogs.series_scope import ScopeDialog, ask_scope
from tests.window import press

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page):
    made = ScopeDialog(page)
    made.open()
    yield made
    made.close()


def test_only_this_one_is_meant_at_first(dialog):
    dialog.primary.invoke()
    assert dialog.chosen == "this"


def test_the_arrows_choose_and_enter_confirms(dialog):
    press(dialog.buttons_of_choice[0], "Down", "space")
    press(dialog.buttons_of_choice[1], "Return")
    assert dialog.chosen == "following"


def test_escape_means_nothing(dialog):
    dialog.choice.set("all")
    press(dialog, "Escape")
    assert dialog.chosen is None


def test_what_one_alone_cannot_mean_is_not_offered(page):
    dialog = ScopeDialog(page, without=[Scope.THIS])
    assert [str(button.cget("value")) for button in dialog.buttons_of_choice] == ["following", "all"]
    assert dialog.choice.get() == "following"
    dialog.close()


def test_asking_waits_for_the_answer(page):
    def answer():
        dialog = next(child for child in page.winfo_children() if isinstance(child, ScopeDialog))
        dialog.choice.set("all")
        dialog.confirm()

    page.after(50, answer)
    assert ask_scope(page) == "all"


def test_removing_begins_with_the_button_that_cancels_nothing(page):
    dialog = ScopeDialog(page, removing=True)
    assert str(dialog.primary.cget("text")) == "Remove"
    dialog.close()
