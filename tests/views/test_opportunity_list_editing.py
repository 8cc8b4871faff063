"""Deals edited in the list: a value, a date, an owner, a stage; with the mouse and with the keyboard."""

from __future__ import annotations

import pytest

from crm.models.lists import ListQuery
from crm.views import known
from crm.views.dialogs.closing import ClosingDialog
from crm.views.opportunity_list import OpportunityList
from tests.views.deals import deal, end, stages
from tests.views.user import User
from tests.window import click, focus, press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def web(own):
    own.users.add("Berta", role="sales")
    return deal(own)


@pytest.fixture
def listed(page, window, own, web):
    assert web
    made = OpportunityList(page, window.desk, known=known.read_for_opportunities(own))
    made.pack(fill="both", expand=True)
    page.update()
    made.load(ListQuery())
    pump(made)
    return made


def _edit(listed, column, text):
    listed.in_place.edit(listed.table.ids[0], column)
    entry = listed.in_place.editor.editor.entry
    focus(entry)
    entry.delete(0, "end")
    entry.insert(0, text)
    press(entry, "Return")


def test_a_double_click_edits_the_cell(listed, web):
    x, y, width, height = listed.table.cell_box(web, "value")
    click(listed.table.tree, x + width // 2, y + height // 2, times=2)
    assert listed.in_place.editor.is_open


def test_a_double_click_on_the_title_opens_the_deal(listed, web):
    opened = []
    listed.on_open = opened.append
    x, y, width, height = listed.table.cell_box(web, "name")
    click(listed.table.tree, x + width // 2, y + height // 2, times=2)
    assert opened == [web]


def test_a_value_is_edited_in_the_list(listed, own, web):
    _edit(listed, "value", "2.500,50")
    assert own.opportunities.get(web).value == 250_050


def test_a_date_is_edited_in_the_list(listed, own, web):
    _edit(listed, "expected_close", "24 Dec 2026")
    assert own.opportunities.get(web).expected_close == "2026-12-24"


def test_an_owner_is_chosen_by_a_part_of_the_name(listed, own, web):
    listed.in_place.edit(web, "owner")
    editor = listed.in_place.editor.editor
    focus(editor.entry)
    editor.entry.delete(0, "end")
    editor.entry.insert(0, "ber")
    editor.suggestions.open()
    press(editor.entry, "Return")
    berta = next(one.id for one in own.users.all() if one.name == "Berta")
    assert own.opportunities.get(web).assigned_to == berta


def test_a_stage_is_chosen_among_those_of_its_pipeline(listed, own, web):
    listed.in_place.edit(web, "stage")
    editor = listed.in_place.editor.editor
    editor._offer()
    assert len(editor.entry.cget("values")) == len(own.pipelines.default().stages)
    editor.entry.current(2)
    editor.entry.event_generate("<<ComboboxSelected>>")
    assert own.opportunities.get(web).stage_id == stages(own)[2].id


def test_a_won_stage_asks_at_the_gate(window, listed, own, web):
    listed.in_place.edit(web, "stage")
    editor = listed.in_place.editor.editor
    editor.put(end(own, "won").id)
    press(editor.entry, "Return")
    dialog = User(window).dialog()
    assert isinstance(dialog, ClosingDialog)
    assert own.opportunities.get(web).status == "open"


def test_what_the_rules_refuse_is_said_in_the_cell(listed, own, web):
    _edit(listed, "value", "99999999999999999")
    assert listed.in_place.editor.is_open
    assert own.opportunities.get(web).value == 100_000


def test_f2_edits_and_tab_goes_on(listed):
    tree = listed.table.tree
    focus(tree)
    press(tree, "F2")
    first = listed.in_place.editor.editor
    press(first.entry, "Tab")
    assert (first.field.name, listed.in_place.editor.editor.field.name) == ("value", "stage_id")


def test_an_edit_in_the_list_can_be_undone(listed, own, web):
    _edit(listed, "value", "5")
    own.history.undo()
    assert own.opportunities.get(web).value == 100_000


def test_another_column_is_not_edited(listed, web):
    assert not listed.in_place.edit(web, "contact")


def test_scrolling_gives_up(listed, web):
    listed.in_place.edit(web, "value")
    listed.table.tree.event_generate("<Button-5>")
    assert listed.in_place.editor is None
