"""The list of activities."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views import known
from crm.views.activity_list import ActivityList
from crm.views.activity_list_columns import DEFAULT, OF_DONE
from tests.window import click, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def listed(page, window, own):
    made = ActivityList(page, window.desk, known=known.read_for_activities(own))
    made.pack(fill="both", expand=True)
    page.update()
    return made


def _load(listed):
    listed.load(ListQuery())
    pump(listed)


def test_activities_are_listed_by_day_those_without_one_last(listed, own):
    late, none, soon = (own.activities.add({"due_on": day}) for day in ("2999-12-24", "", "2999-01-07"))
    _load(listed)
    assert list(listed.table.ids) == [soon, late, none]


def test_a_click_on_the_circle_is_heard_and_selects_nothing_else(listed, own):
    heard = []
    listed.on_check = heard.append
    first, second = own.activities.add({"due_on": "2999-01-07"}), own.activities.add({"due_on": "2999-12-24"})
    _load(listed)
    x, y, _width, height = listed.table.cell_box(second, "subject")
    click(listed.table.tree, x + 16, y + height // 2)
    assert (heard, list(listed.selected_ids())) == ([second], [first])


def test_a_double_click_on_the_circle_opens_nothing(listed, own):
    heard = []
    listed.table.on_open = heard.append
    made = own.activities.add({})
    _load(listed)
    x, y, _width, height = listed.table.cell_box(made, "subject")
    click(listed.table.tree, x + 16, y + height // 2, times=2)
    assert heard == []


def test_space_is_done_and_control_space_still_selects(listed, own):
    heard = []
    listed.on_done = lambda: heard.append(True)
    own.activities.add({})
    _load(listed)
    press(listed.table.tree, "space", "Control-space")
    assert (heard, list(listed.selected_ids())) == ([True], [])


def test_what_is_done_is_muted(listed, own):
    made = own.activities.add({})
    own.activities.complete(made)
    _load(listed)
    assert listed.table.tag(made, ()) == "muted"


def test_what_is_done_has_columns_of_its_own(listed, own):
    own.activities.complete(own.activities.add({}))
    for range_name in ("open", "done"):
        listed.load(ListQuery(conditions=(Condition("when", Operator.ANY, (range_name,)),)))
        pump(listed)
    assert listed.table.columns.visible == list(OF_DONE)
    listed.load(ListQuery())
    assert listed.table.columns.visible == list(DEFAULT)
