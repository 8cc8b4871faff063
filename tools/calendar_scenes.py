"""The scenes of the calendar: a month, a week, a day and an agenda of a salesperson who has much to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from crm.utils import dates
from tools.stagehand import Stagehand, open_demo


def _monday() -> date:
    """The Monday of the week that is pictured: this one while most of it is still to come."""
    today = date.fromisoformat(dates.today())
    monday = today - timedelta(days=today.weekday())
    return monday if today.weekday() < 3 else monday + timedelta(days=7)


def _calendar(view: str) -> Callable[[Stagehand], None]:
    """A scene that shows the calendar in one of its views."""

    def act(hand: Stagehand) -> None:
        open_demo(hand)
        hand.window.show_page("calendar")
        page = hand.window.calendar
        hand.rest(lambda: page.known)
        page.show_view(view)
        page.reach(max(_monday(), date.fromisoformat(dates.today())) if view != "agenda" else page.today)
        hand.rest()

    return act


SCENES: dict[str, Callable[[Stagehand], None]] = {
    "calendar": _calendar("week"),
    "calendar-month": _calendar("month"),
    "calendar-day": _calendar("day"),
    "calendar-agenda": _calendar("agenda"),
}
