"""Logging calls with what came of them."""

import pytest

from crm.errors import Invalid, NotFound
from crm.models.calls import CallSubject
from tests.records import day_ahead, picture


@pytest.fixture
def ana(session):
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil", "phone": "612345678"})


def test_the_main_phone_is_called(session, ana):
    callee = session.calls.callee(ana)
    assert (callee.name, callee.phone) == ("Ana Gil", "+34612345678")


def test_who_has_no_phone_can_be_called_all_the_same(session):
    assert session.calls.callee(session.contacts.add({"first_name": "Eva"})).phone == ""


def test_nobody_cannot_be_called(session):
    with pytest.raises(NotFound):
        session.calls.callee(99)


def test_a_call_is_logged_with_its_outcome_and_length(session, ana):
    session.calls.log(ana, {"outcome": "Answered", "duration_minutes": 3, "subject": "Oferta"})
    call = session.interactions.of(ana)[0]
    assert (call.type, call.outcome, call.duration_minutes, call.subject) == ("call", "Answered", 3, "Oferta")


def test_the_next_step_is_planned_with_the_contact(session, ana):
    session.calls.log(ana, {}, next_step="call tomorrow 10:00")
    planned = session.activities.next_of_contact(ana)
    assert (planned.type, planned.due_on) == ("call", day_ahead(1))
    assert session.interactions.of(ana)[0].next_step == "call tomorrow 10:00"


def test_what_the_call_was_about_is_what_the_next_step_is_about(session, ana, deals):
    deal = deals.add(contact_id=ana)
    session.calls.log(ana, {}, about=CallSubject(deal), next_step="send offer tomorrow")
    assert session.activities.next_of(deal).opportunity_id == deal
    assert session.interactions.of(ana)[0].opportunity_id == deal


def test_the_activity_that_it_was_is_done_and_logged_once(session, ana):
    planned = session.activities.add({"type": "call", "subject": "Llamar", "contact_id": ana})
    session.calls.log(ana, {"outcome": "Answered"}, about=CallSubject(activity_id=planned))
    activity = session.activities.get(planned)
    assert (bool(activity.completed_at), activity.outcome) == (True, "Answered")
    assert [one.activity_id for one in session.interactions.of(ana)] == [planned]


def test_one_undo_takes_all_of_it_back(session, ana):
    planned = session.activities.add({"type": "call", "subject": "Llamar", "contact_id": ana})
    counts = {table: len(rows) for table, rows in picture(session.database).items()}
    session.calls.log(ana, {}, about=CallSubject(activity_id=planned), next_step="call tomorrow 10:00")
    session.history.undo()
    assert {table: len(rows) for table, rows in picture(session.database).items()} == counts
    assert session.activities.get(planned).completed_at == ""


def test_a_next_step_on_a_day_that_does_not_exist_keeps_nothing(session, ana):
    with pytest.raises(Invalid) as refused:
        session.calls.log(ana, {}, next_step="call 31/02/2027")
    assert list(refused.value.fields) == ["next_step"]
    assert session.interactions.of(ana) == []
