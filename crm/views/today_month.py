"""The month in one quiet line above the day: what was won beside the previous one, and the forecast. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm.models.dashboards import FORECAST, WON, Card, Filters, Number
from crm.models.periods import MONTH, Period
from crm.session import Session
from crm.utils import dates, day_names
from crm.utils.i18n import _
from crm.views import dashboard_words


@dataclass(frozen=True)
class Month:
    """What was won in the month of `day`, the days that is compared with, and what the whole month may bring; of one
    owner, of everyone with None."""

    day: str
    won: Number
    forecast: Number
    compared: Period | None
    owner_id: int | None = None

    @property
    def filters(self) -> Filters:
        """What a page is narrowed to that says the same."""
        return Filters(MONTH, owner_id=self.owner_id)


def read(session: Session, owner_id: int | None) -> Month | None:
    """The running month of a user, of everyone with None; None while nothing is sold or expected.

    Who works alone is everyone: what was imported belongs to nobody.
    """
    day = dates.today()
    owner_id = owner_id if len(session.users.all()) > 1 else None
    won, forecast = session.figures.figures([Card(WON), Card(FORECAST)], Filters(MONTH, owner_id=owner_id))
    expected = next((one for one in forecast.numbers if one.part == day[:7]), None)
    if not won.numbers or expected is None:
        return None
    first = won.numbers[0]
    if not (first.value or first.before or expected.value):
        return None
    return Month(day, first, expected, won.compared, owner_id)


def words(month: Month) -> str:
    """ "November: €12,300 won, ▲ 8 % against 1–21 Oct · forecast €45,000"."""
    name = day_names.month(date.fromisoformat(month.day)).capitalize()
    whole = dashboard_words.are_whole((month.won, month.forecast))
    won, forecast = (dashboard_words.value(one, whole=whole) for one in (month.won, month.forecast))
    _few, change, _role = dashboard_words.change(month.won, month.compared)
    if change:
        told = _("{month}: {won} won, {change} · forecast {forecast}")
        return told.format(month=name, won=won, change=change, forecast=forecast)
    return _("{month}: {won} won · forecast {forecast}").format(month=name, won=won, forecast=forecast)
