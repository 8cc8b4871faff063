"""What customers bought equals a plain computation over random deals."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.models.segments import AT_RISK, FREQUENT, INACTIVE, OCCASIONAL, SegmentRules
from crm.utils import dates
from tests.controllers.segment_cases import ago, kept, won

DEALS = st.lists(
    st.tuples(
        st.integers(0, 3),  # the contact, 3 for none
        st.integers(0, 2),  # the company, 2 for none
        st.integers(0, 800),  # days ago
        st.one_of(st.none(), st.integers(-500, 100_000)),
        st.sampled_from(["EUR", "USD", "JPY", "KWD"]),
        st.booleans(),  # won
    ),
    max_size=14,
)
RULES = st.builds(
    lambda window, frequent, risk, more: SegmentRules(window, frequent, risk, risk + more),
    st.integers(1, 400),
    st.integers(1, 4),
    st.integers(1, 200),
    st.integers(1, 300),
)
RATES = {"USD": [(500, "0.8765"), (20, "0.9")], "JPY": [(900, "0.00613")]}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEALS, RULES)
def test_segments_equal_a_plain_computation(session, deals, rules):
    with session.database.transaction(session.segments.context.author, "start over", bulk=True):
        for table in ("opportunities", "contacts"):
            session.database.delete_many(table, session.database.ids(f"SELECT id FROM {table}"))
    people = [session.contacts.add({"first_name": f"P{one}"}) for one in range(3)]
    companies = [session.contacts.add({"kind": "company", "company": f"C{one}"}) for one in range(2)]
    for currency, course in RATES.items():
        for days, rate in course:
            session.rates.add(currency, ago(days), rate=rate)
    for person, company, days, value, currency, is_won in deals:
        links = {"contact_id": [*people, None][person], "company_id": [*companies, None][company]}
        if is_won:
            won(session, days, value, currency=currency, **links)
        else:
            session.opportunities.add({"title": "x", "value": value, "currency": currency, **links})
    session.segments.set_rules(rules)
    session.segments.recompute()
    assert {
        one: (row["segment"], row["won_count"], row["won_value"], row["unpriced"], row["last_won_on"])
        for one, row in kept(session).items()
    } == _plainly(deals, rules, people, companies)
    assert session.segments.counts() == session.segments.preview(rules)


def _plainly(deals, rules, people, companies):
    bought: dict[int, list[tuple[int, int | None, bool]]] = {}
    for person, company, days, value, currency, is_won in deals:
        for customer in {[*people, None][person], [*companies, None][company]} - {None}:
            if is_won:
                bought.setdefault(customer, []).append((days, *_worth(value, currency, days)))
    return {customer: _told(found, rules) for customer, found in bought.items()}


def _worth(value: int | None, currency: str, days: int) -> tuple[int, bool]:
    places = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3}[currency]
    known = [rate for since, rate in RATES.get(currency, []) if since >= days]
    if currency == "EUR" or value is None:
        return value or 0, False
    if not known:
        return 0, True
    exact = Decimal(value) * Decimal(known[-1]) * Decimal(10) ** (2 - places)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP)), False


def _told(found, rules):
    last = min(days for days, *_rest in found)
    within = [one for one in found if one[0] < last + rules.window_days]
    if last > rules.inactive_days:
        segment = INACTIVE
    elif last > rules.at_risk_days:
        segment = AT_RISK
    else:
        segment = FREQUENT if len(within) >= rules.frequent_from else OCCASIONAL
    day = (date.fromisoformat(dates.today()) - timedelta(days=last)).isoformat()
    return segment, len(within), sum(one[1] for one in within), sum(one[2] for one in within), day


def test_a_purchase_for_a_company_is_the_companys_own(session):
    ana = session.contacts.add({"first_name": "Ana"})
    acme = session.contacts.add({"kind": "company", "company": "Acme"})
    won(session, 3, 5_000, contact_id=ana, company_id=acme)
    won(session, 2, 700, contact_id=ana)
    session.segments.recompute()
    assert [(row["own_count"], row["own_value"]) for row in (kept(session)[ana], kept(session)[acme])] == [
        (1, 700),
        (1, 5_000),
    ]
