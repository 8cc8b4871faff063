"""The scenes of what there is to do: the day, the list of activities, one activity, several put on another day."""

from __future__ import annotations

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.session import Session
from tools.stagehand import Stagehand, open_demo

_OPEN = ListQuery(conditions=(Condition("when", Operator.ANY, ("open",)),), sort="due_on")
_PHRASE = {"en": "call {name} tomorrow 10am for 30 min urgent", "es": "llamar a {name} mañana a las 10 30 min urgente"}


def _page(hand: Stagehand, key: str) -> Session:
    session = open_demo(hand)
    hand.window.show_page(key)
    hand.rest()
    return session


def _today(hand: Stagehand) -> None:
    _page(hand, "today")
    hand.window.page.refresh()
    hand.rest()


def _activities(hand: Stagehand) -> None:
    session = _page(hand, "activities")
    page = hand.window.activities
    hand.rest(lambda: page.known)
    page.views.use(None)
    person = next(row for row in session.contacts.page(ListQuery(), limit=60).rows if row["kind"] == "person")
    page.head.quick.type_in(_PHRASE[hand.language].format(name=person["name"]))
    hand.rest(lambda: page.head.quick.said)


def _activity(hand: Stagehand) -> None:
    """One that repeats."""
    session = _page(hand, "activities")
    hand.window.activities.head.quick.clear()
    rows = session.activities.page(_OPEN, limit=200).rows
    hand.window.activity_actions.open(next(row["id"] for row in rows if row["series_id"]))
    hand.rest()


def _day(hand: Stagehand) -> None:
    _page(hand, "activities")
    page = hand.window.activities
    page.head.quick.clear()
    page.list.table.select(page.list.table.ids[:4])
    hand.rest()
    hand.run("activity.day")


SCENES = {
    "today": _today,
    "activities": _activities,
    "activity": _activity,
    "activity-day": _day,
}
