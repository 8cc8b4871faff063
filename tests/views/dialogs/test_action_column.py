"""A column of buttons: what needs a chosen line is greyed without one."""

from __future__ import annotations

import pytest

from crm.views.dialogs.action_column import ActionColumn

pytestmark = pytest.mark.window


@pytest.fixture
def column(page):
    made = ActionColumn(page)
    made.pack()
    return made


def test_what_needs_a_line_is_greyed_without_one(column):
    done = []
    column.head("Stage")
    add = column.add("Add", lambda: done.append("add"), needs=False)
    remove = column.add_removal("Remove", lambda: done.append("remove"))
    column.allow(False)
    add.invoke()
    remove.invoke()
    column.allow(True)
    remove.invoke()
    assert done == ["add", "remove"]
