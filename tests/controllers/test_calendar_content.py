"""Comparing what two sides say: who changed what, what is in dispute, and fields told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from crm.controllers.calendar_content import as_sent, compare, content, events_of, joined, label, told
from crm.models.events import Event, Guest

ONE = Event("1", datetime(2027, 3, 1, 9, tzinfo=UTC), title="Visita", place="Bar", reminders=(15,))


def agreed(ours: Event, theirs: Event):
    return {"ours": content([ours]), "theirs": content([theirs])}


def test_one_moment_is_the_same_in_any_zone():
    madrid = replace(ONE, starts=ONE.starts.astimezone(ZoneInfo("Europe/Madrid")))
    assert content([ONE]) == content([madrid])


def test_who_changed_what_is_told_by_what_they_agreed_on():
    theirs = replace(ONE, type="")
    ours = replace(ONE, type="call")
    found = compare(
        agreed(ours, theirs),
        content([replace(ours, title="Mía", place="X")]),
        theirs=content([replace(theirs, title="Suya", priority="high")]),
    )
    assert (found.here, found.there, found.disputed) == ({"title", "place"}, {"title", "priority"}, {"title"})


def test_the_same_change_on_both_sides_is_not_in_dispute():
    same = content([replace(ONE, title="Otra")])
    assert compare(agreed(ONE, ONE), same, theirs=same).disputed == frozenset()


def test_joined_are_their_events_with_our_fields():
    ours = content([replace(ONE, title="Mía", place="", contact=Guest("ana@example.org"))])
    (found,) = joined([replace(ONE, title="Suya")], ours, keep=frozenset(("place", "contact")))
    assert (found.title, found.place, found.contact.email) == ("Suya", "", "ana@example.org")


def test_exceptions_are_compared_and_joined_as_a_whole():
    series = replace(ONE, rule="FREQ=DAILY")
    moved = replace(ONE, replaces=ONE.starts, title="Otra")
    ours = content([series, moved])
    assert events_of(ours, "1")[1].title == "Otra"
    assert joined([series], ours, keep=frozenset(("others",)))[1].replaces == ONE.starts
    assert "others" not in content([series])


def test_what_a_server_gives_back_is_known_beforehand():
    assert as_sent([ONE]) == content([ONE])


def test_fields_are_told_in_words():
    found = content([replace(ONE, completed_at="2027-03-01T09:00:00Z"), replace(ONE, replaces=ONE.starts)])
    assert told(found, "title") == "Visita"
    assert told(found, "starts").startswith("1 Mar 2027")
    assert told(found, "reminders") == "15 min"
    assert told(found, "outcome") == ""
    assert told(content([Event("1", date(2027, 3, 1), excluded=(date(2027, 3, 4),))]), "excluded") == "4 Mar 2027"
    assert told(found, "others").endswith("Visita")
    assert told(found, "completed_at").startswith("1 Mar 2027")
    assert label("starts") == "When"
