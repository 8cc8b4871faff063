"""How many of the closed deals were won, by number and by value, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm.controllers.analysis.asking import CLOSED, LOST, WON, Asked, Deals
from crm.controllers.analysis.outcomes import OWNER, Sum, added, left_out_of
from crm.controllers.analysis.sums import Parting, closed_totals
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, closed_by, narrowed, records
from crm.controllers.dashboard.words import of_enough, title_of
from crm.models.dashboards import WIN_RATE as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL, FLOOR, WinRate
from crm.models.periods import Period
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, ngettext
from crm.utils.money import show_number

_SHOWN = 10  # bars; what is left of a longer list is one more
_OWNER, _SOURCE, _OTHERS = "owner:", "source:", "others"


@dataclass(frozen=True)
class _Group:
    """A bar: the deals of an owner or a source."""

    key: str
    name: str
    won: Sum
    lost: Sum

    @property
    def rate(self) -> WinRate:
        """The share of the won ones."""
        counts = self.won.count, self.lost.count
        return WinRate(self.key, self.name, *counts, won_worth=self.won.worth, lost_worth=self.lost.worth)


def figure(question: Question) -> CardFigure:
    """By number and by value, each beside the period before; by owner, by source where one owner is asked about."""
    base, (won, lost) = question.deals.prices.base, _totals(question, question.period)
    whole, before = _Group("", "", won, lost).rate, _before(question)
    groups = _groups(question)
    return CardFigure(
        KIND,
        title_of(KIND),
        _definition(question, whole),
        ENTITY,
        question.period,
        (
            _number(_("Won, by number"), whole.by_count, before=before.by_count if before else None, why=_told(whole)),
            _by_value(whole, before.by_value if before else None),
            Number(_("Closed"), _closed(whole), before=_closed(before) if before else None, better=0, why=_told(whole)),
        ),
        _chart(groups) if groups else None,
        (tuple(one.key for one in groups),) if groups else (),
        left_out_of(base, won, lost),
        "" if groups else _("Nothing was closed in this period."),
        question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The closed deals of an owner or a source, of those that share the last bar, or all of them."""
    asked = question.deals
    deals = asked.closed(CLOSED)
    if part == _OTHERS:
        deals = _among(deals, [one.key for one in _groups(question) if one.key != _OTHERS], negated=True)
    elif part != ALL:
        deals = _among(deals, [part])
    return records(asked, narrowed(asked, deals, left_out=left_out))


def _definition(question: Question, whole: WinRate) -> str:
    said = _(
        "Of the opportunities closed in the period, the share that was won: by number, and by value in the currency of"
        " the business at the rate of the day they were closed on. Open ones are not in it, so those that nobody closes"
        " flatter it. Fewer than {floor} are too few to say."
    ).format(floor=FLOOR)
    bars = _("The bars: by owner.") if question.filters.owner_id is None else _("The bars: by source.")
    return " ".join(part for part in (said, bars, _told(whole)) if part)


def _by_value(rate: WinRate, before: float | None) -> Number:
    """Enough with a value, and yet no share: nobody wrote down what the lost ones were worth."""
    number = _number(_("Won, by value"), rate.by_value, before=before)
    if number.value is not None or rate.won_worth.count + rate.lost_worth.count < FLOOR:
        return number
    why = _("The lost ones have no value, or some are below zero: a share by value would say nothing.")
    return replace(number, why=why, briefly=_("No value"))


def _number(label: str, value: float | None, *, before: float | None, why: str = "") -> Number:
    return of_enough(Number(label, value, Unit.SHARE, before=before, why=why))


def _closed(rate: WinRate) -> int:
    return rate.won + rate.lost


def _told(rate: WinRate) -> str:
    """What a share is of, so that a large one of few can be followed; "" where nothing was closed."""
    count = _closed(rate)
    if not count:
        return ""
    return ngettext("{won} of {count} closed was won.", "{won} of {count} closed were won.", count).format(
        won=show_number(rate.won), count=show_number(count)
    )


def _before(question: Question) -> WinRate | None:
    return _Group("", "", *_totals(question, question.compared)).rate if question.compared else None


def _totals(question: Question, period: Period) -> tuple[Sum, Sum]:
    """All that were won and lost in a period."""
    won, lost = (
        added(question.deals.prices.base, list(closed_by(question, one, kind=OWNER, period=period).values()))
        for one in (WON, LOST)
    )
    return won, lost


def _groups(question: Question) -> list[_Group]:
    """Those with the most closed deals first; the last one stands for all that are not shown."""
    found = _owners(question) if question.filters.owner_id is None else _sources(question)
    found.sort(key=lambda one: (-one.won.count - one.lost.count, one.name.casefold(), one.key))
    return [*found[:_SHOWN], *_others(question, found[_SHOWN:])]


def _others(question: Question, rest: Sequence[_Group]) -> list[_Group]:
    base = question.deals.prices.base
    won, lost = (added(base, sums) for sums in ([one.won for one in rest], [one.lost for one in rest]))
    return [_Group(_OTHERS, _("Others"), won, lost)] if rest else []


def _owners(question: Question) -> list[_Group]:
    names = {row["id"]: row["name"] for row in question.deals.database.all("SELECT id, name FROM users")}
    won, lost = (closed_by(question, one, kind=OWNER, period=question.period) for one in (WON, LOST))
    none = added(question.deals.prices.base, ())
    return [
        _Group(f"{_OWNER}{owner}", names.get(owner, _("Nobody")), won.get(owner, none), lost.get(owner, none))
        for owner in won.keys() | lost.keys()
    ]


def _sources(question: Question) -> list[_Group]:
    won, lost = (_by_source(question.deals, condition) for condition in (WON, LOST))
    none = added(question.deals.prices.base, ())
    return [
        _Group(f"{_SOURCE}{name}", name or _("Without a source"), won.get(name, none), lost.get(name, none))
        for name in won.keys() | lost.keys()
    ]


def _by_source(asked: Asked, condition: str) -> dict[str, Sum]:
    found = closed_totals(asked, condition, parting=Parting("o.source"))
    return {name: Sum.of(one) for name, one in found.items()}


def _among(deals: Deals, keys: Sequence[str], *, negated: bool = False) -> Deals:
    """Those of the deals whose owner or source is one of these. ValueError for a key that is none."""
    kind, marks = (_OWNER if keys[0].startswith(_OWNER) else _SOURCE), []
    for key in keys:
        if not key.startswith(kind):
            raise ValueError(key)
        marks.append(int(key.removeprefix(kind)) if kind == _OWNER else key.removeprefix(kind))
    column = "coalesce(o.assigned_to, 0)" if kind == _OWNER else "o.source"
    condition = among(column, "groups")
    return deals.narrowed(f"NOT ({condition})" if negated else condition, groups=to_json(marks))


def _chart(groups: Sequence[_Group]) -> Chart:
    shares = tuple(one.rate.by_count for one in groups)
    labels = tuple(_label(one.rate) for one in groups)
    return Chart(ChartKind.ROWS, labels, (Series(_("Win rate"), shares, Role.MAIN),), Unit.SHARE)


def _label(rate: WinRate) -> str:
    """A name with the number of its cases: a third of three is not a third of thirty."""
    counts = {"won": show_number(rate.won), "closed": show_number(_closed(rate))}
    return _("{name} ({won} of {closed})").format(name=rate.name, **counts)
