"""What customers bought, read from won deals: of all of them or of a few. The rules are models/segments.py's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crm.controllers.analysis.prices import RATES, WORTH, Prices
from crm.models.segments import Bought
from crm.storage.changelog import to_json
from crm.storage.database import Database
from crm.storage.sqlite import among, latest
from crm.storage.sqlite_figures import days_before
from crm.utils import dates

Purchases = dict[int, Bought]


def bought(
    database: Database, prices: Prices, *, window_days: int, customers: Iterable[int] | None = None
) -> Purchases:
    """What each customer bought in the window that ends with the last purchase, by contact; `customers` are those
    asked for, None for everyone. A deal counts once for its contact and once for its company, whose own it is then."""
    marks = {"base": prices.base, "rates": to_json(prices.by_day()), "window": window_days}
    chosen = "1 = 1"
    if customers is not None:
        marks["customers"] = to_json(sorted(set(customers)))
        chosen = among("customer", "customers")
    with database.at_work():
        rows = database.execute(_bought(chosen, few=customers is not None), marks).fetchall()
    return {customer: Bought(*numbers) for customer, *numbers in rows}


def last_words(database: Database, customers: Iterable[int]) -> Mapping[int, str]:
    """The day of the last interaction with each customer, with a company or any of its people; "" for none."""
    with database.at_work():
        rows = database.execute(_LAST_WORDS, {"customers": to_json(sorted(set(customers)))}).fetchall()
    return {customer: local_day(moment) for customer, moment in rows}


def local_day(moment: str) -> str:
    """The local day of a kept moment; "" stays ""."""
    return dates.to_local(moment).date().isoformat() if moment else ""


def _bought(chosen: str, *, few: bool) -> str:
    """The query: purchases of contacts and of companies, each with its customer's last day beside it."""
    paid = " UNION ALL ".join(
        part for column in ("contact_id", "company_id") for part in _purchases_of(column, few=few)
    )
    return (
        f"SELECT customer, last, count(*), coalesce(sum(worth), 0), coalesce(sum(unpriced), 0), sum(own),"
        f" coalesce(sum(worth * own), 0) FROM ("
        f"SELECT customer, closed_on, worth, unpriced, own, max(closed_on) OVER (PARTITION BY customer) AS last"
        f" FROM ({paid}) WHERE {chosen}) WHERE closed_on > {days_before('last', 'window')} GROUP BY customer, last"
    )


def _purchases_of(column: str, *, few: bool) -> list[str]:
    """Won deals by one of their two customers: those in the business's currency, and foreign ones with their rate."""
    asked = f" AND {among(f'o.{column}', 'customers')}" if few else ""
    once = "" if column == "contact_id" else " AND o.company_id <> coalesce(o.contact_id, 0)"
    won = f"o.status = 'won' AND o.{column} IS NOT NULL{once}{asked}"
    own = "1" if column == "company_id" else "o.company_id IS NULL OR o.company_id = o.contact_id"
    customer = f"o.{column} AS customer, o.closed_on AS closed_on, {own} AS own"
    return [
        f"SELECT {customer}, o.value AS worth, 0 AS unpriced FROM opportunities o WHERE {won} AND o.currency = :base",
        f"SELECT {customer}, {WORTH} AS worth, o.value IS NOT NULL AND r.currency IS NULL AS unpriced"
        f" FROM opportunities o LEFT JOIN {RATES} ON r.currency = o.currency AND o.closed_on >= r.first"
        f" AND o.closed_on < r.behind WHERE {won} AND o.currency <> :base",
    ]


_LAST_WORDS = f"""
    SELECT c.id, {
    latest(
        "c.last_interaction_at",
        "coalesce((SELECT max(k.last_interaction_at) FROM contacts k WHERE k.company_id = c.id), '')",
    )
} FROM contacts c WHERE {among("c.id", "customers")}"""
