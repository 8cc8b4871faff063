"""Tests of crm/controllers/duplicates.py. The known pains of other programs are tests by name."""

from __future__ import annotations

import pytest

from crm.models.contacts import Channel
from crm.models.duplicates import Stopped
from tests.controllers.files_in import bring_in, real
from tests.records import picture, second_user


def add(session, *people):
    """People by "First|Last" and further values; their ids."""
    ids = []
    for name, values in people:
        first, _bar, last = name.partition("|")
        ids.append(session.contacts.add({"first_name": first, "last_name": last, **values}))
    return ids


def found(session, **options):
    return [group.ids for group in session.duplicates.scan(**options)]


# A scan


def test_doubles_are_found_with_their_reasons(session):
    ids = add(session, ("José|García", {"company": "Acme S.L."}), ("Jose|Garcia", {"company": "ACME"}), ("Eva|Gil", {}))
    (group,) = session.duplicates.scan()
    assert (group.ids, group.score) == ((ids[0], ids[1]), 95)
    assert group.pairs[0].likeness.evidence == ("José García = Jose Garcia", "Same company: Acme S.L. = ACME")


def test_a_person_and_a_company_are_never_one(session):
    add(session, ("Acme|", {"email": "ana@acme.es"}))
    session.contacts.add({"kind": "company", "company": "Acme", "email": "ana@acme.es"})
    assert found(session) == []


def test_many_copies_are_one_group(session):
    ids = add(session, *[("Ana|Gil", {"email": "ana@acme.es"})] * 6)
    (group,) = session.duplicates.scan(minimum=95)
    assert (group.ids, len(group.pairs)) == (tuple(ids), 15)


def test_different_people_are_remembered_for_ever(session):
    ids = add(session, ("Ana|Gil", {"email": "ana@acme.es"}), ("Ana|Gil", {"email": "ana@acme.es"}))
    session.merging.keep_apart(ids)
    assert found(session, minimum=70) == []
    session.contacts.change(ids[0], {"city": "León"})
    assert found(session, minimum=70) == []


def test_a_third_does_not_join_two_different_people(session):
    ids = add(session, *[("Ana|Gil", {"email": "ana@acme.es"})] * 3)
    session.merging.keep_apart([ids[0], ids[2]])
    (group,) = session.duplicates.scan()
    assert set(group.ids) != set(ids)
    assert not {ids[0], ids[2]} <= set(group.ids)


def test_an_initial_does_not_join_two_first_names(session):
    ids = add(
        session,
        ("José|García", {"phone": "600111222"}),
        ("Juan|García", {"phone": "600111222"}),
        ("J.|García", {"phone": "600111222"}),
    )
    assert all(not {ids[0], ids[1]} <= set(group) for group in found(session))


def test_the_score_of_a_group_is_its_weakest_link(session):
    add(
        session,
        ("Ana|Gil", {"email": "a@x.es", "city": "León"}),
        ("Ana|Gil", {"email": "a@x.es"}),
        ("Ana|Gil", {"city": "León"}),
    )
    (group,) = session.duplicates.scan()
    assert group.score == min(pair.likeness.score for pair in group.pairs[:2]) < group.pairs[0].likeness.score


def test_less_likely_ones_come_when_they_are_asked_for(session):
    add(session, ("Ana|García", {}), ("Ana|García López", {}))
    assert found(session) == []
    assert len(found(session, minimum=80)) == 1


def test_nothing_below_the_least_score_is_offered(session):
    add(session, ("Ana|", {}), ("Ana|", {}))
    assert found(session, minimum=0) == []


def test_progress_is_told_and_rises(session):
    add(session, *[(f"Ana{number}|Gil", {}) for number in range(30)])
    told = []
    session.duplicates.scan(progress=lambda done: told.append(done) or True)
    assert told
    assert told == sorted(told)
    assert all(0 <= done <= 1 for done in told)


def test_a_scan_stops_when_nobody_wants_it(session):
    add(session, ("Ana|Gil", {}))
    with pytest.raises(Stopped):
        session.duplicates.scan(progress=lambda _done: False)


def test_a_scan_changes_nothing(session):
    add(session, *[("Ana|Gil", {"email": "ana@acme.es"})] * 3)
    before = picture(session.database)
    session.duplicates.scan()
    assert picture(session.database) == before


def test_an_empty_file_has_no_duplicates(session):
    assert session.duplicates.scan() == []


# The pains of other programs


def test_pain_4_a_first_name_alone_is_no_proof(session):
    add(session, ("Ana|", {}), ("Ana|", {}), ("Ana|Gil", {}))
    assert found(session) == []


def test_pain_4_accents_are_ignored_in_suggestions_only(session):
    ids = add(session, ("Hans|Müller", {"city": "Köln"}), ("Hans|Muller", {"city": "Koln"}))
    assert found(session) == [tuple(ids)]
    assert [session.contacts.get(one).last_name for one in ids] == ["Müller", "Muller"]


def test_pain_4_clusters_of_one_address_are_all_found(session):
    pairs = [add(session, *[(f"P{number}|Gil{number}", {"email": f"p{number}@x.es"})] * 2) for number in range(14)]
    assert sorted(found(session)) == [tuple(pair) for pair in pairs]


def test_pain_4_addresses_of_machines_are_no_names(session):
    for address in ("192.168.0.1", "192.168.1.1"):
        session.contacts.add({"kind": "company", "company": address})
    assert found(session, minimum=70) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"first_name": "Ana", "email": "ana@acme.es"}, {"first_name": "Ana", "email": "ana+web@acme.es"}),
        ({"first_name": "Ana", "email": "ana.gil@gmail.com"}, {"first_name": "Ana", "email": "anagil@gmail.com"}),
        ({"last_name": "O'Brien", "first_name": "Tom"}, {"last_name": "O’Brien", "first_name": "TOM"}),
        ({"kind": "company", "company": "Acme S.L."}, {"kind": "company", "company": "ACME"}),
        ({"kind": "company", "company": "Acme GmbH"}, {"kind": "company", "company": "Acme"}),
        ({"first_name": "Ana", "phone": "600 11 12 22"}, {"first_name": "Ana", "mobile_phone": "+34600111222"}),
        ({"first_name": "Ana", "tax_id": "12.345.678-Z"}, {"first_name": "Ana", "tax_id": "ES12345678Z"}),
    ],
)
def test_pain_5_the_same_written_in_two_ways_is_found(session, one, other):
    ids = (session.contacts.add(one), session.contacts.add(other))
    assert found(session) == [ids]


def test_pain_6_what_is_near_is_looked_up_by_indexes(session):
    add(session, ("Ana|García López", {"email": "ana@acme.es", "phone": "600111222", "company": "Acme"}))
    values = {"first_name": "Ana", "last_name": "García", "email": "ana@acme.es", "phone": "600111222"}
    seen = []
    session.duplicates.near(values)
    session.database.connection.set_trace_callback(seen.append)
    session.duplicates.near(values)
    session.database.connection.set_trace_callback(None)
    asked = [sql for sql in seen if sql.lstrip().startswith("SELECT") and "_config" not in sql]
    plans = [row[3] for sql in asked for row in session.database.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    assert plans
    assert [plan for plan in plans if plan.startswith("SCAN contact") and "VIRTUAL" not in plan] == []


def test_real_contacts_of_a_dummy_account_are_all_different(session):
    bring_in(session, real("hubspot_dummy") / "hubspot_contacts.csv")
    assert found(session) == []


# What is near what is being typed


def near(session, **values):
    return [one.contact_id for one in session.duplicates.near(values)]


def test_the_same_address_is_exact(session):
    (ana,) = add(session, ("Ana|Gil", {"email": "ana@acme.es", "city": "León"}))
    (one,) = session.duplicates.near({"first_name": "Ana", "email": "ana+x@acme.es"})
    assert (one.contact_id, one.name, one.detail, one.exact) == (ana, "Ana Gil", "León", True)
    assert "Same mailbox: ana+x@acme.es = ana@acme.es" in one.likeness.evidence


def test_a_name_with_a_slip_is_near(session):
    (ana,) = add(session, ("Ana|Gutiérrez", {"company": "Acme"}))
    (one,) = session.duplicates.near({"first_name": "Ana", "last_name": "Gutierez", "company": "Acme S.L."})
    assert (one.contact_id, one.detail, one.exact) == (ana, "Acme", False)


def test_a_further_channel_is_looked_up_too(session):
    (ana,) = add(session, ("Ana|Gil", {"phone": "600111222"}))
    assert near(session, first_name="Ana", channels=[Channel("phone", "600 111 222")]) == [ana]


def test_the_contact_itself_and_who_was_called_different_are_left_out(session):
    ids = add(session, *[("Ana|Gil", {"email": "ana@acme.es"})] * 3)
    session.merging.keep_apart(ids[:2])
    values = {"first_name": "Ana", "last_name": "Gil", "email": "ana@acme.es"}
    assert [one.contact_id for one in session.duplicates.near(values, exclude=ids[0])] == [ids[2]]


def test_the_five_best_are_shown_best_first(session):
    add(session, *[("Ana|Gil", {"city": f"Ciudad {number}"}) for number in range(8)])
    (best,) = add(session, ("Ana|Gil", {"email": "ana@acme.es"}))
    shown = near(session, first_name="Ana", last_name="Gil", email="ana@acme.es")
    assert (len(shown), shown[0]) == (5, best)


def test_a_company_that_is_typed_finds_companies(session):
    acme = session.contacts.add({"kind": "company", "company": "Talleres Pérez S.L.", "city": "León"})
    add(session, ("Talleres|Pérez", {}))
    assert near(session, kind="company", company="talleres perez") == [acme]


@pytest.mark.parametrize("values", [{}, {"first_name": ""}, {"email": "@"}, {"phone": "+"}, {"kind": "company"}])
def test_nothing_typed_yet_is_near_nobody(session, values):
    add(session, ("Ana|Gil", {"email": "ana@acme.es"}))
    assert near(session, **values) == []


def test_any_role_that_reads_contacts_may_look(session):
    add(session, *[("Ana|Gil", {"email": "ana@acme.es"})] * 2)
    assert len(second_user(session, role="reader").duplicates.scan()) == 1
