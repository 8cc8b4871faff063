"""The customers that brought the most in a period: the company of a deal, or its contact where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest

from crm.controllers.analysis.asking import WON, Asked
from crm.controllers.analysis.outcomes import Sum, left_out_of
from crm.controllers.analysis.prices import WORTH
from crm.controllers.analysis.sums import currencies, in_currency, in_others
from crm.controllers.dashboard.asking import Question
from crm.controllers.dashboard.closed import ENTITY, narrowed, records
from crm.controllers.dashboard.words import title_of
from crm.models.contacts import display_name
from crm.models.dashboards import TOP_CUSTOMERS as KIND
from crm.models.dashboards import Behind, CardFigure, Number
from crm.models.figures import ALL, LeftOut, Worth
from crm.storage.changelog import to_json
from crm.storage.sqlite import Row, among
from crm.utils.chart_data import Chart, ChartKind, Role, Series, Unit
from crm.utils.i18n import _

SHOWN = 10
WITHOUT_CUSTOMER = "without_customer"
_CUSTOMER = "coalesce(o.company_id, o.contact_id)"
_COUNTED = f"count(*) AS count, count(o.value) AS valued, count({_CUSTOMER}) AS somebodys"
_NOBODY = "o.company_id IS NULL AND o.contact_id IS NULL"


def figure(question: Question) -> CardFigure:
    """What the first ten brought, and the share of it in all that was won."""
    rows, read = _rows(question), _brought(question)
    total, currency = read.total, read.total.worth.currency
    brought = sum(row["worth"] for row in rows)
    share = _share(brought, total.worth.value)
    return CardFigure(
        KIND,
        title_of(KIND),
        _(
            "The {count} customers with the highest value of opportunities won in the period, in the currency of the"
            " business at the rate of the day they were closed on. An opportunity counts for its company, for its"
            " contact where it has none. The share is that in the value of all that was won."
        ).format(count=SHOWN),
        ENTITY,
        question.period,
        (
            Number(_("Brought by these"), brought, Unit.MONEY, currency),
            Number(_("Share of all won"), share, Unit.SHARE, better=0, why="" if share else _("No value was won.")),
        ),
        _chart(rows, currency) if rows else None,
        (tuple(str(row["customer"]) for row in rows),) if rows else (),
        (*_without_customer(read.nobodys), *left_out_of(currency, total)),
        "" if rows else _("Nothing was won from a customer in this period."),
    )


def behind(question: Question, part: str, *, left_out: str) -> Behind:
    """The deals won from a customer, or from all that are shown; of those left out: of the whole period."""
    asked = question.deals
    deals = asked.closed(WON)
    if left_out == WITHOUT_CUSTOMER:
        return records(asked, deals.narrowed(_NOBODY))
    if left_out:
        return records(asked, narrowed(asked, deals, left_out=left_out))
    customers = [row["customer"] for row in _rows(question)] if part == ALL else [int(part)]
    return records(asked, deals.narrowed(among(_CUSTOMER, "customers"), customers=to_json(customers)))


@dataclass(frozen=True)
class _Brought:
    """What each customer brought, what all won deals are worth, and how many are nobody's."""

    worths: Mapping[int, int]
    total: Sum
    nobodys: int


def _rows(question: Question) -> list[Row]:
    """The customers shown, by what they brought, then by id."""
    worths = _brought(question).worths.items()
    most = nsmallest(SHOWN, ((-worth, customer) for customer, worth in worths if worth > 0))
    return question.once(
        (KIND, "rows"), lambda: _named(question, [{"customer": key, "worth": -worth} for worth, key in most])
    )


def _brought(question: Question) -> _Brought:
    return question.once((KIND, "brought"), lambda: _read(question.deals))


def _read(asked: Asked) -> _Brought:
    base, sums = asked.prices.base, dict[int | None, int]()
    own = in_currency(asked, WON, currency=base).listed(asked, _CUSTOMER, "o.value")
    others = in_others(asked, WON).listed(asked, _CUSTOMER, WORTH)
    for customers, worths in (own, others):
        for customer, worth in zip(customers, worths, strict=True):
            if worth is not None:
                sums[customer] = sums.get(customer, 0) + worth
    counted = [
        in_currency(asked, WON, currency=one).rows(asked, _COUNTED)[0] for one in currencies(asked) if one != base
    ]
    count, valued, somebodys = (sum(row[name] for row in counted) for name in ("count", "valued", "somebodys"))
    own_valued = len(own[1]) - own[1].count(None)
    value, priced = sum(sums.values()), own_valued + len(others[1])
    worth = Worth(base, priced, value, weighted=value, unpriced=own_valued + valued - priced)
    total = Sum(len(own[0]) + count, own_valued + valued, worth)
    nobodys = own[0].count(None) + count - somebodys
    return _Brought({key: worth for key, worth in sums.items() if key is not None}, total, nobodys)


def _named(question: Question, rows: list[Row]) -> list[Row]:
    found = question.deals.database.all(
        f"SELECT * FROM contacts WHERE {among('id', 'ids')}", ids=to_json([row["customer"] for row in rows])
    )
    names = {row["id"]: display_name(row) for row in found}
    return [{**row, "name": names[row["customer"]]} for row in rows]


def _share(brought: int, value: int) -> float | None:
    return brought / value if brought and 0 < brought <= value else None


def _without_customer(count: int) -> list[LeftOut]:
    return (
        [LeftOut(WITHOUT_CUSTOMER, _("Not among them: they have neither company nor contact."), count)] if count else []
    )


def _chart(rows: list[Row], currency: str) -> Chart:
    names, worths = tuple(row["name"] for row in rows), tuple(row["worth"] for row in rows)
    return Chart(ChartKind.ROWS, names, (Series(_("Won value"), worths, Role.MAIN),), Unit.MONEY, currency)
