"""What was done, told: operations with labels and counts, a record's story, a feed, reports of an undo."""

from __future__ import annotations

import pytest

from crm.errors import Denied, Invalid, NotFound
from tests.records import second_user


@pytest.fixture
def contact(session) -> int:
    return session.contacts.add({"first_name": "Ana", "city": "Lugo"})


def test_operations_come_newest_first_with_who_and_what(session, contact):
    session.contacts.change(contact, {"city": "Soria"})
    newest, added, *_rest = session.history.operations()
    assert [newest.label, added.label] == ["Edit Ana", "Add Ana"]
    assert (newest.user, newest.door, newest.counts) == (session.user.name, "window", {"change": 1})


def test_what_is_asked_after_every_write_counts_no_rows(session, contact):
    asked = []
    session.database.connection.set_trace_callback(asked.append)
    assert contact and session.history.can_undo().label == "Add Ana"
    session.history.can_redo()
    session.database.connection.set_trace_callback(None)
    assert asked
    assert not [one for one in asked if "FROM changes" in one]


def test_operations_go_on_before_an_id(session, contact):
    first = session.history.operations(limit=1)
    rest = session.history.operations(before=first[0].id)
    assert first[0].id not in [one.id for one in rest]
    assert len(rest) == len(session.history.operations()) - 1
    assert contact


def test_an_undone_operation_says_so_until_it_is_redone(session, contact):
    operation = session.history.operations()[0].id
    session.history.undo()
    assert session.history.summary(operation).undone
    session.history.redo()
    assert not session.history.summary(operation).undone
    assert session.contacts.get(contact)


def test_undo_and_redo_are_told_as_such(session, contact):
    session.history.undo()
    session.history.redo()
    assert [one.label for one in session.history.operations(limit=2)] == ["Redo: Add Ana", "Undo: Add Ana"]
    assert contact


def test_what_can_be_undone_and_redone_is_named(session, contact):
    assert session.history.can_undo().label == "Add Ana"
    session.history.undo()
    assert session.history.can_redo().label == "Add Ana"
    assert contact


def test_changes_tell_each_field_before_and_after(session, contact):
    session.contacts.change(contact, {"city": "Soria", "country": "España"})
    changes = session.history.changes(session.history.operations()[0].id)
    told = {(one.field, one.before, one.after) for one in changes}
    assert told == {("city", "Lugo", "Soria"), ("country", "", "España")}


def test_a_record_tells_its_story_newest_first(session, contact):
    session.contacts.change(contact, {"city": "Soria"})
    story = session.history.of(contact)
    assert [one.kind for one in story] == ["change", "create"]
    assert [(one.field, one.after) for one in story[0].changes] == [("city", "Soria")]


def test_the_feed_joins_story_and_interactions_and_can_be_narrowed(session, contact):
    session.interactions.add(contact, {"type": "call", "subject": "hola", "at": "2020-01-01T00:00:00Z"})
    kinds = [one.kind for one in session.history.feed(contact)]
    assert kinds == ["create", "call"]
    assert [one.title for one in session.history.feed(contact, kinds=frozenset({"call"}))] == ["hola"]


def test_a_narrowed_feed_reaches_behind_what_it_leaves_out(session, contact):
    session.interactions.add(contact, {"type": "note", "subject": "old", "at": "2020-01-01T00:00:00Z"})
    for day in range(1, 4):
        session.interactions.add(contact, {"type": "call", "at": f"2021-01-0{day}T00:00:00Z"})
    notes = session.history.feed(contact, kinds=frozenset({"note"}), limit=2)
    assert [one.title for one in notes] == ["old"]


def test_logging_a_call_is_no_line_of_its_own_in_the_story(session, contact):
    session.interactions.add(contact, {"at": "2020-01-01T00:00:00Z"})
    assert [one.kind for one in session.history.of(contact)] == ["create"]


def test_a_report_names_fields_as_people_know_them(session, contact):
    session.contacts.change(contact, {"state": "Lugo"})
    edited = session.history.operations()[0].id
    session.contacts.change(contact, {"state": "Soria"})
    report = session.history.undo(edited)
    assert report.kept == ("Ana: changed since, kept (State or province)",)


def test_an_operation_that_never_was_is_not_found(session):
    with pytest.raises(NotFound):
        session.history.summary(999)


def test_redo_names_what_is_done_again(session):
    session.tags.add("VIP")
    session.history.undo()
    assert session.history.redo().label == "Add the tag VIP"


def test_the_creation_of_the_file_cannot_be_undone(session):
    creation = session.history.operations()[-1]
    with pytest.raises(Invalid, match="without its user"):
        session.history.undo(creation.id)
    assert [user.id for user in session.users.all()] == [session.user.id]


def test_the_last_administrator_is_not_undone_away(session):
    other = session.users.add("Eva", role="admin")
    session.users.change(session.user.id, role="sales")
    session.users.change(session.user.id, role="admin")
    session.users.change(other, role="sales")
    promotion = next(one for one in session.history.operations() if one.label.endswith(session.user.name))
    with pytest.raises(Invalid, match="without its user"):
        session.history.undo(promotion.id)


def test_a_salesperson_does_not_undo_what_nobody_did(session):
    sales = second_user(session, "sales")
    with pytest.raises(Denied):
        sales.history.undo(session.history.operations()[-1].id)


def test_what_moved_in_a_merge_is_told_by_the_names_of_both(session, contact):
    other = session.contacts.add({"first_name": "Eva", "phone": "+34612345678"})
    merged = session.merging.merge(contact, [other])
    moved = [one for one in session.history.changes(merged) if one.field == "contact_id"]
    assert [(one.entity, one.before, one.after) for one in moved] == [("contact_channels", "Eva", "Ana")]


def test_the_feed_tells_the_name_of_a_type_the_business_added(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.interaction_types.add("Cata de vinos")
    session.interactions.add(contact, {"type": "cata_de_vinos"})
    entry = next(one for one in session.history.feed(contact) if one.interaction_id)
    assert (entry.kind, entry.details["type_name"]) == ("cata_de_vinos", "Cata de vinos")
    assert not session.history.feed(contact, kinds=frozenset(("call",)))
