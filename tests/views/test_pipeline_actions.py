"""What is done to deals from the page of the pipeline, and where menus open."""

from __future__ import annotations

import pytest

from crm.views.dialogs.opportunity import DealWindow
from crm.views.dialogs.opportunity_new import NewOpportunity
from tests.views.user import every, settle
from tests.window import press

pytestmark = pytest.mark.window


def opened(window, kind):
    return next(one for one in every(window.root) if isinstance(one, kind))


def test_selected_deals_are_copied_as_lines(pipeline, window, deals):
    pipeline.boards.board.select([deals["Beta"]])
    press(pipeline.boards.board.canvas, "Control-c")
    assert window.root.clipboard_get().startswith("Beta\t")


def test_a_menu_opens_beside_the_card(pipeline, deals):
    pipeline.boards.board.select([deals["Alpha"]])
    x, y = pipeline.actions.menu_place()
    canvas = pipeline.boards.board.canvas
    assert canvas.winfo_rootx() < x < canvas.winfo_rootx() + 400
    assert canvas.winfo_rooty() < y


def test_in_the_list_it_opens_at_the_list(pipeline, window):
    pipeline.choices.show_mode("list")
    settle(window)
    x, y = pipeline.actions.menu_place()
    tree = pipeline.list.table.tree
    assert (x > tree.winfo_rootx(), y > tree.winfo_rooty()) == (True, True)


def test_enter_opens_the_deal(pipeline, window, deals):
    pipeline.boards.board.select([deals["Delta"]])
    press(pipeline.boards.board.canvas, "Return")
    settle(window)
    assert "Delta" in opened(window, DealWindow).title()


def test_a_deal_is_gone_to_from_another_page(pipeline, window, deals):
    window.show_page("contacts")
    settle(window)
    pipeline.go_to(deals["Delta"])
    settle(window)
    assert window.page_key == "pipeline"
    assert opened(window, DealWindow).winfo_exists()


def test_a_new_deal_begins_in_its_column(pipeline, window, own, stages):
    pipeline.actions.add_in(stages[2])
    settle(window)
    dialog = opened(window, NewOpportunity)
    dialog.form.editor("title").put("Here")
    dialog.save()
    settle(window)
    assert own.opportunities.search("here")[0]["stage_id"] == stages[2]
