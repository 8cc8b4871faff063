"""A contact's story: its own fields, its tags and its channels, also those that are gone."""

from __future__ import annotations

import pytest

from crm.models.contacts import Channel


@pytest.fixture
def ana(session):
    """A person with an e-mail."""
    return session.contacts.add({"first_name": "Ana", "email": "ana@x.es"})


def _told(session, contact_id):
    return [
        (entry.kind, [(one.field, one.before, one.after) for one in entry.changes])
        for entry in session.history.of(contact_id)
    ]


def test_adding_somebody_is_told_as_that_alone(session, ana):
    assert _told(session, ana) == [("create", [])]


def test_a_tag_put_on_and_taken_off_is_told_by_its_name(session, ana):
    tag = session.tags.add("VIP")
    session.contacts.add_tags([ana], [tag])
    session.contacts.remove_tags([ana], [tag])
    assert _told(session, ana)[:2] == [("change", [("tags", "VIP", None)]), ("change", [("tags", None, "VIP")])]


def test_a_tag_that_is_gone_altogether_is_still_told_by_its_name(session, ana):
    tag = session.tags.add("VIP")
    session.contacts.add_tags([ana], [tag])
    session.tags.remove(tag)
    assert ("change", [("tags", "VIP", None)]) in _told(session, ana)


def test_a_further_address_is_told(session, ana):
    channels = [*session.contacts.get(ana).channels, Channel("email", "otra@x.es", "home")]
    session.contacts.change(ana, {}, channels=channels)
    assert _told(session, ana)[0] == ("change", [("email", None, "otra@x.es")])


def test_a_changed_address_is_told_once(session, ana):
    session.contacts.change(ana, {"email": "nueva@x.es", "city": "León"})
    [_kind, changes] = _told(session, ana)[0]
    assert sorted(changes) == [("city", "", "León"), ("email", "ana@x.es", "nueva@x.es")]


def test_a_removal_and_its_undo_are_two_lines(session, ana):
    session.contacts.remove([ana])
    session.history.undo()
    assert [kind for kind, _changes in _told(session, ana)] == ["create", "remove", "create"]


def test_the_newest_entries_are_kept_when_there_are_too_many(session, ana):
    for number in range(5):
        session.contacts.change(ana, {"city": f"City {number}"})
    story = session.history.of(ana, limit=2)
    assert [entry.changes[0].after for entry in story] == ["City 4", "City 3"]


def test_changes_behind_many_interactions_are_still_told(session, ana):
    session.contacts.change(ana, {"city": "Soria"})
    for day in range(1, 6):
        session.interactions.add(ana, {"at": f"2021-01-0{day}T00:00:00Z"})
    told = [entry.kind for entry in session.history.of(ana, limit=2)]
    assert told == ["change", "create"]
