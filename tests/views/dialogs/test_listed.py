"""The list beside details: what is shown, chosen, kept."""

from __future__ import annotations

import pytest

from crm.views.dialogs.listed import Listed, side
from crm.views.widgets.table import Column
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def listed(page):
    made = Listed(page, [Column("name", "Name", 200)])
    made.pack(fill="both", expand=True)
    made.show({4: ("Four",), 2: ("Two",), 9: ("Nine",)})
    pump(page)
    return made


def test_rows_stand_in_the_order_given(listed):
    assert list(listed.table.ids) == [4, 2, 9]


def test_nothing_is_chosen_at_first(listed):
    assert listed.chosen is None


def test_the_first_can_be_chosen(listed):
    listed.choose_first()
    assert listed.chosen == 4


def test_a_choice_is_told(listed):
    told = []
    listed.on_choose = told.append
    listed.choose(2)
    assert told == [2]


def test_the_arrows_choose(listed):
    listed.choose(4)
    press(listed.table.tree, "Down")
    assert listed.chosen == 2


def test_the_chosen_row_stays_chosen_when_rows_change(listed):
    listed.choose(2)
    listed.show({2: ("Second",), 5: ("Five",)})
    assert listed.chosen == 2
    assert listed.table.tree.item(listed.table.tree.get_children()[0], "text") == "Second"


def test_the_side_keeps_its_width(page):
    frame = side(page, width=200)
    pump(page)
    assert frame.winfo_width() == 200
