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


# Merges


@pytest.fixture
def merged(session, ana):
    """Ana, into whom another Ana went with an address and a tag."""
    session.tags.add("VIP")
    other = session.contacts.add({"first_name": "Anita", "email": "anita@x.es", "city": "León", "tags": [1]})
    session.merging.merge(ana, [other])
    return ana, other


def test_a_merge_says_who_became_a_part_and_what_came_with_them(session, merged):
    entry = session.history.of(merged[0])[0]
    assert (entry.title, entry.body) == ("Merge 2 contacts into Ana", "Now a part of it: Anita")
    told = {(one.field, one.before or None, one.after) for one in entry.changes}
    assert told == {("city", None, "León"), ("tags", None, "VIP"), ("email", None, "anita@x.es")}


def test_a_merge_that_changes_nothing_else_is_told_all_the_same(session, ana):
    session.database.execute("UPDATE contacts SET updated_at = '2020-01-01T00:00:00Z'")
    session.merging.merge(ana, [session.contacts.add({"first_name": "Ana"})])
    assert session.history.of(ana)[0].body == "Now a part of it: Ana"


def test_what_was_done_to_the_other_one_before_is_not_told_of_the_survivor(session, merged):
    titles = [entry.title for entry in session.history.of(merged[0])]
    assert titles == ["Merge 2 contacts into Ana", "Add Ana"]


def test_the_undo_of_a_merge_is_told_of_both(session, merged):
    session.history.undo()
    survivor, other = (session.history.of(one) for one in merged)
    assert (survivor[0].title, survivor[0].body) == (
        "Undo: Merge 2 contacts into Ana",
        "A contact of its own again: Anita",
    )
    assert [entry.kind for entry in other] == ["create", "remove", "create"]


def test_a_merge_done_again_is_told_again(session, merged):
    session.history.undo()
    session.history.redo()
    entry = session.history.of(merged[0])[0]
    assert (entry.title, entry.body) == ("Redo: Merge 2 contacts into Ana", "Now a part of it: Anita")
