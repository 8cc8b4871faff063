"""The scenes of the dashboard: the page full and empty, what a card counts and which records, goals, who works here."""

from __future__ import annotations

from crm.app import open_database, sign_in
from crm.models.dashboards import OPEN_PIPELINE, WON
from crm.storage.changelog import Door
from crm.utils import paths
from crm.views.dashboard_tab import DashboardTab
from crm.views.dialogs.dashboard_cards import CardDialog
from crm.views.dialogs.goals import GoalsDialog
from crm.views.dialogs.users import UsersDialog
from crm.views.record_window import RecordWindow
from tools.stagehand import Stagehand, open_demo, open_file, over


def _page(hand: Stagehand) -> DashboardTab:
    """The dashboard of the demo business, every card of it drawn."""
    open_demo(hand)
    hand.window.show_page("dashboard")
    page = hand.window.dashboard
    hand.rest(lambda: page.contents and all(_is_drawn(page, key) for key in page.contents))
    return page


def _is_drawn(page: DashboardTab, key: str) -> bool:
    """Whether a card has its figure and, where it is in view, its chart."""
    card = page.contents[key]
    return card.figure is not None and (card.chart.drawn is not None or not card.chart.winfo_viewable())


def _key(page: DashboardTab, kind: str) -> str:
    return next(key for key, card in page.cards.items() if card.kind == kind)


def _dashboard(hand: Stagehand) -> None:
    _page(hand)


def _empty(hand: Stagehand) -> None:
    path = paths.data_folder() / ("Nuevo.db" if hand.language == "es" else "New.db")
    if not path.exists():
        database = open_database(path)
        sign_in(database, Door.CLI)
        database.close()
    open_file(hand, path)
    hand.window.show_page("dashboard")


def _definition(hand: Stagehand) -> None:
    page = _page(hand)
    page.explain(_key(page, WON))


def _cards(hand: Stagehand) -> None:
    _page(hand)
    hand.run("dashboard.add_card")
    hand.rest(lambda: over(hand, CardDialog).offered)


def _records(hand: Stagehand) -> None:
    """Those behind the longest bar of the open pipeline."""
    page = _page(hand)
    key = _key(page, OPEN_PIPELINE)
    figure = page.contents[key].figure
    if figure is None or figure.chart is None:
        raise LookupError(key)
    values = [value or 0 for value in figure.chart.series[0].values]
    place = values.index(max(values))
    page.open_records(key, figure.parts[0][place], words=figure.chart.labels[place])
    hand.rest(lambda: _is_there(hand) and over(hand, RecordWindow).list)


def _is_there(hand: Stagehand) -> bool:
    return any(isinstance(child, RecordWindow) for child in hand.root.winfo_children())


def _goals(hand: Stagehand) -> None:
    _page(hand)
    hand.run("tools.goals")
    hand.rest(lambda: over(hand, GoalsDialog).grid_of_goals.entries)


def _people(hand: Stagehand) -> None:
    _page(hand)
    hand.run("tools.users")
    hand.rest(lambda: over(hand, UsersDialog).chosen)


SCENES = {
    "dashboard-empty": _empty,
    "dashboard": _dashboard,
    "dashboard-definition": _definition,
    "dashboard-cards": _cards,
    "dashboard-records": _records,
    "goals": _goals,
    "people": _people,
}
