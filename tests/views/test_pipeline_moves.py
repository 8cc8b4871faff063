"""Moving deals about: by drops, keys and menus; what is said; what takes it back."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest

from crm.errors import Denied
from crm.models.opportunities import Closing
from crm.utils import dates
from crm.views.dialogs.closing import ClosingDialog
from crm.views.pipeline_moves import last_day
from crm.views.widgets.board_model import Drop, Place
from tests.records import second_user
from tests.views.user import every, settle
from tests.views.widgets.boards import drag, middle
from tests.window import press

pytestmark = pytest.mark.window


def order(own, stage):
    from crm.models.boards import BoardQuery

    return list(own.opportunities.column_ids(BoardQuery(own.pipelines.default().id), str(stage)))


def put(window, start, end):
    """Drag a card to the upper half of a place."""
    board = window.pipeline.boards.board
    x, y = middle(board, Place(str(end[0]), "", end[1]))
    drag(board, middle(board, Place(str(start[0]), "", start[1])), (x - 40, y), (x, y - 20))
    settle(window)


def test_a_drag_moves_a_deal_to_another_stage(pipeline, own, deals, stages):
    put(pipeline.window, (stages[0], 0), (stages[1], 0))
    assert order(own, stages[1]) == [deals["Alpha"], deals["Delta"]]
    assert pipeline.window.toasts.texts == [f"Alpha: now in {pipeline.moves.stages()[1].name}."]


def test_undo_brings_stage_rank_and_place_back(pipeline, own, deals, stages):
    put(pipeline.window, (stages[0], 1), (stages[1], 0))
    pipeline.window.toasts.invoke()
    settle(pipeline.window)
    assert order(own, stages[0]) == [deals["Alpha"], deals["Beta"], deals["Gamma"]]
    assert len(own.opportunities.history(deals["Beta"])) == 1
    assert list(pipeline.boards.board.content.of((str(stages[0]), ""))) == order(own, stages[0])


def test_a_drag_within_a_stage_orders_it_anew(pipeline, own, deals, stages):
    put(pipeline.window, (stages[0], 2), (stages[0], 0))
    assert order(own, stages[0]) == [deals["Gamma"], deals["Alpha"], deals["Beta"]]
    assert pipeline.boards.board.selection.focus_id == deals["Gamma"]


def test_below_the_last_card_is_the_end_of_the_column(pipeline, own, deals, stages):
    board = pipeline.boards.board
    x, y = middle(board, Place(str(stages[1]), "", 0))
    drag(board, middle(board, Place(str(stages[0]), "", 0)), (x, y), (x, y + 300))
    settle(pipeline.window)
    assert order(own, stages[1]) == [deals["Delta"], deals["Alpha"]]


def test_several_are_moved_as_one_operation(pipeline, own, deals, stages):
    pipeline.boards.board.select([deals["Alpha"], deals["Gamma"]])
    put(pipeline.window, (stages[0], 0), (stages[1], 0))
    assert order(own, stages[1])[:2] == [deals["Alpha"], deals["Gamma"]]
    pipeline.window.desk.undo()
    assert len(order(own, stages[0])) == 3


def test_a_drop_on_won_asks_and_stays_until_answered(pipeline, own, deals, stages):
    put_on_folded(pipeline.window, stages[0], stages[-2])
    dialog = asked(pipeline.window)
    assert own.opportunities.get(deals["Alpha"]).status == "open"
    dialog.close()
    settle(pipeline.window)
    assert not pipeline.boards.board.carry.ids


def test_an_answered_gate_moves_the_deal(pipeline, own, deals, stages):
    put_on_folded(pipeline.window, stages[0], stages[-2])
    asked(pipeline.window).primary.invoke()
    settle(pipeline.window)
    won = own.opportunities.get(deals["Alpha"])
    assert (won.status, won.closed_on, won.probability) == ("won", dates.today(), 100)
    assert pipeline.boards.board.content.column(str(stages[-2])).count == "1"


@pytest.mark.usefixtures("pipeline")
def test_lost_asks_for_a_reason(window, own, deals, stages):
    put_on_folded(window, stages[0], stages[-1])
    dialog = asked(window)
    dialog.primary.invoke()
    assert own.opportunities.get(deals["Alpha"]).status == "open"
    dialog.choose(own.loss_reasons.all()[0].id)
    dialog.primary.invoke()
    settle(window)
    assert own.opportunities.get(deals["Alpha"]).status == "lost"


def test_the_next_stage_is_one_key(pipeline, own, deals, stages):
    pipeline.boards.board.select([deals["Beta"]])
    press(pipeline.boards.board.canvas, "Control-Right")
    settle(pipeline.window)
    assert order(own, stages[1])[0] == deals["Beta"]
    press(pipeline.boards.board.canvas, "Control-Left")
    settle(pipeline.window)
    assert own.opportunities.get(deals["Beta"]).stage_id == stages[0]


def test_there_is_nothing_before_the_first_stage(pipeline, own, deals, stages):
    pipeline.boards.board.select([deals["Beta"]])
    pipeline.moves.step(-1)
    settle(pipeline.window)
    assert own.opportunities.get(deals["Beta"]).stage_id == stages[0]


def test_losing_is_no_step_forward(pipeline, stages):
    kinds = [stage.kind for stage in pipeline.moves.stages()]
    assert kinds[-2:] == ["won", "lost"]
    assert [stage.id for stage in pipeline.moves.stages()] == stages


def test_a_step_back_from_lost_is_the_last_open_stage(pipeline, own, deals, stages):
    reason = own.loss_reasons.all()[0].id
    own.opportunities.move([deals["Beta"]], stages[-1], closing=Closing(dates.today(), loss_reason_id=reason))
    settle(pipeline.window)
    pipeline.boards.board.toggle_column(str(stages[-1]))
    settle(pipeline.window)
    pipeline.boards.board.select([deals["Beta"]])
    pipeline.moves.step(-1)
    settle(pipeline.window)
    assert own.opportunities.get(deals["Beta"]).stage_id == stages[-3]


def test_the_menu_of_stages_moves(pipeline, own, deals, stages):
    pipeline.boards.board.select([deals["Gamma"]])
    menu = pipeline.moves.menu(pipeline)
    menu.invoke(2)
    settle(pipeline.window)
    assert own.opportunities.get(deals["Gamma"]).stage_id == stages[2]


def test_other_pipelines_have_menus_of_their_own(pipeline, window, own):
    own.pipelines.add("Renewals")
    settle(window)
    menu = pipeline.moves.menu(pipeline)
    assert menu.entrycget(menu.index("end"), "label") == "Renewals"


def test_dropping_on_a_month_dates_anew_and_says_so(pipeline, window, own, deals):
    pipeline.choices.show_mode("forecast")
    settle(window)
    board = pipeline.boards.board
    months = board.layout.keys
    board.select([deals["Alpha"]])
    press(board.canvas, "space", *["Left"] * (len(months) - 2), "Return")
    settle(window)
    day = own.opportunities.get(deals["Alpha"]).expected_close
    assert day == last_day(months[1])
    assert dates.show_day(day) in window.toasts.texts[0]


def test_dropping_on_no_date_takes_the_date_away(pipeline, window, own, deals):
    own.opportunities.redate([deals["Alpha"]], dates.today()[:7])
    pipeline.choices.show_mode("forecast")
    settle(window)
    board = pipeline.boards.board
    board.select([deals["Alpha"]])
    press(board.canvas, "space", *["Right"] * len(board.layout.keys), "Return")
    settle(window)
    assert own.opportunities.get(deals["Alpha"]).expected_close == ""


def test_another_lane_gives_the_deal_its_owner(pipeline, own, deals, stages):
    own.opportunities.change_many([deals["Alpha"]], {"assigned_to": own.user.id})
    pipeline.choices.change(lane="owner")
    settle(pipeline.window)
    board = pipeline.boards.board
    board.select([deals["Beta"]])
    press(board.canvas, "space", "Up", "Right", "Return")
    settle(pipeline.window)
    moved = own.opportunities.get(deals["Beta"])
    assert (moved.assigned_to, moved.stage_id) == (own.user.id, stages[1])
    pipeline.window.desk.undo()
    settle(pipeline.window)
    assert own.opportunities.get(deals["Beta"]).assigned_to is None


def test_a_drop_keeps_its_place_among_the_cards_of_another_lane(pipeline, own, deals, stages):
    own.opportunities.change_many([deals["Alpha"], deals["Beta"]], {"assigned_to": own.user.id})
    pipeline.choices.change(lane="owner")
    settle(pipeline.window)
    pipeline.moves.dropped(Drop(array("q", [deals["Gamma"]]), str(stages[0]), str(own.user.id), deals["Beta"]))
    settle(pipeline.window)
    assert order(own, stages[0]) == [deals["Alpha"], deals["Gamma"], deals["Beta"]]
    assert own.opportunities.get(deals["Gamma"]).assigned_to == own.user.id


def test_a_win_dropped_into_another_lane_gets_its_owner_and_is_one_operation(pipeline, own, deals, stages):
    own.opportunities.change_many([deals["Beta"]], {"assigned_to": own.user.id})
    pipeline.choices.change(lane="owner")
    settle(pipeline.window)
    before = own.opportunities.get(deals["Alpha"])
    pipeline.moves.dropped(Drop(array("q", [deals["Alpha"]]), str(stages[-2]), str(own.user.id)))
    settle(pipeline.window)
    asked(pipeline.window).primary.invoke()
    settle(pipeline.window)
    won = own.opportunities.get(deals["Alpha"])
    assert (won.status, won.assigned_to) == ("won", own.user.id)
    own.history.undo()
    assert replace(own.opportunities.get(deals["Alpha"]), version=0) == replace(before, version=0)


def test_a_win_taken_back_into_an_open_stage_is_expected_in_the_month_of_its_lane(pipeline, own, deals, stages):
    own.opportunities.change_many([deals["Alpha"]], {"expected_close": "2026-01-15"})
    own.opportunities.move([deals["Alpha"]], stages[-2], closing=Closing(dates.today()))
    pipeline.choices.change(lane="month")
    settle(pipeline.window)
    pipeline.boards.board.toggle_column(str(stages[-2]))
    settle(pipeline.window)
    month = dates.today()[:7]
    pipeline.moves.dropped(Drop(array("q", [deals["Alpha"]]), str(stages[1]), month))
    settle(pipeline.window)
    back = own.opportunities.get(deals["Alpha"])
    assert (back.status, back.expected_close) == ("open", last_day(month))


def test_another_month_and_another_owner_are_one_operation(pipeline, window, own, deals):
    own.opportunities.change_many([deals["Beta"]], {"assigned_to": own.user.id})
    pipeline.choices.change(mode="forecast", lane="owner")
    settle(window)
    month = pipeline.boards.board.layout.keys[1]
    pipeline.moves.dropped(Drop(array("q", [deals["Alpha"]]), month, str(own.user.id)))
    settle(window)
    moved = own.opportunities.get(deals["Alpha"])
    assert (moved.expected_close, moved.assigned_to) == (last_day(month), own.user.id)
    assert own.user.name in window.toasts.texts[0]
    own.history.undo()
    back = own.opportunities.get(deals["Alpha"])
    assert (back.expected_close, back.assigned_to) == ("", None)


def test_another_owner_in_the_same_month_leaves_the_day(pipeline, window, own, deals):
    day = f"{dates.today()[:7]}-03"
    own.opportunities.change_many([deals["Alpha"]], {"expected_close": day})
    own.opportunities.change_many([deals["Beta"]], {"assigned_to": own.user.id})
    pipeline.choices.change(mode="forecast", lane="owner")
    settle(window)
    pipeline.moves.dropped(Drop(array("q", [deals["Alpha"]]), day[:7], str(own.user.id)))
    settle(window)
    moved = own.opportunities.get(deals["Alpha"])
    assert (moved.expected_close, moved.assigned_to) == (day, own.user.id)


@pytest.mark.usefixtures("pipeline")
def test_a_deal_that_is_gone_meanwhile_is_no_move(window, own, deals, stages):
    own.opportunities.remove([deals["Alpha"]])
    put(window, (stages[0], 0), (stages[1], 0))
    assert not window.pipeline.boards.board.carry.ids
    assert len(order(own, stages[0])) == 2


@pytest.fixture
def errors(window, monkeypatch):
    """The errors the window would show."""
    shown = []
    monkeypatch.setattr(window.root, "report_callback_exception", lambda _kind, error, _trace: shown.append(error))
    return shown


@pytest.mark.usefixtures("pipeline")
def test_who_may_only_read_leaves_the_card_where_it_is(window, errors, deals, stages):
    own = window.desk.session
    window.desk.session = second_user(own, role="reader")
    put(window, (stages[0], 0), (stages[1], 0))
    assert [type(error) for error in errors] == [Denied]
    assert not window.pipeline.boards.board.carry.ids
    assert own.opportunities.get(deals["Alpha"]).stage_id == stages[0]


@pytest.mark.usefixtures("pipeline")
def test_who_may_only_read_is_not_asked_at_the_gate(window, errors, stages):
    window.desk.session = second_user(window.desk.session, role="reader")
    put_on_folded(window, stages[0], stages[-2])
    assert [type(error) for error in errors] == [Denied]
    assert not [one for one in every(window.root) if isinstance(one, ClosingDialog)]
    assert not window.pipeline.boards.board.carry.ids


@pytest.mark.parametrize(("month", "day"), [("2026-02", "2026-02-28"), ("2028-02", "2028-02-29"), ("", "")])
def test_the_last_day_of_a_month(month, day):
    assert last_day(month) == day


def put_on_folded(window, start, end):
    board = window.pipeline.boards.board
    board.select([board.content.of((str(start), ""))[0]])
    column = board.layout.column(str(end))
    drag(board, middle(board, Place(str(start), "", 0)), (400, 300), (column.x + 10, 300))
    settle(window)


def asked(window):
    return next(one for one in every(window.root) if isinstance(one, ClosingDialog))
