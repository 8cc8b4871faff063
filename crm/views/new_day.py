"""What a window that stays open does when a day begins: the forecast of the day is kept, the pages show what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm.app import keep_forecast
from crm.utils import dates

if TYPE_CHECKING:
    from crm.views.window import Window


def look(window: Window, known: str) -> str:
    """Keep the forecast unless today's is kept; read the pages again when the day is not the `known` one. Today."""
    session, today = window.desk.session, dates.today()
    window.jobs.run(lambda: keep_forecast(session))
    if today != known:
        window.refresh_all()
    return today
