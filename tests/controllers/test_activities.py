"""Activities: planned with a deal's customer, next by their day, done once, given back by undo."""

from __future__ import annotations

import pytest

from crm.errors import Conflict, Denied, Invalid, NotFound
from crm.utils import dates
from tests.records import day_ahead, newest, picture, second_user


@pytest.fixture
def deal(deals):
    person = deals.session.contacts.add({"first_name": "Ana"})
    return deals.add(contact_id=person)


def plan(deals, deal, **values) -> int:
    return deals.session.activities.add({"opportunity_id": deal, **values})


def test_an_activity_is_mine_and_with_the_deal_s_contact(deals, deal):
    activity = deals.session.activities.get(plan(deals, deal))
    assert (activity.type, activity.assigned_to) == ("call", deals.session.user.id)
    assert activity.contact_id == deals.session.opportunities.get(deal).contact_id
    assert activity.is_open


def test_of_a_deal_with_a_company_alone_it_is_with_the_company(deals):
    company = deals.session.contacts.add({"kind": "company", "company": "Molino"})
    deal = deals.add(company_id=company)
    assert deals.session.activities.get(plan(deals, deal)).contact_id == company


def test_a_moment_tells_its_day_and_another_day_forgets_the_moment(deals, deal):
    moment = dates.to_moment("2027-01-05 10:30")
    activity = plan(deals, deal, due_at=moment)
    assert deals.session.activities.get(activity).due_on == "2027-01-05"
    deals.session.activities.change(activity, {"due_on": "2027-01-09"})
    kept = deals.session.activities.get(activity)
    assert (kept.due_on, kept.due_at) == ("2027-01-09", "")


def test_the_next_one_is_due_first(deals, deal):
    assert deals.session.activities.next_of(deal) is None
    for subject, due in (("someday", ""), ("later", "2027-02-01"), ("soon", "2026-12-01")):
        plan(deals, deal, subject=subject, due_on=due)
    assert deals.session.activities.next_of(deal).subject == "soon"


def test_on_one_day_the_earlier_hour_is_next_and_no_hour_last(deals, deal):
    for subject, due in (("late", "2027-01-05 17:00"), ("early", "2027-01-05 09:00")):
        plan(deals, deal, subject=subject, due_at=dates.to_moment(due))
    plan(deals, deal, subject="some time", due_on="2027-01-05")
    found = [one.subject for one in deals.session.activities.of_opportunity(deal)]
    assert found == ["early", "late", "some time"]


def test_what_is_done_stands_behind_what_is_open(deals, deal):
    first, second = plan(deals, deal, subject="uno"), plan(deals, deal, subject="dos")
    deals.session.activities.complete(first, "Quiere precio")
    open_one, done = deals.session.activities.of_opportunity(deal)
    assert (open_one.id, done.id, done.outcome) == (second, first, "Quiere precio")
    assert done.completed_at


def test_completing_twice_keeps_the_first_time(deals, deal):
    activity = plan(deals, deal)
    deals.session.activities.complete(activity)
    before = newest(deals.session.database)
    deals.session.activities.complete(activity)
    assert newest(deals.session.database) == before


def test_what_was_done_or_removed_by_mistake_comes_back(deals, deal):
    activity = plan(deals, deal)
    before = picture(deals.session.database)
    for work in (deals.session.activities.complete, deals.session.activities.remove):
        work(activity)
        deals.session.history.undo()
        assert picture(deals.session.database) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "dance"),
        ("due_on", "mañana"),
        ("duration_minutes", -5),
        ("duration_minutes", 1.5),
        ("contact_id", 999),
        ("opportunity_id", 999),
        ("assigned_to", 999),
        ("nothing", 1),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(deals, field, value):
    with pytest.raises(Invalid) as refused:
        deals.session.activities.add({field: value})
    assert list(refused.value.fields) == [field]


def test_somebody_else_s_activity_stays_as_it_is(deals, deal):
    activity, berta = plan(deals, deal), second_user(deals.session)
    for work in (
        lambda: berta.activities.change(activity, {"subject": "x"}),
        lambda: berta.activities.complete(activity),
        lambda: berta.activities.remove(activity),
    ):
        with pytest.raises(Denied):
            work()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(deals, deal):
    activity = plan(deals, deal)
    version = deals.session.activities.get(activity).version
    deals.session.activities.change(activity, {"subject": "theirs"})
    with pytest.raises(Conflict):
        deals.session.activities.change(activity, {"subject": "mine"}, version=version)


def test_one_that_is_gone_is_told(deals):
    with pytest.raises(NotFound):
        deals.session.activities.get(999)


def test_the_label_tells_the_subject_or_the_type(deals, deal):
    plan(deals, deal, subject="Llamar a Ana")
    assert deals.session.history.operations()[0].label == "Plan Llamar a Ana"
    plan(deals, deal, type="task")
    assert deals.session.history.operations()[0].label == "Plan Task"


def test_the_fields_of_an_activity_can_all_be_read_back(deals, deal):
    values = {"type": "meeting", "subject": "Visita", "description": "con\nmuestras", "duration_minutes": 45}
    kept = deals.session.activities.get(plan(deals, deal, **values))
    assert {name: getattr(kept, name) for name in values} == values


# Several at once, and another day


def test_several_get_the_same_values_as_one_operation(deals):
    ids = [deals.session.activities.add({"subject": name}) for name in "ab"]
    before = newest(deals.session.database)
    assert deals.session.activities.change_many(ids, {"priority": "high", "place": "Oficina"}) == 2
    assert deals.session.activities.change_many(ids, {"priority": "high"}) == 0
    assert newest(deals.session.database) == before + 1
    assert deals.session.history.operations()[0].label == "Edit 2 activities"


def test_what_is_put_off_keeps_its_hour(deals):
    at = dates.to_moment(f"{day_ahead(2)} 10:30")
    activity = deals.session.activities.add({"due_at": at, "duration_minutes": 45})
    assert deals.session.activities.postpone(activity, 1) == 1
    kept = deals.session.activities.get(activity)
    assert (kept.due_on, kept.duration_minutes) == (day_ahead(3), 45)
    assert f"{dates.to_local(kept.due_at):%H:%M}" == "10:30"


def test_what_is_done_is_not_put_off(deals):
    done, late = (deals.session.activities.add({"due_on": day_ahead(-5)}) for _ in range(2))
    deals.session.activities.complete(done)
    assert deals.session.activities.postpone([done, late], 1) == 1
    assert deals.session.activities.get(done).due_on == day_ahead(-5)
    assert deals.session.activities.get(late).due_on == day_ahead(1)


def test_several_go_to_a_day_or_to_none(deals):
    at = dates.to_moment(f"{day_ahead(1)} 10:30")
    timed, whole = deals.session.activities.add({"due_at": at}), deals.session.activities.add({})
    assert deals.session.activities.to_day([timed, whole], day_ahead(9)) == 2
    kept = deals.session.activities.get(timed)
    assert (kept.due_on, f"{dates.to_local(kept.due_at):%H:%M}") == (day_ahead(9), "10:30")
    assert deals.session.activities.to_day([timed, whole], "") == 2
    assert deals.session.activities.get(timed).due_at == ""


def test_a_day_that_does_not_exist_is_refused(deals):
    activity = deals.session.activities.add({})
    with pytest.raises(Invalid):
        deals.session.activities.to_day(activity, "2027-02-29")


def test_dragging_moves_and_lengthens(deals):
    activity = deals.session.activities.add({"due_on": "2027-01-05", "duration_minutes": 2880})
    at = dates.to_moment("2027-01-06 23:30")
    deals.session.activities.move(activity, "2027-01-06", due_at=at, duration_minutes=90)
    kept = deals.session.activities.get(activity)
    assert (kept.due_at, kept.duration_minutes, kept.ends_on) == (at, 90, "2027-01-07")
    deals.session.activities.move(activity, "2027-01-08")
    kept = deals.session.activities.get(activity)
    assert (kept.due_on, kept.due_at, kept.duration_minutes, kept.ends_on) == ("2027-01-08", "", None, "2027-01-08")


def test_several_are_removed_and_come_back_together(deals):
    ids = [deals.session.activities.add({"subject": name}) for name in "abc"]
    before = picture(deals.session.database)
    assert deals.session.activities.remove(ids) == 3
    assert deals.session.history.operations()[0].label == "Remove 3 activities"
    deals.session.history.undo()
    assert picture(deals.session.database) == before


def test_one_that_is_gone_among_several_stops_all(deals):
    here = deals.session.activities.add({})
    with pytest.raises(NotFound):
        deals.session.activities.complete([here, 999])
    assert deals.session.activities.get(here).is_open


def test_nothing_chosen_does_nothing(deals):
    before = newest(deals.session.database)
    assert deals.session.activities.complete([]).count == 0
    assert deals.session.activities.postpone([], 1) == 0
    assert deals.session.activities.remove([]) == 0
    assert newest(deals.session.database) == before


def test_somebody_else_s_among_several_stops_all(deals):
    mine, berta = deals.session.activities.add({}), second_user(deals.session)
    own = berta.activities.add({})
    for work in (
        lambda: berta.activities.postpone([own, mine], 1),
        lambda: berta.activities.to_day([own, mine], day_ahead(1)),
        lambda: berta.activities.move(mine, day_ahead(1)),
        lambda: berta.activities.change_many([own, mine], {"priority": "low"}),
        lambda: berta.activities.remove([own, mine]),
    ):
        with pytest.raises(Denied):
            work()
    assert berta.activities.get(own).due_on == ""


def test_the_history_tells_reminders_and_days_in_words(deals):
    activity = deals.session.activities.add({"subject": "Llamar", "due_on": "2027-01-05"})
    deals.session.activities.change(activity, {"reminders": [0, 15, 1440], "due_on": "2027-01-06"})
    told = {one.field: one.after for one in deals.session.history.told(newest(deals.session.database))}
    assert told == {"Reminders": "when it begins, 15 minutes before, 1 day before", "Due on": "6 Jan 2027"}
