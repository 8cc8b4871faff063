"""The page of the pipeline: board, forecast and list over the same deals, and the commands that reach it."""

from __future__ import annotations

import pytest

from crm.views.commands import find
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


def test_the_primary_button_is_that_of_the_page(pipeline, window):
    assert window.toolbar.button("opportunity.add").winfo_manager()
    assert not window.toolbar.button("contact.add_person").winfo_manager()
    window.show_page("contacts")
    settle(window)
    assert window.toolbar.button("contact.add_person").winfo_manager()
    assert pipeline.winfo_exists()


def test_the_same_deals_stand_in_the_list(pipeline, window, deals):
    pipeline.choices.show_mode("list")
    settle(window)
    assert set(pipeline.list.table.ids) == set(deals.values())


def test_the_keys_switch_between_board_forecast_and_list(pipeline, window):
    seen = []
    for key in ("Control-Key-2", "Control-Key-3", "Control-Key-1"):
        press(window.root, key)
        seen.append(pipeline.setting.mode)
    assert seen == ["forecast", "list", "board"]


def test_the_same_keys_mean_people_and_companies_on_the_other_page(pipeline, window):
    window.show_page("contacts")
    settle(window)
    press(window.root, "Control-Key-2")
    assert window.contacts.head.kind == "person"
    assert pipeline.setting.mode == "board"


def test_find_goes_to_the_search_of_the_page(pipeline, window):
    window.runner.run(find("edit.find"))
    window.root.update()
    assert window.root.focus_get() is pipeline.head.search.entry


def test_down_in_the_search_goes_to_the_cards(pipeline, window):
    press(pipeline.head.search.entry, "Down")
    assert window.root.focus_get() is pipeline.boards.board.canvas


def test_commands_of_contacts_are_grey_here(pipeline, window):
    pipeline.boards.board.select_all()
    assert not window.runner.can_run(find("contact.remove"))
    assert window.runner.can_run(find("opportunity.move"))


def test_commands_on_deals_need_one(pipeline, window):
    pipeline.boards.board.selection.clear()
    pipeline.boards.board.selection_changed()
    assert not window.runner.can_run(find("opportunity.move"))


def test_the_menu_of_columns_folds_them(pipeline, window, stages):
    words, run, ticked = pipeline.column_choices()[0]
    assert ticked
    run()
    settle(window)
    assert str(stages[0]) in pipeline.boards.board.layout.folded
    assert pipeline.setting.folded_here()[0] == str(stages[0])
    assert words


def test_folded_columns_are_remembered(pipeline, window, stages):
    pipeline.boards.board.toggle_column(str(stages[1]))
    settle(window)
    assert str(stages[1]) in pipeline.choices.last().folded_here()


def test_a_hidden_page_reloads_when_it_is_shown_again(pipeline, window, own):
    window.show_page("contacts")
    settle(window)
    own.opportunities.add({"title": "New one"})
    settle(window)
    window.show_page("pipeline")
    settle(window)
    assert sum(map(len, pipeline.boards.board.content.ids.values())) == 5


def test_a_new_tag_makes_the_filters_anew_and_keeps_the_search(pipeline, window, own):
    pipeline.head.search.set("alp")
    pipeline.load()
    own.tags.add("VIP")
    settle(window)
    assert pipeline.head.text == "alp"
    assert [tag.name for tag in pipeline.known.tags] == ["VIP"]


def test_delete_removes_and_undo_brings_back(pipeline, window, own, deals):
    pipeline.boards.board.select([deals["Beta"]])
    press(pipeline.boards.board.canvas, "Delete")
    settle(window)
    assert own.opportunities.search("beta") == []
    window.desk.undo()
    settle(window)
    assert own.opportunities.get(deals["Beta"]).title == "Beta"


def test_the_count_stands_at_the_foot(pipeline, window):
    assert pipeline.winfo_exists()
    assert "4 opportunities" in window.status._count.cget("text")


def test_what_to_do_with_a_card_in_the_air_is_said(pipeline, window):
    press(pipeline.boards.board.canvas, "space")
    assert "Esc cancels" in window.status._count.cget("text")
    press(pipeline.boards.board.canvas, "Escape")
    assert "4 opportunities" in window.status._count.cget("text")


def test_another_language_builds_the_page_anew(pipeline, window, user):
    window.use_language("en")
    window.show_page("pipeline")
    user.wait()
    assert window.pipeline is not pipeline
    assert len(window.pipeline.boards.board.content.columns) > 2
