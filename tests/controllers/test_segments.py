"""Segments of customers: their own numbers, the rules, and the lists narrowed by them."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.models.segments import AT_RISK, BY_VALUE, FREQUENT, INACTIVE, OCCASIONAL, SegmentRules, definition
from tests.controllers import segment_cases
from tests.controllers.segment_cases import ago, segments, won
from tests.records import newest, second_user

ana = segment_cases.ana
acme = segment_cases.acme


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
    assert sum(one.value for one in session.segments.counts()) == 10_000


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


def test_a_list_narrowed_by_segment_is_exported_with_the_column(session, ana, acme, tmp_path):
    won(session, 3, contact_id=ana)
    won(session, 400, contact_id=acme)
    session.segments.recompute()
    query = ListQuery(conditions=(Condition("segment", Operator.ANY, (OCCASIONAL,)),))
    path = tmp_path / "out.csv"
    assert session.exports.run(path, query, columns=["name", "segment"]) == 1
    assert path.read_text(encoding="utf-8-sig").split() == ["Name,Segment", "Ana", "Gil,Occasional"]


def test_many_customers_of_a_segment_are_changed_at_once(session, ana, acme):
    won(session, 3, contact_id=ana)
    session.segments.recompute()
    query = ListQuery(conditions=(Condition("segment", Operator.FILLED),))
    session.contacts.change_many(session.contacts.ids(query), {"status": "customer"})
    assert [session.contacts.get(one).status for one in (ana, acme)] == ["customer", "lead"]


def test_what_segments_bought_adds_up_to_what_was_won(session, ana, acme):
    won(session, 3, 5_000, contact_id=ana, company_id=acme)
    won(session, 200, 700, contact_id=ana)
    session.segments.recompute()
    for counts in (session.segments.counts(), session.segments.preview(session.segments.rules())):
        assert sum(one.value for one in counts) == 5_700
        assert sum(one.customers for one in counts) == 2


def test_what_customers_bought_is_told_by_contact(session, ana, acme):
    for days in (9, 3):
        won(session, days, contact_id=ana)
    session.segments.recompute()
    found = session.segments.purchases([ana, acme])
    assert {key: (row["last_won_on"], row["won_count"]) for key, row in found.items()} == {ana: (ago(3), 2)}
