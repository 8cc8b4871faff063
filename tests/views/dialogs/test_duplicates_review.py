"""Going through groups of duplicates: the list, its keys, the score."""

from __future__ import annotations

import pytest

from crm.views.dialogs.duplicates_groups import Findings
from crm.views.dialogs.duplicates_review import ReviewPage
from crm.views.widgets.matrix import Cell, Head, Line
from tests.views.dialogs.twins import group, pair
from tests.views.widgets.test_matrix import texts
from tests.window import click, focus, press, pump

pytestmark = pytest.mark.window
_NAMES = {1: "Ana Gil", 2: "Ana Gil Pérez", 3: "Berta Ríos", 4: "Berta Ríos", 5: "Acme", 6: "Acme S.L."}


def _rows(ids, done):
    done([{"id": one, "name": _NAMES[one], "kind": "company" if one > 4 else "person"} for one in ids])


@pytest.fixture
def findings():
    return Findings([group(pair(1, 2, 98, "same e-mail")), group(pair(3, 4, 90)), group(pair(5, 6, 86))])


@pytest.fixture
def review(page, findings):
    made = ReviewPage(page, fetch=_rows)
    made.pack(fill="both", expand=True)
    made.heard = []
    for name in ("merge", "apart", "edit"):
        setattr(made, f"on_{name}", lambda one, name=name: made.heard.append((name, one.ids)))
    made.show(findings.groups(85))
    pump(page)
    return made


def _cells(review, row):
    tree = review.table.tree
    item = tree.get_children()[row]
    return [tree.item(item, "text").strip(), *map(str, tree.item(item, "values"))]


def test_a_group_tells_its_names_size_score_and_reason(review):
    names, count, score, why = _cells(review, 0)
    assert names.startswith("Ana Gil · Ana")
    assert (count, score) == ("2", "98")
    assert why.startswith("same")


def test_a_name_that_is_the_same_stands_once(review):
    assert _cells(review, 1)[0] == "Berta Ríos"


def test_the_first_group_is_looked_at(review):
    assert review.chosen.ids == (1, 2)


def test_groups_and_contacts_are_counted(review):
    assert review.count_words == "3 groups · 6 contacts"


@pytest.mark.parametrize(
    ("key", "heard"),
    [("Return", "merge"), ("Right", "merge"), ("Left", "apart"), ("d", "apart"), ("D", "apart"), ("e", "edit")],
)
def test_one_key_does_it(review, key, heard):
    press(review.table.tree, key)
    assert review.heard == [(heard, (1, 2))]


@pytest.mark.parametrize("key", ["Control-d", "Control-e", "Control-Right"])
def test_a_key_with_control_is_none_of_them(review, key):
    press(review.table.tree, key)
    assert review.heard == []


@pytest.mark.parametrize(("forth", "back"), [("Down", "Up"), ("j", "k"), ("J", "K")])
def test_keys_walk_through_the_groups(review, forth, back):
    press(review.table.tree, forth, forth, back)
    assert review.chosen.ids == (3, 4)


def test_when_the_chosen_group_is_gone_the_one_after_it_is_looked_at(review, findings):
    press(review.table.tree, "Down")
    review.show([findings.groups(85)[0], findings.groups(85)[2]])
    assert review.chosen.ids == (5, 6)


def test_a_group_is_found_by_one_of_its_contacts(review):
    review.look_at([6])
    assert review.chosen.ids == (5, 6)


def test_contacts_of_no_group_change_nothing(review):
    review.look_at([99])
    assert review.chosen.ids == (1, 2)


def test_after_the_last_group_the_one_before_it_is_looked_at(review, findings):
    press(review.table.tree, "End")
    review.show(findings.groups(85)[:2])
    assert review.chosen.ids == (3, 4)


@pytest.mark.parametrize("lets_go", [True, False], ids=["as on Linux", "as on Windows"])
def test_a_key_that_is_held_decides_about_one_group_only(review, lets_go):
    tree = review.table.tree
    focus(tree)
    tree.event_generate("<Return>", time=1000)
    for moment in (1500, 1530, 1560):
        if lets_go:
            tree.event_generate("<KeyRelease-Return>", time=moment)
        tree.event_generate("<Return>", time=moment)
    assert len(review.heard) == 1


def test_a_key_that_is_pressed_again_decides_again(review):
    tree = review.table.tree
    focus(tree)
    for moment in (1000, 1200):
        tree.event_generate("<Return>", time=moment)
        tree.event_generate("<KeyRelease-Return>", time=moment + 90)
    assert len(review.heard) == 2


def test_shift_and_arrows_move_what_is_compared(review):
    eight = tuple(Cell(f"value {at}") for at in range(8))
    review.pane.matrix.set([Head(f"Person {at}") for at in range(8)], [Line("city", "City", eight)])
    before = texts(review.pane.matrix)
    press(review.table.tree, "Shift-Right", "Shift-Right", "Shift-Right")
    assert "value 0" in before
    assert "value 0" not in texts(review.pane.matrix)
    assert review.heard == []


def test_a_double_click_merges_nothing(review):
    tree = review.table.tree
    x, y, _width, height = tree.bbox(tree.get_children()[0])
    click(tree, x + 60, y + height // 2, times=2)
    assert review.heard == [("edit", (1, 2))]


def test_nothing_left_looks_at_nothing(review):
    told = []
    review.on_choose = told.append
    review.show([])
    assert (review.chosen, told) == (None, [None])
    assert review.all_button.instate(["disabled"])


def test_nothing_left_does_nothing(review):
    review.show([])
    press(review.table.tree, "Return", "d")
    assert review.heard == []


def test_the_score_is_told(review):
    told = []
    review.on_score = told.append
    press(review.slider.scale, "Right")
    assert told == [86]


def test_an_empty_score_offers_to_show_less_alike_ones(review):
    review.show([])
    review.say_empty("No group has this score", "")
    told = []
    review.on_score = told.append
    next(one for one in review.table.winfo_children() if hasattr(one, "button")).button.invoke()
    assert told == [70]
