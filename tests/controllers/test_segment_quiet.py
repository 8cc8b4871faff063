"""Good customers gone quiet: told once, never by the first computation, never for nothing."""

from __future__ import annotations

from crm.models.segments import AT_RISK, SegmentRules
from tests.controllers import segment_cases
from tests.controllers.segment_cases import kept, segments, tomorrow, won
from tests.records import moment_ago, second_user

ana = segment_cases.ana
acme = segment_cases.acme
good = segment_cases.good


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
