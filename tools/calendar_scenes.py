"""The scenes of the calendar: a month, a week, a day and an agenda of a salesperson who has much to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from crm.models.lists import ListQuery
from crm.session import Session
from crm.utils import dates
from tools.stagehand import Stagehand, open_demo

# Days from Monday, the hour ("" all day), minutes, type, subject in English and Spanish.
_WEEK = (
    (0, "09:00", 30, "meeting", "Team meeting", "Reunión de equipo"),
    (0, "10:00", 60, "call", "Call about the renewal", "Llamada sobre la renovación"),
    (0, "10:30", 90, "meeting", "Visit: new office", "Visita: oficina nueva"),
    (0, "16:00", 45, "task", "Prepare the offer", "Preparar la oferta"),
    (1, "", 2880, "meeting", "Trade fair in Valencia", "Feria en Valencia"),
    (1, "11:00", 60, "call", "Follow up on the offer", "Seguimiento de la oferta"),
    (1, "12:30", 30, "email", "Send the contract", "Enviar el contrato"),
    (2, "09:30", 60, "meeting", "Product demo", "Demostración del producto"),
    (2, "09:45", 30, "call", "Call back", "Devolver la llamada"),
    (2, "13:00", 90, "meeting", "Lunch with the buyer", "Comida con compras"),
    (2, "17:00", 30, "task", "Update the forecast", "Actualizar la previsión"),
    (3, "10:00", 120, "meeting", "Workshop with the customer", "Taller con el cliente"),
    (3, "15:30", 30, "call", "First call with a new lead", "Primera llamada a un cliente nuevo"),
    (3, "23:00", 120, "task", "Night change of the server", "Cambio nocturno del servidor"),
    (4, "", 1440, "task", "Close the month", "Cierre del mes"),
    (4, "09:00", 45, "meeting", "Review of open deals", "Repaso de oportunidades"),
    (4, "12:00", 30, "call", "Confirm the delivery", "Confirmar la entrega"),
)


def _monday() -> date:
    """The Monday of the week that is pictured: this one while most of it is still to come."""
    today = date.fromisoformat(dates.today())
    monday = today - timedelta(days=today.weekday())
    return monday if today.weekday() < 3 else monday + timedelta(days=7)


def _plan(session: Session, *, spanish: bool) -> None:
    """Fill a week; what is over is done."""
    first = _WEEK[0][5 if spanish else 4]
    if any(row["subject"] == first for row in session.activities.page(ListQuery(text=first)).rows):
        return
    people = [row["id"] for row in session.contacts.page(ListQuery(), limit=40).rows if row["kind"] == "person"]
    for place, (days, clock, minutes, kind, english, words) in enumerate(_WEEK):
        day = (_monday() + timedelta(days=days)).isoformat()
        values = {"type": kind, "subject": words if spanish else english, "due_on": day, "duration_minutes": minutes}
        values |= {"due_at": dates.to_moment(f"{day} {clock}")} if clock else {}
        made = session.activities.add(values | {"contact_id": people[place % len(people)]})
        if day < dates.today() and place % 4:
            session.activities.complete([made], log=False)


def _calendar(view: str) -> Callable[[Stagehand], None]:
    """A scene that shows the calendar in one of its views."""

    def act(hand: Stagehand) -> None:
        session = open_demo(hand)
        _plan(session, spanish=hand.language == "es")
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
