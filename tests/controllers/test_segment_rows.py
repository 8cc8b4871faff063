"""The kept rows of segments in step with deals, merges, undo, rates, rules and the day."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.models.segments import AT_RISK, FREQUENT, OCCASIONAL
from tests.controllers import segment_cases
from tests.controllers.segment_cases import ago, kept, segments, tomorrow, won
from tests.records import newest, second_user

ana = segment_cases.ana
acme = segment_cases.acme
good = segment_cases.good


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


STEPS = ("win", "give", "revalue", "remove", "undo")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 500)), max_size=8))
def test_working_on_those_concerned_alone_comes_to_the_same_as_working_on_everyone(session, steps):
    customers = [session.contacts.add({"first_name": f"P{one}"}) for one in range(3)]
    deals = [won(session, 5, contact_id=customers[0])]
    session.segments.recompute()
    for what, number in steps:
        there = [one for one in deals if session.opportunities.rows([one])]
        if what == "win" or not there:
            deals.append(won(session, number, contact_id=customers[number % 3]))
        elif what == "undo":
            session.history.undo(newest(session.database))
        elif what == "remove":
            session.opportunities.remove([there[number % len(there)]])
        else:
            change = {"contact_id": customers[number % 3]} if what == "give" else {"value": number}
            session.opportunities.change(there[number % len(there)], change)
        session.segments.recompute()
    session.database.execute("DELETE FROM segment_computations")
    assert session.segments.recompute() == 0
