"""Everyday tasks with deals, walked with real keys and clicks, and what each cost in steps."""

from __future__ import annotations

import pytest

from crm.utils import dates
from tests.views.deals import ana, deal, end
from tests.views.user import settle
from tests.window import click, pump

pytestmark = pytest.mark.window


@pytest.fixture
def web(window, own):
    made = deal(own, contact_id=ana(own))
    window.show_page("pipeline")
    settle(window)
    return made


@pytest.fixture
def listed(window, web):
    assert web
    window.pipeline.choices.show_mode("list")
    pump(window.root, lambda: window.pipeline.list is not None and len(window.pipeline.list.table.ids) == 1)
    return window.pipeline.list


def _click_row(user, listed, deal_id, *, column="name", times=1):
    x, y, width, height = listed.table.cell_box(deal_id, column)
    user.steps += times
    click(listed.table.tree, x + min(width // 2, 80), y + height // 2, times=times)
    user.wait()


def test_the_next_activity_is_planned_by_a_phrase(user, own, listed, web):
    _click_row(user, listed, web)
    user.chord("Control-p")
    user.type("call Ana 24/12/2999 10:30")
    user.enter()
    planned = own.activities.next_of(web)
    assert (planned.type, dates.show_moment(planned.due_at)) == ("call", "24 Dec 2999 10:30")
    assert planned.contact_id == own.opportunities.get(web).contact_id
    assert user.steps <= 5


def test_the_next_activity_is_planned_field_by_field(user, own, listed, web):
    _click_row(user, listed, web)
    user.chord("Control-p")
    form = user.dialog().form
    form.editor("due_on").entry.delete(0, "end")
    user.type("24 Dec 2999", into=form.editor("due_on").entry)
    user.type("10:30", into=form.editor("time").entry)
    user.enter()
    assert dates.show_moment(own.activities.next_of(web).due_at) == "24 Dec 2999 10:30"
    assert user.steps <= 5


def test_the_next_activity_is_planned_in_the_window_of_the_deal(user, own, listed, web):
    _click_row(user, listed, web, times=2)
    user.type("meeting with Ana 24/12/2999 9:00")
    user.enter()
    assert own.activities.next_of(web).type == "meeting"
    assert user.steps <= 5


def test_a_deal_is_lost_with_a_reason(user, own, listed, web):
    _click_row(user, listed, web)
    user.chord("Control-Shift-X")
    gate = user.dialog()
    user.click(next(iter(gate.choices.values())))
    user.enter()
    pump(listed, lambda: own.opportunities.get(web).status == "lost")
    assert own.opportunities.get(web).loss_reason_id == next(iter(gate.choices))
    assert user.steps <= 4


def test_a_deal_is_won(user, own, listed, web):
    _click_row(user, listed, web)
    user.chord("Control-Shift-W")
    user.enter()
    pump(listed, lambda: own.opportunities.get(web).status == "won")
    assert own.opportunities.get(web).stage_id == end(own, "won").id
    assert user.steps <= 3


def test_a_value_is_edited_in_the_list(user, own, listed, web):
    _click_row(user, listed, web, column="value", times=2)
    user.focused().delete(0, "end")
    user.type("2500")
    user.enter()
    assert own.opportunities.get(web).value == 250_000
    assert user.steps <= 4


def test_a_deal_is_added_by_title_contact_and_value(user, own, listed, web):
    user.chord("Control-Shift-O", at=listed.table.tree)
    form = user.dialog().form
    user.type("Audit")
    user.type("ana", into=form.editor("contact_id").entry)
    user.enter()
    user.type("900", into=form.editor("value").entry)
    user.enter()
    settle(user.window)
    added = own.opportunities.get(web + 1)
    assert (added.title, added.value, added.contact_id) == ("Audit", 90_000, own.opportunities.get(web).contact_id)
    assert user.steps <= 6
