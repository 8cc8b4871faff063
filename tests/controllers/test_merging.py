"""Making several contacts one: what the plan tells, what becomes of everything, who may, and the way back."""

from __future__ import annotations

import pytest

from crm.errors import Conflict, Denied, Invalid, NotFound
from crm.models.contacts import Channel
from tests.records import newest, picture, second_user


@pytest.fixture
def pair(session) -> tuple[int, int]:
    """Ana twice, the second one known better by others."""
    one = session.contacts.add(
        {"first_name": "Ana", "last_name": "García", "email": "ana@example.com", "city": "Soria"}
    )
    values = {"first_name": "Ana", "phone": "+34612345678", "email": "a.garcia@example.com", "job_title": "CEO"}
    return one, session.contacts.add(values)


def field_of(plan, name):
    return next(one for one in plan.fields if one.name == name)


# The plan


def test_the_most_complete_contact_survives(session):
    thin = session.contacts.add({"first_name": "Ana"})
    full = session.contacts.add({"first_name": "Ana", "last_name": "García", "city": "Soria"})
    assert session.merging.preview([thin, full]).ids == (full, thin)


def test_of_equally_complete_contacts_the_older_one_survives(session):
    older = session.contacts.add({"first_name": "Ana"})
    younger = session.contacts.add({"first_name": "Eva"})
    assert session.merging.preview([younger, older]).keep_id == older


def test_the_survivor_can_be_chosen(session, pair):
    plan = session.merging.preview(pair, keep=pair[1])
    assert (plan.keep_id, plan.others) == (pair[1], (pair[0],))


def test_the_plan_tells_each_value_and_what_comes_out(session, pair):
    field = field_of(session.merging.preview(pair, keep=pair[0]), "email")
    assert dict(field.options) == {pair[0]: "ana@example.com", pair[1]: "a.garcia@example.com"}
    assert (field.chosen, field.result) == (pair[0], "ana@example.com")


def test_an_empty_field_takes_the_first_value_there_is(session, pair):
    field = field_of(session.merging.preview(pair, keep=pair[0]), "job_title")
    assert (field.chosen, field.result) == (pair[1], "CEO")


def test_the_plan_unites_channels_and_tags(session, pair):
    north, south = session.tags.add("Norte"), session.tags.add("Sur")
    session.contacts.add_tags([pair[0]], [north])
    session.contacts.add_tags([pair[1]], [north, south])
    plan = session.merging.preview(pair, keep=pair[0])
    assert [one.channel.value for one in plan.channels] == ["ana@example.com", "a.garcia@example.com", "+34612345678"]
    assert [tag.name for tag in plan.tags] == ["Norte", "Sur"]


def test_the_plan_counts_what_moves(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "ACME S.L."})
    session.contacts.add({"first_name": "Bea", "company": "ACME S.L."})
    session.interactions.add(two, {"subject": "hola"})
    assert session.merging.preview([one, two], keep=one).relations == {"contacts": 1, "interactions": 1}


def test_a_plan_writes_nothing(session, pair):
    before = picture(session.database)
    session.merging.preview(pair)
    assert picture(session.database) == before


def test_what_was_planned_is_what_comes_out(session, pair):
    plan = session.merging.preview(pair, rules={"*": "newest"})
    session.merging.merge(plan.keep_id, plan.others, choices=plan.choices, version=plan.version)
    kept = session.contacts.get(plan.keep_id)
    shown = {field.name: field.result for field in plan.fields}
    assert (kept.email, kept.job_title, kept.city) == (shown["email"], shown["job_title"], shown["city"])


# What is refused


@pytest.mark.parametrize("count", [0, 1])
def test_less_than_two_are_no_merge(session, pair, count):
    with pytest.raises(Invalid, match="two contacts"):
        session.merging.preview(pair[:count])


def test_the_same_contact_twice_is_no_merge(session, pair):
    with pytest.raises(Invalid):
        session.merging.merge(pair[0], [pair[0]])


def test_people_and_companies_do_not_merge(session, pair):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    with pytest.raises(Invalid, match="People merge with people"):
        session.merging.merge(pair[0], [company])


def test_a_contact_that_is_gone_is_not_merged(session, pair):
    session.contacts.remove([pair[1]])
    with pytest.raises(NotFound):
        session.merging.merge(pair[0], [pair[1]])


@pytest.mark.parametrize("choices", [{"color": "newest"}, {"city": "union"}, {"city": 99}, {"kind": "first"}])
def test_a_choice_that_cannot_be_made_is_named(session, pair, choices):
    with pytest.raises(Invalid) as caught:
        session.merging.merge(*pair[:1], pair[1:], choices=choices)
    assert caught.value.fields.keys() == choices.keys()


def test_a_merge_that_leaves_no_name_is_refused(session):
    one, two = (session.contacts.add({"kind": "company", "company": name}) for name in ("Acme", "Acme SL"))
    session.database.execute("UPDATE contacts SET company = ' ' WHERE id = :id", {"id": two})
    with pytest.raises(Invalid) as caught:
        session.merging.merge(one, [two], choices={"company": two})
    assert "company" in caught.value.fields


@pytest.mark.parametrize(
    "change",
    [
        lambda session, one: session.contacts.change(one, {"city": "Lima"}),
        lambda session, one: session.contacts.add_tags([one], [session.tags.add("VIP")]),
        lambda session, one: session.contacts.change(one, {}, channels=[]),
    ],
)
def test_a_contact_changed_since_the_plan_is_not_merged(session, pair, change):
    plan = session.merging.preview(pair)
    change(session, pair[0])
    with pytest.raises(Conflict, match="Ana García was changed meanwhile"):
        session.merging.merge(plan.keep_id, plan.others, version=plan.version)


def test_a_call_logged_since_the_plan_is_no_obstacle(session, pair):
    plan = session.merging.preview(pair)
    session.interactions.add(pair[1], {"subject": "hola"})
    session.merging.merge(plan.keep_id, plan.others, version=plan.version)
    assert [one.subject for one in session.interactions.of(plan.keep_id)] == ["hola"]


def test_a_salesperson_does_not_merge_what_belongs_to_another(session, pair):
    seller = second_user(session)
    session.contacts.change(pair[1], {"assigned_to": session.user.id})
    with pytest.raises(Denied):
        seller.merging.merge(pair[0], [pair[1]])


def test_a_reader_merges_nothing(session, pair):
    reader = second_user(session, "reader")
    for refused in (lambda: reader.merging.merge(pair[0], [pair[1]]), lambda: reader.merging.keep_apart(pair)):
        with pytest.raises(Denied):
            refused()
    with pytest.raises(Denied):
        reader.merging.merge_groups([pair])


# What comes out


def test_the_others_are_gone_and_their_values_are_kept(session, pair):
    session.merging.merge(pair[0], [pair[1]])
    kept = session.contacts.get(pair[0])
    assert (kept.name, kept.email, kept.phone, kept.job_title) == (
        "Ana García",
        "ana@example.com",
        "+34612345678",
        "CEO",
    )
    assert session.contacts.rows([pair[1]]) == []


def test_many_become_one(session):
    ids = [session.contacts.add({"first_name": "Ana", "email": f"a{number}@example.com"}) for number in range(12)]
    session.merging.merge(ids[0], ids[1:])
    assert len(session.contacts.get(ids[0]).channels) == 12
    assert session.maintenance.check() == []


def test_a_value_chosen_by_hand_wins(session, pair):
    session.merging.merge(pair[0], [pair[1]], choices={"email": pair[1], "city": pair[1]})
    kept = session.contacts.get(pair[0])
    assert (kept.email, kept.city) == ("a.garcia@example.com", "")
    assert {one.value for one in kept.channels} >= {"ana@example.com", "a.garcia@example.com"}


def test_who_opted_out_once_stays_so(session):
    one = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    channels = [Channel("email", "ANA@example.com", opted_out=True, invalid=True)]
    two = session.contacts.add({"first_name": "Ana"}, channels=channels)
    session.merging.merge(one, [two])
    (kept,) = session.contacts.get(one).channels
    assert (kept.value, kept.opted_out, kept.invalid, kept.is_primary) == ("ana@example.com", True, True, True)


def test_the_time_of_the_last_interaction_follows(session, pair):
    session.interactions.add(pair[0], {"at": "2020-01-20T09:00:00Z"})
    session.interactions.add(pair[1], {"at": "2020-01-25T09:00:00Z"})
    session.merging.merge(pair[0], [pair[1]])
    assert session.contacts.get(pair[0]).last_interaction_at == "2020-01-25T09:00:00Z"


def test_an_interaction_that_moves_is_not_edited(session, pair):
    logged = session.interactions.add(pair[1], {"subject": "hola"})
    before = session.interactions.get(logged)
    session.merging.merge(pair[0], [pair[1]])
    after = session.interactions.get(logged)
    assert (after.contact_id, after.updated_at, after.subject) == (pair[0], before.updated_at, "hola")


def test_the_people_of_a_company_follow_with_its_name(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "ACME S.L."})
    nameless = session.contacts.add({"email": "b@acme.example", "company": "ACME S.L."})
    session.merging.merge(one, [two])
    person = session.contacts.get(nameless)
    assert (person.company_id, person.company) == (one, "Acme")


def test_the_survivors_own_people_take_its_new_name(session):
    one = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"kind": "company", "company": "Acme Ibérica"})
    bea = session.contacts.add({"first_name": "Bea", "company": "Acme"})
    eva = session.contacts.add({"first_name": "Eva", "company": "Acme Ibérica"})
    session.merging.merge(one, [two], choices={"company": "longest"})
    assert [row["company"] for row in session.contacts.rows([one, bea, eva])] == ["Acme Ibérica"] * 3


def test_a_person_keeps_the_company_that_was_chosen(session):
    acme, bolt = (session.contacts.add({"kind": "company", "company": name}) for name in ("Acme", "Bolt"))
    one = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    two = session.contacts.add({"first_name": "Ana", "company": "Bolt"})
    session.merging.merge(one, [two], choices={"company": two})
    kept = session.contacts.get(one)
    assert (kept.company, kept.company_id) == ("Bolt", bolt)
    assert acme != bolt


def test_the_link_to_a_company_is_taken_from_a_namesake(session):
    one = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    acme = session.contacts.add({"kind": "company", "company": "Acme"})
    two = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    session.merging.merge(one, [two])
    assert session.contacts.get(one).company_id == acme


def test_the_ids_of_other_programs_stay_known(session):
    ids = [
        session.contacts.add({"first_name": "Ana", "external_source": "HubSpot", "external_id": str(number)})
        for number in range(4)
    ]
    session.merging.merge(ids[1], [ids[2]])
    session.merging.merge(ids[0], [ids[1], ids[3]])
    rows = session.database.all("SELECT contact_id, external_id FROM contact_aliases ORDER BY external_id")
    assert [(row["contact_id"], row["external_id"]) for row in rows] == [(ids[0], "1"), (ids[0], "2"), (ids[0], "3")]


def test_a_merged_contact_is_found_by_all_it_was_called(session):
    one = session.contacts.add({"first_name": "Ana"})
    two = session.contacts.add({"first_name": "Ana", "phone": "+34612345678", "notes": "loves chess"})
    session.merging.merge(one, [two])
    for typed in ("612345678", "chess"):
        assert [row["id"] for row in session.contacts.search(typed)] == [one]
    assert session.maintenance.check() == []


def test_an_address_moved_back_is_found_where_it_went(session, pair):
    session.merging.merge(pair[0], [pair[1]])
    session.history.undo()
    assert [row["id"] for row in session.contacts.search("612345678")] == [pair[1]]
    assert session.maintenance.check() == []


def test_a_merge_is_one_operation_named_after_the_survivor(session, pair):
    operation = session.merging.merge(pair[0], [pair[1]])
    assert session.history.can_undo().id == operation
    assert session.history.can_undo().label == "Merge 2 contacts into Ana García"


# Many groups


def test_many_groups_are_merged_as_one_operation(session):
    groups = [[session.contacts.add({"first_name": f"Ana {number}"}) for _twice in "ab"] for number in range(5)]
    before = picture(session.database)
    batch = session.merging.merge_groups(groups)
    assert (batch.groups, batch.merged, batch.refused) == (5, 5, ())
    assert session.history.can_undo().label == "Merge 5 groups of duplicates"
    assert session.history.undo(batch.operation).kept == ()
    assert picture(session.database) == before


def test_a_group_that_may_not_be_merged_is_left_alone_and_listed(session, pair):
    seller = second_user(session)
    theirs = [session.contacts.add({"first_name": "Eva", "assigned_to": session.user.id}) for _twice in "ab"]
    batch = seller.merging.merge_groups([theirs, pair, [pair[0], 99999]])
    assert [ids for ids, _why in batch.refused] == [tuple(theirs), (pair[0], 99999)]
    assert (batch.groups, len(session.contacts.rows([*theirs, *pair]))) == (1, 3)


def test_a_cancelled_run_leaves_nothing(session):
    groups = [[session.contacts.add({"first_name": "Ana"}) for _twice in "ab"] for _number in range(25)]
    before, known = picture(session.database), newest(session.database)
    batch = session.merging.merge_groups(groups, progress=lambda done: done < 0.5)
    assert (batch.cancelled, batch.groups, batch.operation) == (True, 0, None)
    assert (picture(session.database), newest(session.database)) == (before, known)


def test_no_groups_leave_no_operation(session):
    known = newest(session.database)
    assert session.merging.merge_groups([]).operation is None
    assert newest(session.database) == known


# Different people


def test_every_pair_among_them_is_kept_apart(session):
    ids = [session.contacts.add({"first_name": "Ana"}) for _each in range(3)]
    session.merging.keep_apart(ids)
    rows = session.database.all("SELECT one_id, other_id FROM different_contacts ORDER BY one_id, other_id")
    assert [tuple(row.values()) for row in rows] == [(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])]


def test_keeping_apart_twice_does_nothing_the_second_time(session, pair):
    session.merging.keep_apart(pair)
    known = newest(session.database)
    session.merging.keep_apart(pair[::-1])
    assert newest(session.database) == known


def test_keeping_apart_can_be_undone(session, pair):
    session.merging.keep_apart(pair)
    assert session.history.can_undo().label == "Mark Ana García, Ana as different people"
    session.history.undo()
    assert session.database.all("SELECT * FROM different_contacts") == []


def test_saying_it_answers_with_the_operation_and_again_with_none(session, pair):
    assert session.merging.keep_apart(pair) == session.history.can_undo().id
    assert session.merging.keep_apart(pair) == 0
