"""What tests of the dashboard share: what was won, and what its cards say. No test."""

from __future__ import annotations

from typing import Any

from crm.models.dashboards import AGEING, GOALS, WIN_RATE, WON, Card
from crm.session import Session
from crm.utils import dates
from crm.views.dashboard_tab import DashboardTab
from tests.views.deals import deal, end

CARDS = (Card(WON, 2), Card(WIN_RATE), Card(GOALS), Card(AGEING, 2))


def win(session: Session, **values: Any) -> int:
    """A deal that was won today."""
    return deal(session, stage_id=end(session, "won").id, closed_on=dates.today(), **values)


def kinds(session: Session) -> list[str]:
    """The kinds of the cards of the first dashboard."""
    return [card.kind for card in session.dashboards.all()[0].cards]


def numbers(board: DashboardTab, key: str) -> list[str]:
    """The large numbers of a card as they are shown."""
    board.update()
    return [value for value, _name, _change in board.contents[key].numbers.words]


def opened(board: DashboardTab, name: str) -> Any:
    """The dialog of this class that is open."""
    return [one for one in board.window.root.winfo_children() if type(one).__name__ == name][-1]
