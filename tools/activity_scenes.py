"""The scenes of what there is to do: the day, the list of activities, one activity, several put on another day."""

from __future__ import annotations

from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils import dates
from tools.stagehand import Stagehand, open_demo

# Days from today, the hour ("" all day), minutes, type, priority, subject in English and in Spanish, rule.
_PLANS = (
    (-2, "", None, "task", "high", "Send the corrected offer", "Enviar la oferta corregida", ""),
    (0, "", None, "task", "normal", "Report of the week", "Informe de la semana", "FREQ=WEEKLY;COUNT=8"),
    (0, "23:30", 45, "meeting", "normal", "Visit: new warehouse", "Visita: almacén nuevo", ""),
    (1, "09:30", 30, "call", "high", "Agree on the terms of payment", "Acordar las condiciones de pago", ""),
    (3, "11:00", 60, "meeting", "normal", "Demonstration for the team", "Demostración para el equipo", ""),
    (None, "", None, "task", "low", "Ask for a photo of the plant", "Pedir una foto de la planta", ""),
)
_PHRASE = {"en": "call {name} tomorrow 10am for 30 min urgent", "es": "llamar a {name} mañana a las 10 30 min urgente"}


def _plan(session: Session, *, spanish: bool) -> None:
    """Add to the demo what makes a day: late, due, repeating, without a date."""
    if session.activities.count(ListQuery(text=_PLANS[0][6 if spanish else 5])):
        return
    people = [row for row in session.contacts.page(ListQuery(), limit=60).rows if row["kind"] == "person"]
    for place, (days, clock, minutes, kind, priority, english, words, rule) in enumerate(_PLANS):
        day = "" if days is None else dates.days_after(dates.today(), days)
        values = {"type": kind, "priority": priority, "subject": words if spanish else english, "due_on": day}
        values |= {"due_at": dates.to_moment(f"{day} {clock}"), "duration_minutes": minutes} if clock else {}
        values["contact_id"] = people[place * 3]["id"]
        if rule:
            session.series.add(values, rule)
        else:
            session.activities.add(values)


def _page(hand: Stagehand, key: str) -> Session:
    session = open_demo(hand)
    _plan(session, spanish=hand.language == "es")
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
    session = _page(hand, "activities")
    hand.window.activities.head.quick.clear()
    [first] = session.activities.page(ListQuery(text=_PLANS[1][6 if hand.language == "es" else 5]), limit=1).rows
    hand.window.activity_actions.open(first["id"])
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
