"""What stands above a report."""

from __future__ import annotations

import pytest

from crm.views.report_head import ReportHead
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def head(page):
    made = ReportHead(page)
    made.pack(fill="x")
    made.show("Pipeline review", "What to go through.")
    pump(page)
    return made


def test_it_tells_title_and_description(head):
    assert (head.title.cget("text"), head.description.cget("text")) == ("Pipeline review", "What to go through.")


def test_a_report_without_a_description_takes_no_room_for_one(head):
    head.show("Mine", "")
    assert not head.description.winfo_manager()


def test_a_long_title_is_cut_and_the_buttons_stay(head):
    head.show("A title that never ends " * 20, "")
    pump(head)
    assert str(head.title.cget("text")).endswith("…")
    assert head.export.winfo_x() + head.export.winfo_width() <= head.winfo_width()


def test_facts_come_and_go(head):
    head.show_facts("Period: May")
    assert head.facts.winfo_manager()
    head.show_facts("")
    assert not head.facts.winfo_manager()


def test_the_buttons_tell(head):
    told = []
    head.on_edit = lambda: told.append("edit")
    head.on_reset = lambda: told.append("reset")
    head.edit.invoke()
    head.reset.invoke()
    assert told == ["edit", "reset"]


def test_what_may_not_be_done_is_grey(head):
    head.enable(export=True, edit=False)
    assert head.edit.instate(["disabled"])
    assert head.export.instate(["!disabled"])


def test_the_menu_of_formats_holds_what_is_given(head):
    ran = []
    head.exports = lambda: [("PDF…", lambda: ran.append("pdf"), False)]
    head.pop_exports()
    head.menu_of_formats.invoke(0)
    head.menu_of_formats.unpost()
    assert ran == ["pdf"]
