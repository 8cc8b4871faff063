"""Activities edited in the list: day, time, type, priority, owner."""

from __future__ import annotations

import pytest

from crm.models.lists import ListQuery
from crm.utils import dates
from crm.views import known
from crm.views.activity_list import ActivityList
from crm.views.dialogs.series_scope import ScopeDialog
from tests.views.user import every
from tests.window import click, focus, press, pump

pytestmark = pytest.mark.window
DAY = "2999-12-24"


@pytest.fixture
def offer(own):
    own.users.add("Berta", role="sales")
    at = dates.to_moment(f"{DAY} 10:00")
    return own.activities.add({"subject": "Offer", "due_at": at, "duration_minutes": 30})


@pytest.fixture
def listed(page, window, own, offer):
    assert offer
    made = ActivityList(page, window.desk, known=known.read_for_activities(own))
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


def _when(own, activity_id):
    kept = own.activities.get(activity_id)
    return kept.due_on, dates.show_moment(kept.due_at)[-5:] if kept.due_at else "", kept.duration_minutes


def test_another_day_keeps_the_time(listed, own, offer):
    _edit(listed, "due_on", "26/12/2999")
    assert _when(own, offer) == ("2999-12-26", "10:00", 30)


def test_no_day_is_no_time_either(listed, own, offer):
    _edit(listed, "due_on", "")
    assert _when(own, offer) == ("", "", None)


def test_another_time_keeps_the_day(listed, own, offer):
    _edit(listed, "time", "9")
    assert _when(own, offer) == (DAY, "09:00", 30)


def test_without_a_time_it_is_for_the_whole_day(listed, own, offer):
    _edit(listed, "time", "")
    assert _when(own, offer) == (DAY, "", None)


def test_what_is_no_time_is_said_in_the_cell(listed, own, offer):
    _edit(listed, "time", "noonish")
    assert listed.in_place.editor.is_open
    assert _when(own, offer) == (DAY, "10:00", 30)


def test_a_type_is_chosen_from_its_list(listed, own, offer):
    listed.in_place.edit(offer, "type")
    editor = listed.in_place.editor.editor
    editor.put("meeting")
    press(editor.entry, "Return")
    assert own.activities.get(offer).type == "meeting"


def test_an_owner_is_chosen_by_a_part_of_the_name(listed, own, offer):
    listed.in_place.edit(offer, "owner")
    editor = listed.in_place.editor.editor
    focus(editor.entry)
    editor.entry.delete(0, "end")
    editor.entry.insert(0, "ber")
    editor.suggestions.open()
    press(editor.entry, "Return")
    berta = next(one.id for one in own.users.all() if one.name == "Berta")
    assert own.activities.get(offer).assigned_to == berta


@pytest.mark.parametrize(("column", "edits"), [("due_on", True), ("subject", False)])
def test_a_double_click_edits_the_cell_and_on_the_subject_opens(listed, offer, column, edits):
    heard = []
    listed.table.on_open = heard.append
    x, y, width, height = listed.table.cell_box(offer, column)
    click(listed.table.tree, x + width // 2, y + height // 2, times=2)
    assert (listed.in_place.editor is not None, heard) == (edits, [] if edits else [offer])


def test_f2_edits_the_day_and_tab_goes_on_to_the_time(listed):
    press(listed.table.tree, "F2")
    first = listed.in_place.editor.editor
    press(first.entry, "Tab")
    assert (first.field.name, listed.in_place.editor.editor.field.name) == ("due_on", "time")


def test_of_a_series_it_is_asked_which_are_meant(listed, own, window):
    own.series.add({"subject": "Report", "due_on": dates.today()}, "FREQ=DAILY;COUNT=3")
    listed.reload()
    pump(listed)

    def choose():
        dialog = next(one for one in every(window.root) if isinstance(one, ScopeDialog))
        dialog.choice.set("all")
        dialog.confirm()

    window.root.after(60, choose)
    listed.in_place.edit(listed.table.ids[0], "priority")
    editor = listed.in_place.editor.editor
    editor.put("high")
    press(editor.entry, "Return")
    assert own.database.value("SELECT count(*) FROM activities WHERE priority = 'high'") == 3


def test_an_edit_in_the_list_can_be_undone(listed, own, offer):
    _edit(listed, "due_on", "26/12/2999")
    own.history.undo()
    assert _when(own, offer) == (DAY, "10:00", 30)
