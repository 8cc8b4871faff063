"""Completing logs the interaction an activity was, once; reopening and undo take it away again."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid
from crm.models.activities import Completion
from crm.models.users import User
from crm.session import Session
from crm.storage.changelog import Author, Door
from crm.utils import dates
from tests.records import day_ahead, moment_ago, newest, picture, second_user


@pytest.fixture
def ana(session) -> int:
    return session.contacts.add({"first_name": "Ana", "last_name": "Gil"})


def plan(session, contact, **values) -> int:
    return session.activities.add({"contact_id": contact, "subject": "Llamar", **values})


def logged(session, contact):
    return session.interactions.of(contact)


def test_a_call_that_is_done_is_an_interaction_now(session, ana):
    activity = plan(session, ana, description="precio", due_on=day_ahead(-3))
    done = session.activities.complete(activity, "Quiere oferta")
    [call] = logged(session, ana)
    assert done == Completion(1, (call.id,), (), (ana,))
    assert (call.type, call.subject, call.outcome, call.activity_id) == ("call", "Llamar", "Quiere oferta", activity)
    assert dates.days_since(call.at) == 0
    assert call.user_id == session.user.id


def test_the_contact_was_talked_to(session, ana):
    session.activities.complete(plan(session, ana))
    assert session.contacts.get(ana).last_interaction_at == logged(session, ana)[0].at


@pytest.mark.parametrize(
    ("values", "kept"), [({"type": "meeting"}, True), ({"duration_minutes": 30}, True), ({}, False)]
)
def test_an_appointment_took_place_when_it_was_planned(session, ana, values, kept):
    at = moment_ago(2)
    session.activities.complete(plan(session, ana, due_at=at, **values))
    [one] = logged(session, ana)
    assert (one.at == at) == kept
    assert one.duration_minutes == values.get("duration_minutes")


def test_an_appointment_that_was_done_before_its_time_was_done_now(session, ana):
    later = dates.to_moment(f"{day_ahead(2)} 10:00")
    session.activities.complete(plan(session, ana, type="meeting", due_at=later, duration_minutes=60))
    assert logged(session, ana)[0].at <= dates.now()


def test_a_task_leaves_a_note_which_is_no_contact_with_the_customer(session, ana):
    session.activities.complete(plan(session, ana, type="task", duration_minutes=30), "Hecho")
    [note] = logged(session, ana)
    assert (note.type, note.body, note.outcome, note.duration_minutes) == ("note", "Hecho", "", None)
    assert session.contacts.get(ana).last_interaction_at == ""


def test_a_type_of_the_business_is_logged_as_such(session, ana):
    session.interaction_types.add("Visita de obra")
    key = session.activities.types()[-1].value
    session.activities.complete(plan(session, ana, type=key))
    assert logged(session, ana)[0].type == key


def test_without_a_contact_or_where_that_is_not_wanted_nothing_is_logged(session, ana):
    alone, quiet = plan(session, None), plan(session, ana)
    assert session.activities.complete(alone).interaction_ids == ()
    assert session.activities.complete(quiet, log=False).interaction_ids == ()
    assert session.database.value("SELECT count(*) FROM interactions") == 0


def test_it_is_about_the_deal_it_was_planned_for(session, ana):
    deal = session.opportunities.add({"title": "Obra", "contact_id": ana})
    session.activities.complete(session.activities.add({"opportunity_id": deal}))
    assert [one.opportunity_id for one in logged(session, ana)] == [deal]


def test_several_are_done_as_one_operation(session, ana):
    ids = [plan(session, ana, subject=str(number)) for number in range(3)]
    before = newest(session.database)
    done = session.activities.complete(ids, "Bien")
    assert (done.count, len(done.interaction_ids), newest(session.database)) == (3, 3, before + 1)
    assert session.history.operations()[0].label == "Complete 3 activities"


def test_one_that_was_done_before_is_not_logged_again(session, ana):
    first, second = plan(session, ana), plan(session, ana)
    session.activities.complete(first)
    assert session.activities.complete([first, second]).count == 1
    assert len(logged(session, ana)) == 2


def test_an_outcome_told_later_is_kept_without_another_interaction(session, ana):
    activity = plan(session, ana)
    session.activities.complete(activity)
    session.activities.complete(activity, "Quiere precio")
    assert session.activities.get(activity).outcome == "Quiere precio"
    assert len(logged(session, ana)) == 1


def test_undo_takes_the_interaction_back_and_redo_brings_it(session, ana):
    activity = plan(session, ana)
    before = picture(session.database)
    session.activities.complete(activity, "Bien")
    after = picture(session.database)
    assert session.history.undo().kept == ()
    assert picture(session.database) == before
    assert session.history.redo().kept == ()
    assert picture(session.database) == after


def test_reopening_takes_the_interaction_away(session, ana):
    activity = plan(session, ana)
    session.activities.complete(activity)
    assert session.activities.reopen(activity) == 1
    assert session.activities.get(activity).is_open
    assert logged(session, ana) == []
    assert session.contacts.get(ana).last_interaction_at == ""


def test_reopening_leaves_other_interactions_and_what_is_open_alone(session, ana):
    session.interactions.add(ana, {"subject": "otra"})
    activity = plan(session, ana)
    before = newest(session.database)
    assert session.activities.reopen([activity]) == 0
    assert newest(session.database) == before
    assert len(logged(session, ana)) == 1


def test_done_reopened_and_done_again_leaves_one_interaction(session, ana):
    activity = plan(session, ana)
    for _ in range(2):
        session.activities.complete(activity)
        session.activities.reopen(activity)
    session.activities.complete(activity)
    assert len(logged(session, ana)) == 1


# What is next


def test_it_tells_which_open_deals_have_nothing_planned_any_more(session, ana):
    idle, busy = (session.opportunities.add({"title": title, "contact_id": ana}) for title in ("Obra", "Otra"))
    ids = [session.activities.add({"opportunity_id": deal}) for deal in (idle, busy)]
    session.activities.add({"opportunity_id": busy, "subject": "later"})
    done = session.activities.complete(ids)
    assert (done.next_missing, done.contacts_missing) == ((idle,), ())


def test_a_closed_deal_needs_no_next_activity(deals):
    deal = deals.add(stage="lost")
    activity = deals.session.activities.add({"opportunity_id": deal})
    assert deals.session.activities.complete(activity).next_missing == ()


def test_the_next_one_is_planned_with_it(session, ana):
    deal = session.opportunities.add({"title": "Obra", "contact_id": ana})
    activity = session.activities.add({"opportunity_id": deal, "type": "meeting"})
    before = picture(session.database)
    done = session.activities.complete(activity, next={"subject": "Enviar oferta", "due_on": day_ahead(2)})
    following = session.activities.next_of(deal)
    assert done.next_missing == ()
    assert (following.subject, following.contact_id, following.type) == ("Enviar oferta", ana, "meeting")
    session.history.undo()
    assert picture(session.database) == before


def test_of_several_each_customer_gets_one_next_activity(session, ana):
    luis = session.contacts.add({"first_name": "Luis"})
    ids = [plan(session, ana), plan(session, ana), plan(session, luis)]
    session.activities.complete(ids, next={"subject": "Seguir"})
    for contact in (ana, luis):
        assert session.activities.next_of_contact(contact).subject == "Seguir"
    assert session.database.value("SELECT count(*) FROM activities") == 5


def test_a_bad_next_one_leaves_everything_as_it_was(session, ana):
    activity = plan(session, ana)
    before = picture(session.database)
    with pytest.raises(Invalid):
        session.activities.complete(activity, next={"due_on": "2026-02-30"})
    assert picture(session.database) == before


# Rights


def test_somebody_else_s_cannot_be_done_or_reopened(session, ana):
    activity, berta = plan(session, ana), second_user(session)
    with pytest.raises(Denied):
        berta.activities.complete([activity])
    session.activities.complete(activity)
    with pytest.raises(Denied):
        berta.activities.reopen([activity])


def test_a_reader_completes_nothing(session, ana):
    activity = plan(session, ana, assigned_to=None)
    reader = Session(session.database, User(0, "Eva", role="reader"), door=Door.WINDOW)
    with pytest.raises(Denied):
        reader.activities.complete(activity)


def test_what_was_logged_for_it_already_is_not_logged_twice(session, ana):
    activity = plan(session, ana)
    call = session.interactions.add(ana, {"subject": "Con cronómetro", "duration_minutes": 7})
    with session.database.transaction(Author(None, Door.WINDOW), "Link"):
        session.database.update("interactions", call, {"activity_id": activity})
    assert session.activities.complete(activity).interaction_ids == ()
    assert [one.id for one in logged(session, ana)] == [call]
