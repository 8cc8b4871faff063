"""What the open deals bring a day at the pace of the period, with each of its four ingredients."""

from __future__ import annotations

from array import array

from crm.controllers.analysis.asking import CLOSED, LOST, OPEN, WON, Asked
from crm.controllers.analysis.outcomes import Sum, left_out_of
from crm.controllers.analysis.sums import currencies
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, narrowed, records, won, won_before
from crm.controllers.dashboard.words import of_enough, title_of
from crm.models.dashboards import VELOCITY as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL, FLOOR, Velocity
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils.chart_data import Unit
from crm.utils.i18n import _

_OPEN, _CLOSED, _WON = "open", "closed", "won"


def figure(question: Question) -> CardFigure:
    """The pace, then what it is made of; what was open in the past is not known, so the pace is not compared."""
    now, before = _pace(question), _pace_before(question)
    return CardFigure(
        KIND,
        title_of(KIND),
        _(
            "What the open opportunities bring a day: their number, times the win rate, times the average value of"
            " those won in the period, divided by the days from creation to closing of those won. Values are in the"
            " currency of the business, at the rate of the day they were closed on. Fewer than {floor} closed ones are"
            " too few to say."
        ).format(floor=FLOOR),
        ENTITY,
        question.period,
        _numbers(now, before),
        left_out=left_out_of(now.currency, won(question).total),
        compared=question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The open deals, the closed ones of the period, the won ones among them, or all. ValueError for another part."""
    asked = question.deals
    if left_out:
        return records(asked, narrowed(asked, asked.closed(WON), left_out=left_out))
    kinds = {_OPEN: [asked.deals(OPEN)], _CLOSED: [asked.closed(CLOSED)], _WON: [asked.closed(WON)]}
    kinds[ALL] = [*kinds[_OPEN], *kinds[_CLOSED]]
    return Behind(ENTITY, array("q", sorted(one for deals in kinds[part] for one in asked.ids(deals))))


def _numbers(now: Velocity, before: Velocity | None) -> tuple[Number, ...]:
    money = now.currency
    rate, average, cycle = (before.win_rate, before.average_value, before.cycle_days) if before else (None, None, None)
    told = (
        Number(_("A day"), now.per_day, Unit.MONEY, money),
        Number(_("Open now"), now.open, part=_OPEN, better=0),
        Number(_("Win rate"), now.win_rate, Unit.SHARE, before=rate, part=_CLOSED),
        Number(_("Average deal"), now.average_value, Unit.MONEY, money, average, part=_WON),
        Number(_("Average cycle"), now.cycle_days, Unit.DAYS, before=cycle, better=-1, part=_WON),
    )
    return tuple(map(of_enough, told))


def _pace(question: Question) -> Velocity:
    asked = question.deals
    opened = question.once("open deals", lambda: asked.count(asked.deals(OPEN)))
    return _velocity(question, won(question).total, opened=opened, asked=asked)


def _pace_before(question: Question) -> Velocity | None:
    before, asked = won_before(question), question.before
    return _velocity(question, before.total, opened=0, asked=asked) if before and asked else None


def _velocity(question: Question, total: Sum, *, opened: int, asked: Asked) -> Velocity:
    lost = question.once(("lost", asked.scope), lambda: _lost(asked))
    closed_count = total.count + lost
    return Velocity(
        KIND,
        asked.prices.base,
        open=opened,
        won=total.count,
        lost=lost,
        win_rate=total.count / closed_count if closed_count >= FLOOR else None,
        average_value=total.average,
        cycle_days=total.cycle_days,
    )


def _lost(asked: Asked) -> int:
    # With its currencies named, an index finds the days of the period.
    named = to_json(currencies(asked))
    return asked.count(asked.closed(LOST).narrowed(among("o.currency", "currencies"), currencies=named))
