"""Taking a merge back at any later time: what comes back as it was, what was done since and stays, what is told."""

from __future__ import annotations

import pytest

from crm.models.contacts import Channel
from tests.records import picture


@pytest.fixture
def pair(session) -> tuple[int, int]:
    """Ana twice, each with an address of her own and a call."""
    one = session.contacts.add({"first_name": "Ana", "last_name": "García", "email": "ana@example.com"})
    two = session.contacts.add({"first_name": "Ana", "email": "garcia@example.com", "phone": "+34612345678"})
    session.interactions.add(one, {"subject": "one", "at": "2020-01-20T09:00:00Z"})
    session.interactions.add(two, {"subject": "two", "at": "2020-01-25T09:00:00Z"})
    return one, two


def subjects(session, contact_id) -> set[str]:
    return {one.subject for one in session.interactions.of(contact_id)}


def values(session, contact_id) -> list[str]:
    return [one.value for one in session.contacts.get(contact_id).channels]


# What was done since


def test_an_edit_of_the_survivor_stays_and_is_told(session, pair):
    merged = session.merging.merge(pair[0], [pair[1]])
    session.contacts.change(pair[0], {"city": "Soria", "job_title": "CEO"})
    report = session.history.undo(merged)
    kept = session.contacts.get(pair[0])
    assert (kept.city, kept.job_title, kept.phone) == ("Soria", "CEO", "")
    assert report.kept == ("Ana García: changed since, kept (City, Job title)",)


def test_a_merged_value_edited_since_stays_with_the_survivor(session):
    one = session.contacts.add({"first_name": "Ana", "notes": "likes tea"})
    two = session.contacts.add({"first_name": "Ana", "notes": "plays chess"})
    merged = session.merging.merge(one, [two])
    session.contacts.change(one, {"notes": "likes tea and chess"})
    report = session.history.undo(merged)
    assert [row["notes"] for row in session.contacts.rows([one, two])] == ["likes tea and chess", "plays chess"]
    assert report.kept == ("Ana: changed since, kept (Notes)",)


def test_the_merged_one_comes_back_as_it_was_whatever_the_survivor_went_through(session, pair):
    before = session.contacts.rows([pair[1]])
    merged = session.merging.merge(pair[0], [pair[1]])
    session.contacts.change(pair[0], {"first_name": "Anna", "status": "customer"})
    session.history.undo(merged)
    assert session.contacts.rows([pair[1]]) == before


def test_a_call_logged_since_stays_with_the_survivor(session, pair):
    merged = session.merging.merge(pair[0], [pair[1]])
    session.interactions.add(pair[0], {"subject": "new"})
    session.history.undo(merged)
    assert subjects(session, pair[0]) == {"one", "new"}
    assert subjects(session, pair[1]) == {"two"}


def test_a_call_edited_since_goes_back_with_its_edit(session, pair):
    moved = session.interactions.of(pair[1])[0].id
    merged = session.merging.merge(pair[0], [pair[1]])
    session.interactions.change(moved, {"subject": "edited", "at": "2020-02-01T09:00:00Z"})
    report = session.history.undo(merged)
    assert (subjects(session, pair[0]), subjects(session, pair[1])) == ({"one"}, {"edited"})
    assert [one for one in report.kept if "Subject" in one]
    last = [session.contacts.get(one).last_interaction_at for one in pair]
    assert last == ["2020-01-20T09:00:00Z", "2020-02-01T09:00:00Z"]


def test_a_call_removed_since_stays_away_and_is_told(session, pair):
    moved = session.interactions.of(pair[1])[0].id
    merged = session.merging.merge(pair[0], [pair[1]])
    session.interactions.remove(moved)
    report = session.history.undo(merged)
    assert subjects(session, pair[1]) == set()
    assert [one for one in report.kept if "no longer there" in one]


def test_an_address_added_since_stays_with_the_survivor(session, pair):
    merged = session.merging.merge(pair[0], [pair[1]])
    channels = [*session.contacts.get(pair[0]).channels, Channel("email", "new@example.com")]
    session.contacts.change(pair[0], {}, channels=channels)
    session.history.undo(merged)
    assert values(session, pair[0]) == ["ana@example.com", "new@example.com"]
    assert set(values(session, pair[1])) == {"garcia@example.com", "+34612345678"}


def test_an_address_made_the_first_one_since_goes_back_all_the_same(session, pair):
    merged = session.merging.merge(pair[0], [pair[1]])
    session.contacts.change(
        pair[0],
        {},
        channels=[
            Channel(one.kind, one.value, one.label, is_primary=one.value == "garcia@example.com", id=one.id)
            for one in session.contacts.get(pair[0]).channels
            if one.kind == "email"
        ],
    )
    session.history.undo(merged)
    assert session.contacts.get(pair[1]).email == "garcia@example.com"
    assert "garcia@example.com" in values(session, pair[1])
    assert session.maintenance.check() == []


def test_people_of_a_company_renamed_since_go_back(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "Acme SL"})
    bea = session.contacts.add({"first_name": "Bea", "company": "Acme SL"})
    merged = session.merging.merge(one, [two])
    session.contacts.change(one, {"company": "Acme Group"})
    session.history.undo(merged)
    kept = session.contacts.get(bea)
    assert (kept.company, kept.company_id) == ("Acme SL", two)


def test_a_person_who_joined_the_survivor_since_stays_there(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "Acme SL"})
    merged = session.merging.merge(one, [two])
    eva = session.contacts.add({"first_name": "Eva", "company": "Acme"})
    session.history.undo(merged)
    assert session.contacts.get(eva).company_id == one


def test_a_person_moved_elsewhere_since_stays_there(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "Acme SL"})
    other = session.contacts.add({"kind": "company", "company": "Bolt"})
    bea = session.contacts.add({"first_name": "Bea", "company": "Acme SL"})
    merged = session.merging.merge(one, [two])
    session.contacts.change(bea, {"company": "Bolt"})
    report = session.history.undo(merged)
    assert session.contacts.get(bea).company_id == other
    assert [one for one in report.kept if one.startswith("Bea")]


def test_a_survivor_removed_since_lets_the_others_come_back(session, pair):
    before = session.contacts.rows([pair[1]])
    merged = session.merging.merge(pair[0], [pair[1]])
    session.contacts.remove([pair[0]])
    report = session.history.undo(merged)
    (kept,) = session.contacts.rows([pair[1]])
    assert (kept["email"], kept["phone"]) == (before[0]["email"], before[0]["phone"])
    assert "Ana García: no longer there" in report.kept
    assert session.maintenance.check() == []


# Merges of what was merged


def chain(session) -> tuple[tuple[int, int, int], int, int]:
    """Three contacts, each with a call and an outside id; the first goes into the second, that into the third."""
    ids = []
    for number, name in enumerate(("Uno", "Dos", "Tres")):
        values = {"first_name": name, "email": f"{number}@example.com", "external_id": f"x{number}"}
        ids.append(session.contacts.add(values))
        session.interactions.add(ids[-1], {"subject": name})
    first = session.merging.merge(ids[1], [ids[0]])
    second = session.merging.merge(ids[2], [ids[1]])
    return (ids[0], ids[1], ids[2]), first, second


def test_an_inner_merge_is_undone_while_the_outer_one_stands(session):
    ids, first, _second = chain(session)
    session.history.undo(first)
    assert subjects(session, ids[0]) == {"Uno"}
    assert subjects(session, ids[2]) == {"Dos", "Tres"}
    assert values(session, ids[0]) == ["0@example.com"]
    assert values(session, ids[2]) == ["2@example.com", "1@example.com"]
    assert session.maintenance.check() == []


def test_an_outside_id_belongs_again_to_who_comes_back(session):
    ids, first, _second = chain(session)
    session.history.undo(first)
    rows = session.database.all("SELECT contact_id, external_id FROM contact_aliases")
    assert rows == [{"contact_id": ids[2], "external_id": "x1"}]


def test_both_merges_undone_inner_one_first_leave_everybody_with_their_own(session):
    ids, first, second = chain(session)
    session.history.undo(first)
    session.history.undo(second)
    assert [subjects(session, one) for one in ids] == [{"Uno"}, {"Dos"}, {"Tres"}]
    assert [values(session, one)[0] for one in ids] == ["0@example.com", "1@example.com", "2@example.com"]
    assert session.database.all("SELECT * FROM contact_aliases") == []
    assert session.maintenance.check() == []


def test_both_merges_undone_in_order_leave_all_as_it_was(session):
    for number in range(3):
        session.contacts.add({"first_name": "Ana", "email": f"{number}@example.com", "notes": f"note {number}"})
    before = picture(session.database)
    first = session.merging.merge(2, [1])
    second = session.merging.merge(3, [2])
    session.history.undo(second)
    session.history.undo(first)
    assert picture(session.database) == before


def test_a_person_who_comes_back_follows_the_company_into_its_survivor(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "Acme SL"})
    bea = session.contacts.add({"first_name": "Bea", "company": "Acme SL"})
    removed = session.contacts.add({"first_name": "Bea", "company": "Acme SL"})
    people = session.merging.merge(bea, [removed])
    session.merging.merge(one, [two])
    session.history.undo(people)
    kept = session.contacts.get(removed)
    assert (kept.company, kept.company_id) == ("Acme", one)


def test_a_call_removed_before_the_merge_comes_back_to_the_survivor(session, pair):
    logged = session.interactions.of(pair[1])[0].id
    session.interactions.remove(logged)
    removed = session.history.can_undo().id
    session.merging.merge(pair[0], [pair[1]])
    session.history.undo(removed)
    assert subjects(session, pair[0]) == {"one", "two"}
    assert session.contacts.get(pair[0]).last_interaction_at == "2020-01-25T09:00:00Z"


def test_an_edit_from_before_the_merge_is_undone_at_the_survivor(session, pair):
    session.interactions.change(session.interactions.of(pair[1])[0].id, {"subject": "edited"})
    edited = session.history.can_undo().id
    session.merging.merge(pair[0], [pair[1]])
    session.history.undo(edited)
    assert subjects(session, pair[0]) == {"one", "two"}


# Redo


def test_a_merge_is_undone_and_done_again_as_often_as_one_likes(session, pair):
    before = picture(session.database)
    session.merging.merge(*pair[:1], pair[1:])
    after = picture(session.database)
    for _turn in range(5):
        assert session.history.undo().kept == ()
        assert picture(session.database) == before
        assert session.history.redo().kept == ()
        assert picture(session.database) == after


def test_an_undo_after_a_redo_finds_the_way_back_too(session):
    ids, _first, second = chain(session)
    session.history.undo(second)
    session.history.redo()
    session.interactions.add(ids[2], {"subject": "new"})
    session.history.undo(_first)
    assert subjects(session, ids[0]) == {"Uno"}
    assert subjects(session, ids[2]) == {"Dos", "Tres", "new"}


def test_a_merged_one_used_since_its_return_stays_whole_when_the_merge_is_done_again(session, pair):
    merged = session.merging.merge(pair[0], [pair[1]])
    undone = session.history.undo(merged).operation_id
    session.interactions.add(pair[1], {"subject": "new"})
    report = session.history.undo(undone)
    assert subjects(session, pair[1]) == {"two", "new"}
    assert set(values(session, pair[1])) == {"garcia@example.com", "+34612345678"}
    assert report.kept
    assert session.maintenance.check() == []
