"""Why deals were lost in a period: how many for each reason, and what they would have been worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crm.controllers.analysis.asking import LOST
from crm.controllers.analysis.outcomes import REASON, Sum, added, left_out_of
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, closed_by, narrowed, records
from crm.controllers.dashboard.words import title_of
from crm.models.dashboards import LOSS_REASONS as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL
from crm.storage.changelog import to_json
from crm.storage.sqlite import among
from crm.utils import money
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _, translate

_SHOWN = 10  # bars; what is left of a longer list is one more
_NONE, _OTHERS = 0, "others"
_REASON = "coalesce(o.loss_reason_id, 0)"


@dataclass(frozen=True)
class _Group:
    """A bar: the deals lost for one reason."""

    key: str
    name: str
    lost: Sum


def figure(question: Question) -> CardFigure:
    """Number and value of what was lost, each beside the period before; the reasons by number, the value told too."""
    groups = _groups(question)
    whole, before = added(question.deals.prices.base, [one.lost for one in groups]), _before(question)
    lost = whole.worth
    return CardFigure(
        KIND,
        title_of(KIND),
        _(
            "The opportunities lost in the period, by the day they were closed on and the reason that was given, those"
            " without one too. Values are in the currency of the business, each at the rate of that day."
        ),
        ENTITY,
        question.period,
        (
            Number(_("Lost opportunities"), whole.count, before=before.count if before else None, better=-1),
            Number(
                _("Lost value"),
                lost.value,
                Unit.MONEY,
                lost.currency,
                before.worth.value if before else None,
                better=-1,
            ),
        ),
        _chart(groups) if groups else None,
        (tuple(one.key for one in groups),) if groups else (),
        left_out_of(lost.currency, whole),
        "" if groups else _("Nothing was lost in this period."),
        question.compared,
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals lost for a reason (0: without one), for those that share the last bar, or all of them."""
    asked = question.deals
    deals = asked.closed(LOST)
    if part == _OTHERS:
        shown = [int(one.key) for one in _groups(question) if one.key != _OTHERS]
        deals = deals.narrowed(f"NOT ({among(_REASON, 'reasons')})", reasons=to_json(shown))
    elif part != ALL:
        deals = deals.narrowed(f"{_REASON} = :reason", reason=int(part))
    return records(asked, narrowed(asked, deals, left_out=left_out))


def _groups(question: Question) -> list[_Group]:
    """The most frequent reason first; the last one stands for all that are not shown."""
    asked = question.deals
    names = {row["id"]: translate(row["name"]) for row in asked.database.all("SELECT id, name FROM loss_reasons")}
    sums = closed_by(question, LOST, kind=REASON, period=question.period)
    found = [_Group(str(key), names.get(key, _("Without a reason")), lost) for key, lost in sums.items()]
    found.sort(key=lambda one: (-one.lost.count, one.name.casefold(), one.key))
    rest = added(asked.prices.base, [one.lost for one in found[_SHOWN:]])
    return [*found[:_SHOWN], *([_Group(_OTHERS, _("Others"), rest)] if rest.count else [])]


def _before(question: Question) -> Sum | None:
    if question.compared is None:
        return None
    return added(
        question.deals.prices.base, list(closed_by(question, LOST, kind=REASON, period=question.compared).values())
    )


def _chart(groups: Sequence[_Group]) -> Chart:
    counts = tuple(one.lost.count for one in groups)
    return Chart(ChartKind.ROWS, tuple(map(_label, groups)), (Series(_("Lost opportunities"), counts, Role.BAD),))


def _label(group: _Group) -> str:
    worth = group.lost.worth
    if not worth.count:
        return group.name
    return _("{name} ({value})").format(name=group.name, value=money.short(worth.value, worth.currency))
