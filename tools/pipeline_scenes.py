"""The scenes of the pipeline: the board, the forecast, the list, one deal, and the dialogs around them."""

from __future__ import annotations

from collections.abc import Callable

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.pipelines import OPEN
from crm.models.views import SavedView
from crm.session import Session
from crm.views.dialogs import opportunity
from tools.stagehand import Stagehand, open_demo

_STILL_OPEN = (Condition("status", Operator.ANY, (OPEN,)),)
_FRESH = 20  # days


def _pipeline(hand: Stagehand, mode: str = "board") -> Session:
    """The pipeline page on the demo business, its cards shown."""
    session = open_demo(hand)
    hand.window.show_page("pipeline")
    page = hand.window.pipeline
    hand.rest(lambda: page.known)
    page.views.use(None)
    page.choices.show_mode(mode)
    hand.rest()
    return session


def _richest(session: Session) -> int:
    """The open deal that has most to tell: lines, a plan, a past that is not long ago."""
    rows = session.opportunities.page(ListQuery(conditions=_STILL_OPEN, sort="value"), limit=300).rows
    first = session.pipelines.default().id
    fresh = [row for row in rows if row["pipeline_id"] == first and row["idle_days"] < _FRESH and row["next_activity"]]
    with_lines = [row for row in fresh if row["value_from_lines"]] or fresh
    return int(max(with_lines, key=lambda row: len(session.opportunities.timeline(row["id"])))["id"])


def _choose(hand: Stagehand, deal: int) -> None:
    hand.window.pipeline.boards.board.select([deal])
    hand.rest()


def _board(hand: Stagehand) -> None:
    session = _pipeline(hand)
    _choose(hand, _richest(session))


def _forecast(hand: Stagehand) -> None:
    _pipeline(hand, "forecast")


def _deals(hand: Stagehand) -> None:
    _pipeline(hand, "list")
    query = ListQuery(conditions=_STILL_OPEN, sort="expected_close")
    hand.window.pipeline.views.use(SavedView(0, "", {"query": query.to_plain()}, None, shared=False))
    hand.rest()


def _deal(hand: Stagehand) -> None:
    session = _pipeline(hand)
    opportunity.show(hand.window, _richest(session))
    hand.rest()


def _closing(hand: Stagehand) -> None:
    session = _pipeline(hand)
    _choose(hand, _richest(session))
    hand.run("opportunity.lost")


def _dialog(command: str) -> Callable[[Stagehand], None]:
    """A scene that opens a dialog of the tools above the board."""

    def act(hand: Stagehand) -> None:
        _pipeline(hand)
        hand.run(command)

    return act


SCENES: dict[str, Callable[[Stagehand], None]] = {
    "board": _board,
    "forecast": _forecast,
    "deals": _deals,
    "deal": _deal,
    "closing": _closing,
    "pipelines": _dialog("tools.pipelines"),
    "products": _dialog("tools.products"),
    "templates": _dialog("tools.template"),
}
