"""Links between both sides: made before anything is sent, outside of any undo, pointing at what there is now."""

from __future__ import annotations

import pytest

from crm.controllers.calendar_links import Links, agreed_on
from crm.controllers.calendar_placing import ACTIVITY, SERIES, Target
from crm.storage.changelog import Author, Door
from tests.controllers.calendars_in import kept


@pytest.fixture
def links(session):
    """The links of a calendar, within a write."""
    calendar_id = session.calendars.add(
        {"name": "a", "kind": "caldav", "address": "https://example.org/a/", "login": "ana"}
    )
    with session.database.transaction(Author(None, Door.AUTOMATION), "test"):
        yield Links(session.database, calendar_id)


def plan(session, **values) -> int:
    return session.activities.add({"subject": "Visita", "due_on": kept(3), **values})


def test_a_link_is_noted_changed_and_forgotten(session, links):
    link = links.add("uno", "/a/uno.ics", target=Target(ACTIVITY, plan(session)))
    assert (link.target.kind, link.agreed) == (ACTIVITY, {})
    links.note(link, etag="7", agreed=agreed_on({"title": "x"}, {}, todo=False))
    assert links.get(link.id).agreed["ours"] == {"title": "x"}
    links.forget(link)
    assert links.all() == []


def test_what_is_linked_is_not_offered_again(session, links):
    activity = plan(session)
    ((target, uid),) = links.unlinked(session.user.id, since=kept(0))
    assert (target, uid.startswith("activity-")) == (Target(ACTIVITY, activity), True)
    links.add(uid, "/x", target=target)
    assert list(links.unlinked(session.user.id, since=kept(0))) == []


@pytest.mark.parametrize("values", [{"due_on": ""}, {"due_on": "2020-01-01"}])
def test_what_has_no_date_or_is_long_past_is_not_offered(session, links, values):
    plan(session, **values)
    assert list(links.unlinked(session.user.id, since=kept(0))) == []


def test_a_link_follows_an_activity_that_begins_to_repeat(session, links):
    activity = plan(session)
    links.add("uno", "/x", target=Target(ACTIVITY, activity))
    series = session.series.change_rule(activity, "FREQ=WEEKLY;COUNT=3", scope="all")
    links.follow()
    assert [link.target for link in links.all()] == [Target(SERIES, series)]


def test_events_of_a_link_bear_its_uid_and_are_events(session, links):
    link = links.add("uno", "/x", target=Target(ACTIVITY, plan(session, type="task")))
    (event,) = links.events(link)
    assert (event.uid, event.todo, event.type) == ("uno", False, "task")


def test_what_was_removed_here_has_no_target(session, links):
    activity = plan(session)
    link = links.add("uno", "/x", target=Target(ACTIVITY, activity))
    session.database.delete("activities", activity)
    assert links.get(link.id).target is None
    assert links.events(links.get(link.id)) == []


def test_a_link_may_point_elsewhere(session, links):
    link = links.add("uno", "/x", target=Target(ACTIVITY, plan(session)))
    other = plan(session)
    links.point(link, Target(ACTIVITY, other))
    assert links.get(link.id).activity_id == other
