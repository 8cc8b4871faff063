"""What the open deals bring a day at the pace of the deals closed in a period, with every ingredient of it."""

from __future__ import annotations

from crm.controllers.analysis.asking import OPEN, WON, Asked, Deals
from crm.controllers.analysis.reasons import without_rate
from crm.controllers.analysis.sums import currencies
from crm.controllers.analysis.win_rates import win_rates
from crm.models.figures import FLOOR, VELOCITY, WIN_RATE, WITHOUT_RATE, Figure, Velocity, WinRate
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.storage.sqlite_figures import at_least, days_from
from crm.utils.i18n import _

OPEN_PART, WON_PART = "open", "won"


def velocity(asked: Asked) -> Figure[Velocity]:
    """One part."""
    rates = win_rates(asked, WIN_RATE)
    return Figure(
        VELOCITY,
        _(
            "What the open opportunities bring a day: their number, times the win rate, times the average value of"
            " those won in the period, divided by the days from creation to closing of those won. Values are in the"
            " currency of the business, at the rate of the day they were closed on. Fewer than {floor} closed ones are"
            " too few to say."
        ).format(floor=FLOOR),
        asked.scope,
        (_velocity(asked, rates.parts[0]),),
        tuple(without_rate(rates.parts[0].won_worth.unpriced, asked.prices.base)),
    )


def behind(asked: Asked, part: str, *, left_out: str) -> list[Deals]:
    """The open deals (OPEN_PART), those won in the period (WON_PART), or both."""
    if left_out == WITHOUT_RATE:
        return [asked.unpriced(asked.closed(WON))]
    both = {OPEN_PART: asked.deals(OPEN), WON_PART: asked.closed(WON)}
    return [both[part]] if part in both else list(both.values())


def _velocity(asked: Asked, rate: WinRate) -> Velocity:
    worth = rate.won_worth
    return Velocity(
        VELOCITY,
        asked.prices.base,
        open=asked.count(asked.deals(OPEN)),
        won=rate.won,
        lost=rate.lost,
        win_rate=rate.by_count,
        average_value=round(worth.value / worth.count) if worth.count >= FLOOR else None,
        cycle_days=_cycle(asked) if rate.won >= FLOOR else None,
    )


def _cycle(asked: Asked) -> float:
    """The days from creation to closing, on average; a deal that was entered after it was won took none."""
    # With its currencies named, an index finds the days of the period.
    named = to_json(currencies(asked))
    won = asked.closed(WON).narrowed(among("o.currency", "currencies"), currencies=named)
    days = at_least(0, days_from("o.created_at", "o.closed_on"))
    return float(asked.database.value(f"SELECT avg({days}) FROM opportunities o WHERE {won.where}", **won.values))
