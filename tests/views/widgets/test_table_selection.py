"""What is selected, by id, whatever the list holds."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from crm.views.widgets.table_selection import Selection

LIST = array("q", [5, 3, 9, 1])


def test_selected_ids_come_in_the_order_of_the_list():
    selection = Selection()
    selection.only([1, 5])
    assert list(selection.ids(LIST)) == [5, 1]


def test_ids_that_the_list_no_longer_holds_are_not_selected():
    selection = Selection()
    selection.only([5, 77])
    assert list(selection.ids(LIST)) == [5]


def test_everything_includes_rows_that_come_later():
    selection = Selection()
    selection.select_everything()
    assert list(selection.ids(array("q", [1, 2]))) == [1, 2]


def test_a_row_toggled_off_everything_is_an_exception():
    selection = Selection()
    selection.select_everything()
    selection.toggle(9)
    assert list(selection.ids(LIST)) == [5, 3, 1]


def test_everything_means_the_old_list_once_the_list_changes():
    selection = Selection()
    selection.select_everything()
    selection.settle(LIST)
    assert list(selection.ids(array("q", [1, 2, 3]))) == [1, 3]


@given(st.lists(st.tuples(st.sampled_from(["only", "add", "toggle", "all", "clear"]), st.sampled_from([1, 3, 5, 9]))))
def test_it_agrees_with_a_plain_set(steps: list[tuple[str, int]]):
    selection, plain = Selection(), set()
    for step, row in steps:
        if step == "only":
            selection.only([row])
            plain = {row}
        elif step == "add":
            selection.add([row])
            plain.add(row)
        elif step == "toggle":
            selection.toggle(row)
            plain ^= {row}
        elif step == "all":
            selection.select_everything()
            plain = set(LIST)
        else:
            selection.clear()
            plain = set()
    assert set(selection.ids(LIST)) == plain == {row for row in LIST if row in selection}
