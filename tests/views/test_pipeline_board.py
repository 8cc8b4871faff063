"""The board of a pipeline: loaded from the file, kept in step with it."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Closing
from crm.utils import dates
from tests.views.user import settle
from tests.window import press

pytestmark = pytest.mark.window


def ids(pipeline, stage):
    return list(pipeline.boards.board.content.of((str(stage), "")))


def test_deals_stand_in_their_stages_the_newest_on_top(pipeline, deals, stages):
    assert ids(pipeline, stages[0]) == [deals[name] for name in ("Alpha", "Beta", "Gamma")]
    assert ids(pipeline, stages[1]) == [deals["Delta"]]


def test_won_and_lost_columns_begin_folded(pipeline, stages):
    assert pipeline.boards.folded_now() == (str(stages[-2]), str(stages[-1]))


def test_heads_count_all_deals_and_price_no_unknown_ones(pipeline, stages):
    column = pipeline.boards.board.content.column(str(stages[0]))
    assert (column.count, column.sums[0].words) == ("3", "€300")
    assert "1 without a value" in column.tip


def test_cards_come_with_the_columns(pipeline, deals):
    assert pipeline.boards.board.card(deals["Alpha"]).title == "Alpha"


def test_a_change_anywhere_reaches_the_board(pipeline, own, deals):
    own.opportunities.change(deals["Alpha"], {"title": "Omega"})
    settle(pipeline.window)
    assert pipeline.boards.board.card(deals["Alpha"]).title == "Omega"


def test_a_move_elsewhere_keeps_selection_and_keyboard(pipeline, own, deals, stages):
    board = pipeline.boards.board
    board.select([deals["Beta"]])
    own.opportunities.move([deals["Beta"]], stages[2])
    settle(pipeline.window)
    assert board.selection.focus.column == str(stages[2])
    assert list(board.selected_ids()) == [deals["Beta"]]


def test_an_unfolded_column_loads_its_deals(pipeline, own, deals, stages):
    own.opportunities.move([deals["Beta"]], stages[-2], closing=_closing())
    settle(pipeline.window)
    assert ids(pipeline, stages[-2]) == []
    pipeline.boards.board.toggle_column(str(stages[-2]))
    settle(pipeline.window)
    assert ids(pipeline, stages[-2]) == [deals["Beta"]]


def test_fewer_fields_make_lower_cards(pipeline):
    before = pipeline.boards.board.layout.sizes.card
    pipeline.choices.change(card=("value",))
    assert pipeline.boards.board.layout.sizes.card < before


def test_lanes_by_owner_part_the_columns(pipeline, own, deals, stages):
    own.opportunities.change_many([deals["Alpha"]], {"assigned_to": own.user.id})
    pipeline.choices.change(lane="owner")
    settle(pipeline.window)
    content = pipeline.boards.board.content
    assert [lane.title for lane in content.lanes] == [own.user.name, "Nobody"]
    assert list(content.of((str(stages[0]), str(own.user.id)))) == [deals["Alpha"]]


def test_a_pipeline_that_never_had_a_deal_says_so(window):
    told = []
    window.show_page("pipeline")
    settle(window)
    window.pipeline.boards.on_loaded = lambda seen: told.append(seen.is_unused)
    window.pipeline.boards.reload()
    assert told == [True]


def test_a_filter_that_fits_nothing_is_no_empty_pipeline(pipeline):
    told = []
    pipeline.boards.on_loaded = lambda seen: told.append(seen.is_unused)
    pipeline.head.search.set("nothing like it")
    pipeline.load()
    assert told == [False]


def _closing():
    from crm.models.opportunities import Closing
    from crm.utils import dates

    return Closing(dates.today(), 100)


def won(pipeline, deal, stages, *, on):
    pipeline.desk.session.opportunities.move([deal], stages[-2], closing=Closing(on, value=100))


def test_a_search_that_finds_only_deals_of_a_folded_column_tells_so(pipeline, deals, stages):
    won(pipeline, deals["Alpha"], stages, on=dates.today())
    pipeline.head.search.set("alpha")
    pipeline.load()
    settle(pipeline.window)
    assert pipeline.boards.empty.winfo_ismapped()
    assert pipeline.boards.empty.button.cget("text") == "Show in the list"


def test_a_search_that_finds_deals_of_an_open_won_column_shows_them(pipeline, deals, stages):
    won(pipeline, deals["Alpha"], stages, on=dates.today())
    settle(pipeline.window)
    pipeline.boards.board.toggle_column(str(stages[-2]))
    pipeline.head.search.set("alpha")
    pipeline.load()
    settle(pipeline.window)
    assert not pipeline.boards.empty.winfo_ismapped()
    assert ids(pipeline, stages[-2]) == [deals["Alpha"]]


def test_deals_that_closed_long_ago_are_told_and_one_click_away(pipeline, deals, stages):
    won(pipeline, deals["Alpha"], stages, on="2020-01-01")
    pipeline.head.search.set("alpha")
    pipeline.load()
    settle(pipeline.window)
    assert pipeline.boards.empty.winfo_ismapped()
    pipeline.boards.empty.button.invoke()
    settle(pipeline.window)
    assert pipeline.setting.mode == "list"
    assert list(pipeline.list.table.ids) == [deals["Alpha"]]


def test_the_forecast_tells_of_closed_deals_too(pipeline, deals, stages):
    won(pipeline, deals["Alpha"], stages, on=dates.today())
    pipeline.head.search.set("alpha")
    pipeline.choices.change(mode="forecast")
    settle(pipeline.window)
    assert pipeline.boards.empty.winfo_ismapped()
    assert pipeline.boards.empty.button.cget("text") == "Show in the list"


def test_what_changes_meanwhile_leaves_a_lifted_card_in_the_air(pipeline, own, deals, stages):
    board = pipeline.boards.board
    board.select([deals["Beta"]])
    press(board.canvas, "space", "Right")
    own.opportunities.change(deals["Alpha"], {"title": "Omega"})
    settle(pipeline.window)
    assert board.carry.is_active
    press(board.canvas, "Return")
    settle(pipeline.window)
    assert own.opportunities.get(deals["Beta"]).stage_id == stages[1]
    assert board.card(deals["Alpha"]).title == "Omega"


def test_what_changed_meanwhile_is_shown_when_the_card_is_let_go(pipeline, own, deals):
    board = pipeline.boards.board
    board.select([deals["Beta"]])
    press(board.canvas, "space")
    own.opportunities.remove([deals["Alpha"]])
    settle(pipeline.window)
    press(board.canvas, "Escape")
    settle(pipeline.window)
    assert board.content.find(deals["Alpha"]) is None


def test_a_search_ends_what_is_carried(pipeline, deals):
    board = pipeline.boards.board
    board.select([deals["Beta"]])
    press(board.canvas, "space")
    pipeline.head.search.set("alpha")
    pipeline.load()
    settle(pipeline.window)
    assert not board.carry.ids
