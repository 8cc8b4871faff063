"""What a person does to the dashboard: cards come, go, move and grow; names, copies, sharing; each taken back."""

from __future__ import annotations

import pytest

from crm.models.dashboards import GOALS, Card
from tests.views.boards import CARDS, kinds, opened
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


def _drag(board, key, onto):
    grid = board.grid_of_cards
    name, target = grid.frame(key).name, grid.frame(onto)
    x, y = target.winfo_rootx() + 20 - name.winfo_rootx(), target.winfo_rooty() + 60 - name.winfo_rooty()
    name.event_generate("<ButtonPress-1>", x=5, y=5)
    name.event_generate("<B1-Motion>", x=x, y=y, state=0x100)
    board.update()
    name.event_generate("<ButtonRelease-1>", x=5, y=5)
    settle(board.window)


def test_a_card_is_added_from_those_that_miss(board, own):
    board.editing.add_card()
    dialog = opened(board, "CardDialog")
    titles = [one.title for one in dialog.offered.values()]
    assert "Sales won" not in titles
    dialog.list.choose(titles.index("Funnel"))
    dialog.confirm()
    settle(board.window)
    assert kinds(own) == ["won", "win_rate", "goals", "ageing", "funnel"]
    assert board.contents["funnel"].figure is not None
    assert board.grid_of_cards.focused == "funnel"


def test_a_card_is_removed_with_delete_and_comes_back_with_undo(board, own, user):
    press(board.grid_of_cards.frame("goals"), "Delete")
    settle(board.window)
    assert kinds(own) == ["won", "win_rate", "ageing"]
    assert "goals" not in board.contents
    user.chord("Control-z")
    settle(board.window)
    assert kinds(own) == ["won", "win_rate", "goals", "ageing"]
    assert board.contents["goals"].figure is not None


def test_a_card_is_dragged_to_another_place(board, own):
    _drag(board, "goals", "won")
    assert kinds(own) == ["goals", "won", "win_rate", "ageing"]


def test_a_card_is_moved_by_keys_as_often_as_one_likes(board, own):
    frame = board.grid_of_cards.frame("won")
    press(frame, "Control-Right", "Control-Right")
    settle(board.window)
    assert kinds(own) == ["win_rate", "goals", "won", "ageing"]


def test_a_card_is_sized_by_keys(board, own):
    press(board.grid_of_cards.frame("goals"), "plus", "Shift-Down")
    settle(board.window)
    assert own.dashboards.all()[0].cards[2] == Card(GOALS, 2, 2)


def test_undo_takes_one_edit_back_at_a_time(board, own, user):
    press(board.grid_of_cards.frame("goals"), "plus", "Shift-Down")
    settle(board.window)
    user.chord("Control-z")
    assert own.dashboards.all()[0].cards[2] == Card(GOALS, 2, 1)
    assert board.grid_of_cards.tile("goals").height == 1


def test_the_first_edit_of_the_template_s_own_keeps_it(window, own, sold):
    assert sold
    window.show_page("dashboard")
    settle(window)
    press(window.dashboard.grid_of_cards.frame("goals"), "Delete")
    press(window.dashboard.grid_of_cards.frame("won"), "Delete")
    settle(window)
    (kept,) = own.dashboards.all()
    assert kept.id > 0
    assert {"won", "goals"}.isdisjoint(card.kind for card in kept.cards)
    assert window.dashboard.dashboard == kept


def test_a_copy_is_kept_under_another_name(board, own, user):
    board.head.buttons["dashboard"].choose("Save a copy as…")
    dialog = user.dialog()
    dialog.form.set({"name": "Copy", "shared": True})
    dialog.confirm()
    settle(board.window)
    kept = own.dashboards.all()[1]
    assert (kept.name, kept.shared, kept.cards) == ("Copy", True, CARDS)
    assert board.dashboard == kept


def test_a_name_that_is_missing_is_asked_for(board, user):
    board.editing.rename()
    dialog = user.dialog()
    dialog.form.set({"name": " ", "shared": False})
    dialog.confirm()
    assert dialog.form.error_of("name")


def test_it_is_shared_and_removed_from_its_menu(board, own):
    board.head.buttons["dashboard"].choose("Show it to everybody")
    settle(board.window)
    assert own.dashboards.all()[0].shared
    board.head.buttons["dashboard"].choose("Remove the dashboard")
    settle(board.window)
    assert own.dashboards.all()[0].id == 0
    assert "Remove the dashboard" not in board.head.buttons["dashboard"].labels()


@pytest.mark.parametrize(
    ("name", "card"),
    [("wider", Card(GOALS, 2, 1)), ("taller", Card(GOALS, 1, 2)), ("narrower", Card(GOALS)), ("lower", Card(GOALS))],
)
def test_the_menu_of_a_card_sizes_it(board, own, name, card):
    board.editing.act(name, "goals")
    settle(board.window)
    assert own.dashboards.all()[0].cards[2] == card


def test_the_menu_of_a_card_moves_it(board, own):
    board.editing.act("earlier", "goals")
    board.editing.act("later", "won")
    settle(board.window)
    assert kinds(own) == ["goals", "won", "win_rate", "ageing"]


def test_the_menu_bar_acts_on_the_card_in_focus(board, own):
    board.grid_of_cards.take_focus("goals")
    board.update()
    board.head.buttons["period"].focus_force()  # as a menu that opens takes the keyboard
    board.update()
    words = {label: run for label, run, _ticked in board.editing.of_card()}
    words["Remove the card"]()
    settle(board.window)
    assert "goals" not in kinds(own)


def test_what_may_not_be_changed_goes_back_to_what_it_was(board, own):
    made = own.dashboards.add("Hers", CARDS, shared=True)
    board.choices.use(made)
    own.dashboards.remove(made)
    board._questions.drop()
    board.dashboard = type(board.dashboard)(99, "Hers", CARDS)
    board.editing.remove("goals")
    settle(board.window)
    assert "goals" in board.contents
