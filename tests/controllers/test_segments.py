"""Segments kept in step with deals, rates, rules and words; alerts told once; an oracle in plain Python."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Denied, Invalid
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.segments import (
    AT_RISK,
    BY_VALUE,
    FREQUENT,
    INACTIVE,
    OCCASIONAL,
    SegmentRules,
    definition,
)
from crm.session import Session
from crm.utils import dates
from tests.records import day_ahead, moment_ago, newest, second_user


def ago(days: int) -> str:
    return day_ahead(-days)


def won(session: Session, days: int, value: int | None = 10_000, **values: object) -> int:
    stage = session.pipelines.default().first("won")
    assert stage
    made = {"title": "Venta", "stage_id": stage.id, "value": 1, "currency": "EUR", "closed_on": ago(days), **values}
    deal_id = session.opportunities.add(made)
    with session.database.transaction(session.segments.context.author, "as imports may bring it"):
        session.database.update("opportunities", deal_id, {"value": value})
    return deal_id


def kept(session: Session) -> dict[int, dict[str, object]]:
    return {row["id"]: row for row in session.database.all("SELECT * FROM contact_segments")}


def segments(session: Session) -> dict[int, object]:
    return {one: row["segment"] for one, row in kept(session).items()}


@pytest.fixture
def ana(session: Session) -> int:
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


@pytest.fixture
def acme(session: Session) -> int:
    return session.contacts.add({"kind": "company", "company": "Acme"})


@pytest.fixture
def good(session: Session, ana: int) -> int:
    """Ana bought three times, the last time 120 days ago, and was talked to 100 days ago: quiet from tomorrow on."""
    for days in (120, 130, 140):
        won(session, days, contact_id=ana)
    session.segments.set_rules(SegmentRules(silent_days=1000))
    session.segments.recompute()
    return ana


def tomorrow(monkeypatch, days: int = 1) -> None:
    now = dates.utc_clock() + timedelta(days=days)
    monkeypatch.setattr(dates, "today", lambda *_clock: (now.date()).isoformat())


# Who is where


def test_a_deal_counts_for_its_contact_and_for_its_company(session, ana, acme):
    won(session, 3, contact_id=ana, company_id=acme)
    assert session.segments.recompute() == 2
    assert segments(session) == {ana: OCCASIONAL, acme: OCCASIONAL}


def test_open_and_lost_deals_make_no_customer(session, ana):
    session.opportunities.add({"title": "Abierta", "contact_id": ana})
    assert session.segments.recompute() == 0
    assert session.segments.of_contact(ana) is None


def test_the_window_ends_with_the_last_purchase(session, ana):
    for days in (200, 564, 565):
        won(session, days, 1000, contact_id=ana)
    found = session.segments.of_contact(ana)
    assert (found.won_count, found.won_value) == (2, 2000)


def test_a_customer_is_told_with_their_own_numbers(session, ana):
    for days in (152, 160, 170, 180):
        won(session, days, contact_id=ana)
    found = session.segments.of_contact(ana)
    assert (found.segment, found.days, found.won_count, found.won_value) == (AT_RISK, 152, 4, 40_000)
    assert (found.currency, found.good, found.since) == ("EUR", True, ago(31))
    assert found.reason == "At risk: last purchase 152 days ago; the limit is 120. Before that 4 purchases in 365 days."


def test_what_is_told_of_a_contact_is_never_behind_the_deals(session, ana):
    won(session, 3, contact_id=ana)
    session.segments.recompute()
    won(session, 2, contact_id=ana)
    assert session.segments.of_contact(ana).won_count == 2


def test_foreign_deals_are_worth_what_they_were_on_their_day(session, ana):
    session.rates.add("USD", ago(10), rate="0.5")
    session.rates.add("USD", ago(5), rate="0.9")
    won(session, 5, 1001, contact_id=ana, currency="USD")
    won(session, 6, 1001, contact_id=ana, currency="USD")
    won(session, 11, 1001, contact_id=ana, currency="USD")
    found = session.segments.of_contact(ana)
    assert (found.won_count, found.won_value, found.unpriced) == (3, 901 + 501, 1)


def test_a_deal_without_a_value_is_a_purchase_worth_nothing(session, ana):
    won(session, 5, None, contact_id=ana)
    found = session.segments.of_contact(ana)
    assert (found.won_count, found.won_value, found.unpriced) == (1, 0, 0)


# Keeping step


def test_nothing_is_written_when_nothing_differs(session, good):
    assert session.segments.recompute() == 0
    assert good


def test_the_work_of_the_program_is_no_operation(session, ana):
    won(session, 3, contact_id=ana)
    before = newest(session.database)
    session.segments.recompute()
    assert newest(session.database) == before


def test_only_the_customers_of_a_changed_deal_differ(session, ana, acme, monkeypatch):
    first = won(session, 3, contact_id=ana)
    session.segments.recompute()
    monkeypatch.setattr("crm.controllers.segment_rows._MOST_DEALS", 5)
    session.opportunities.change(first, {"contact_id": None, "company_id": acme})
    assert session.segments.recompute() == 2
    assert segments(session) == {acme: OCCASIONAL}


@pytest.fixture(params=[0, 500])
def most(request, monkeypatch) -> int:
    """Everyone is worked out anew, or those concerned alone."""
    monkeypatch.setattr("crm.controllers.segment_rows._MOST_DEALS", request.param)
    return request.param


@pytest.mark.usefixtures("most")
def test_a_removed_deal_takes_its_customers_along_and_undo_brings_them_back(session, ana, acme):
    deal_id = won(session, 3, contact_id=ana, company_id=acme)
    session.segments.recompute()
    session.opportunities.remove([deal_id])
    session.segments.recompute()
    assert segments(session) == {}
    session.history.undo(newest(session.database))
    session.segments.recompute()
    assert set(segments(session)) == {ana, acme}


def test_a_removed_contact_is_gone_at_once_and_undo_brings_the_segment_back(session, ana):
    won(session, 3, contact_id=ana)
    session.segments.recompute()
    session.contacts.remove([ana])
    assert segments(session) == {}
    session.segments.recompute()
    session.history.undo(newest(session.database))
    session.segments.recompute()
    assert segments(session) == {ana: OCCASIONAL}


def test_merged_contacts_are_one_customer(session, ana):
    other = session.contacts.add({"first_name": "Ana", "last_name": "G."})
    for customer in (ana, ana, other):
        won(session, 3, contact_id=customer)
    session.segments.recompute()
    session.merging.merge(ana, [other])
    session.segments.recompute()
    assert segments(session) == {ana: FREQUENT}


def test_a_new_rate_prices_what_had_none(session, ana):
    won(session, 3, 1000, contact_id=ana, currency="USD")
    session.segments.recompute()
    session.rates.add("USD", ago(10), rate="0.5")
    assert session.segments.recompute() == 1
    assert (kept(session)[ana]["won_value"], kept(session)[ana]["unpriced"]) == (500, 0)


def test_another_currency_of_the_business_counts_anew(session, ana):
    won(session, 3, 1000, contact_id=ana)
    session.segments.recompute()
    session.settings.set("currency", "USD")
    session.segments.recompute()
    assert kept(session)[ana]["unpriced"] == 1


def test_each_new_day_moves_who_passes_a_limit(session, good, monkeypatch):
    assert segments(session) == {good: FREQUENT}
    tomorrow(monkeypatch)
    assert session.segments.recompute() == 1
    assert segments(session) == {good: AT_RISK}


def test_a_cancelled_computation_goes_on_the_next_time(session, ana):
    won(session, 3, contact_id=ana)
    assert session.segments.recompute(lambda: True) == 0
    assert segments(session) == {}
    assert session.segments.recompute() == 1


def test_listeners_hear_that_segments_changed(session, ana):
    heard = []
    won(session, 3, contact_id=ana)
    session.database.changed.connect(lambda change: heard.append(change.entity))
    session.segments.recompute()
    session.segments.recompute()
    assert heard == ["contact_segments"]


def test_a_reader_keeps_the_segments_in_step_too(session, ana):
    won(session, 3, contact_id=ana)
    assert second_user(session, "reader").segments.recompute() == 1


def test_a_file_whose_log_begins_anew_is_worked_out_anew(session, ana):
    won(session, 3, contact_id=ana)
    session.segments.recompute()
    session.database.execute("UPDATE segment_computations SET operation_id = 999999")
    won(session, 2, contact_id=ana)
    assert session.segments.recompute() == 1


# Rules


def test_rules_are_kept_undone_and_followed(session, ana):
    won(session, 3, contact_id=ana)
    session.segments.recompute()
    session.segments.set_rules(SegmentRules(frequent_from=1))
    session.segments.recompute()
    assert segments(session) == {ana: FREQUENT}
    session.history.undo(newest(session.database))
    assert session.segments.rules() == SegmentRules()
    session.segments.recompute()
    assert segments(session) == {ana: OCCASIONAL}


def test_rules_set_twice_are_one_setting(session):
    session.segments.set_rules(SegmentRules(frequent_from=1))
    session.segments.set_rules(SegmentRules(frequent_from=2))
    assert session.segments.rules().frequent_from == 2


def test_impossible_rules_are_refused(session):
    with pytest.raises(Invalid) as refused:
        session.segments.set_rules(SegmentRules(at_risk_days=400))
    assert list(refused.value.fields) == ["inactive_days"]
    with pytest.raises(Invalid):
        session.segments.preview(SegmentRules(window_days=0))


def test_a_salesperson_may_not_change_the_rules_and_a_manager_may(session):
    with pytest.raises(Denied):
        second_user(session, "sales").segments.set_rules(SegmentRules())
    second_user(session, "manager", name="Marta").segments.set_rules(SegmentRules(frequent_from=9))
    assert session.segments.rules().frequent_from == 9


def test_the_definition_tells_the_rules_in_use(session):
    session.segments.set_rules(SegmentRules(good_by=BY_VALUE, good_value=50_000))
    assert session.segments.definition() == definition(session.segments.rules(), "€500.00")


@pytest.mark.parametrize("window", [365, 30])
def test_a_preview_counts_as_the_computation_would(session, ana, acme, window):
    for days in (3, 40, 50):
        won(session, days, contact_id=ana, company_id=acme)
    won(session, 400, contact_id=session.contacts.add({"first_name": "Eva"}))
    session.segments.recompute()
    rules = SegmentRules(window_days=window, frequent_from=3)
    shown = session.segments.preview(rules)
    session.segments.set_rules(rules)
    session.segments.recompute()
    assert shown == session.segments.counts()
    assert {one.segment: one.customers for one in shown}[INACTIVE] == 1


def test_counts_are_of_an_owner_or_of_nobody(session, ana, acme):
    session.contacts.change(ana, {"assigned_to": session.user.id})
    session.contacts.change(acme, {"assigned_to": None})
    won(session, 3, contact_id=ana, company_id=acme)
    session.segments.recompute()
    assert sum(one.customers for one in session.segments.counts(session.user.id)) == 1
    assert sum(one.customers for one in session.segments.counts(0)) == 1
    assert sum(one.value for one in session.segments.counts()) == 20_000


# Good customers gone quiet


def test_the_first_computation_tells_of_nobody(session, ana):
    for days in (152, 160, 170):
        won(session, days, contact_id=ana)
    session.segments.recompute()
    assert kept(session)[ana]["quiet_since"]
    assert session.segments.alerts() == []


def test_a_good_customer_that_comes_to_be_at_risk_is_told_once(session, good, monkeypatch):
    tomorrow(monkeypatch)
    session.segments.recompute()
    (alert,) = session.segments.alerts()
    assert (alert.contact_id, alert.name) == (good, "Ana Gil")
    assert alert.reason.startswith("At risk: last purchase 121 days ago; the limit is 120.")
    session.segments.told([good])
    session.segments.recompute()
    assert session.segments.alerts() == []


def test_one_who_is_no_good_customer_is_not_told(session, good, monkeypatch):
    session.segments.set_rules(SegmentRules(silent_days=1000, good_purchases=4))
    session.segments.recompute()
    tomorrow(monkeypatch)
    session.segments.recompute()
    assert session.segments.alerts() == []
    assert good


def test_other_rules_tell_of_nobody(session, good):
    session.segments.set_rules(SegmentRules(at_risk_days=100))
    session.segments.recompute()
    assert segments(session) == {good: AT_RISK}
    assert session.segments.alerts() == []


def test_a_customer_first_seen_at_risk_is_not_told(session, good):
    other = session.contacts.add({"first_name": "Eva"})
    for days in (152, 160, 170):
        won(session, days, contact_id=other)
    session.segments.recompute()
    assert session.segments.alerts() == []
    assert good


def test_a_good_customer_without_a_word_is_told(session, ana, monkeypatch):
    for days in (90, 95, 97):
        won(session, days, contact_id=ana)
    session.segments.recompute()
    tomorrow(monkeypatch)
    session.segments.recompute()
    assert [one.reason for one in session.segments.alerts()] == [
        "No word for 91 days; the limit is 90. 3 purchases in 365 days."
    ]


def test_a_word_with_one_of_its_people_is_a_word_with_a_company(session, acme):
    anas = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    for days in (95, 96, 97):
        won(session, days, company_id=acme)
    session.interactions.add(anas, {"type": "call", "at": moment_ago(10)})
    session.segments.recompute()
    assert kept(session)[acme]["quiet_since"] == ""


def test_who_bought_again_is_told_when_they_go_quiet_again(session, good, monkeypatch):
    tomorrow(monkeypatch)
    session.segments.recompute()
    session.segments.told([good])
    won(session, 0, contact_id=good)
    session.segments.recompute()
    assert kept(session)[good]["told_at"] == ""
    tomorrow(monkeypatch, 122)
    session.segments.recompute()
    assert [one.contact_id for one in session.segments.alerts()] == [good]


def test_a_company_stands_for_its_people(session, acme, monkeypatch):
    anas = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    for days in (120, 121, 122):
        won(session, days, contact_id=anas, company_id=acme)
    session.segments.set_rules(SegmentRules(silent_days=1000))
    session.segments.recompute()
    tomorrow(monkeypatch)
    session.segments.recompute()
    assert [one.contact_id for one in session.segments.alerts()] == [acme]
    session.segments.told([acme])
    assert kept(session)[anas]["told_at"]


def test_alerts_are_of_ones_own_customers_and_nobodys(session, good, monkeypatch):
    session.contacts.change(good, {"assigned_to": session.user.id})
    other = second_user(session)
    tomorrow(monkeypatch)
    session.segments.recompute()
    assert other.segments.alerts() == []
    assert len(session.segments.alerts()) == 1


# Lists


def test_contacts_are_filtered_and_sorted_by_segment(session, ana, acme):
    eva = session.contacts.add({"first_name": "Eva"})
    won(session, 3, contact_id=ana)
    won(session, 400, contact_id=acme)
    session.segments.recompute()

    def listed(operator: Operator, *values: str) -> set[int]:
        return set(session.contacts.ids(ListQuery(conditions=(Condition("segment", operator, values),))))

    assert listed(Operator.ANY, OCCASIONAL) == {ana}
    assert listed(Operator.NONE, OCCASIONAL) == {acme, eva}
    assert listed(Operator.EMPTY) == {eva}
    assert listed(Operator.FILLED) == {ana, acme}
    assert list(session.contacts.ids(ListQuery(sort="segment", descending=True))) == [ana, acme, eva]
    assert [row["segment"] for row in session.contacts.rows([ana, eva])] == [OCCASIONAL, ""]


def test_opportunities_and_activities_are_filtered_by_the_segment_of_their_customer(session, ana, acme):
    wanted = won(session, 3, contact_id=ana)
    other = won(session, 400, company_id=acme)
    call = session.activities.add({"type": "call", "subject": "x", "contact_id": ana})
    session.activities.add({"type": "call", "subject": "y", "contact_id": acme})
    session.segments.recompute()
    query = ListQuery(conditions=(Condition("segment", Operator.ANY, (OCCASIONAL,)),))
    assert list(session.opportunities.ids(query)) == [wanted]
    assert list(session.activities.ids(query)) == [call]
    gone = ListQuery(conditions=(Condition("segment", Operator.NONE, (OCCASIONAL,)),))
    assert list(session.opportunities.ids(gone)) == [other]


# The oracle


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


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
