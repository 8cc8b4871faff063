"""Contacts: what is added is read back, what cannot be kept is refused beside its field, companies and people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.errors import CrmError, Invalid, NotFound
from crm.models.contacts import FIELDS, Channel
from crm.models.fields import Kind
from tests.records import newest, picture

TEXTS = [one.name for one in FIELDS if one.kind in (Kind.TEXT, Kind.LONG_TEXT) and one.editable]
ODD = [
    "😀 👩‍👩‍👧",
    "a\u202eb",
    "\ufeff",
    " spaces ",
    "tab\tand\nline",
    "'; DROP TABLE contacts; --",
    "<b>x</b>",
    "0001",
    "=1+1",
]


def naughty_strings() -> list[str]:
    path = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "blns" / "blns.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def refused(work) -> list[str]:
    with pytest.raises(Invalid) as error:
        work()
    assert all(sentence.endswith((".", "…")) for sentence in error.value.fields.values())
    return list(error.value.fields)


def test_a_person_with_a_first_name_alone_is_kept(session):
    contact = session.contacts.get(session.contacts.add({"first_name": "Ana"}))
    assert (contact.name, contact.kind, contact.status, contact.company) == ("Ana", "person", "lead", "")


def test_everything_given_is_read_back(session):
    tag = session.tags.add("VIP")
    values = dict.fromkeys(TEXTS, "texto") | {
        "email": "ana@example.com",
        "phone": "+34612345678",
        "mobile_phone": "+34712345678",
        "website": "https://example.com",
        "status": "customer",
        "assigned_to": session.user.id,
        "tags": [tag],
    }
    kept = session.contacts.get(session.contacts.add(values)).values()
    assert {name: kept[name] for name in values} == values


def test_a_contact_needs_something_to_be_called_by(session):
    assert refused(lambda: session.contacts.add({"first_name": " ", "notes": "x"})) == ["first_name"]
    assert refused(lambda: session.contacts.add({"kind": "company", "company": " "})) == ["company"]


def test_a_name_cannot_be_taken_away(session):
    contact = session.contacts.add({"first_name": "Ana"})
    assert refused(lambda: session.contacts.change(contact, {"first_name": ""})) == ["first_name"]
    assert session.contacts.get(contact).first_name == "Ana"


@pytest.mark.parametrize("text", ODD, ids=ascii)
@pytest.mark.parametrize("field", TEXTS)
def test_odd_texts_are_kept_letter_for_letter(session, field, text):
    contact = session.contacts.add({"last_name": "Gil", field: text})
    assert getattr(session.contacts.get(contact), field) == text
    assert session.contacts.rows([contact])[0][field] == text


@pytest.mark.parametrize("field", TEXTS)
def test_strings_that_broke_other_programs_are_kept_in_every_text(session, field):
    if not naughty_strings():
        pytest.skip("../shared/data is not here")
    with session.database.transaction(session.contacts.context.author, "Naughty"):
        for text in naughty_strings():
            if "\x00" not in text:
                contact = session.contacts.add({"last_name": "Gil", "email": "a@example.com", field: text})
                assert getattr(session.contacts.get(contact), field) == text
    assert session.maintenance.check() == []


@pytest.mark.parametrize("field", ["email", "phone", "mobile_phone", "website"])
def test_such_strings_elsewhere_are_kept_or_refused_beside_the_field(session, field):
    if not naughty_strings():
        pytest.skip("../shared/data is not here")
    for text in naughty_strings():
        try:
            session.contacts.add({"first_name": "Ana", field: text})
        except Invalid as error:
            assert list(error.fields) == [field]


@pytest.mark.parametrize("text", ["a\x00b", "\ud83d", "x\udc00"], ids=ascii)
@pytest.mark.parametrize("field", [*TEXTS, "email", "phone", "website", "status", "kind"])
def test_what_cannot_be_stored_is_refused_beside_its_field(session, field, text):
    before = picture(session.database)
    assert refused(lambda: session.contacts.add({"first_name": "Ana", field: text})) == [field]
    assert picture(session.database) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "llámame"),
        ("email", "ana"),
        ("email", "a@b@c"),
        ("status", "client"),
        ("assigned_to", 99),
        ("assigned_to", "Ana"),
        ("assigned_to", 10**30),
        ("tags", [99]),
        ("tags", "VIP"),
        ("tags", 5),
        ("tags", [[1]]),
        ("first_name", 5),
        ("first_name", "x" * 1001),
        ("created_at", "yesterday"),
        ("created_at", "0000-00-00T00:00:00Z"),
        ("nothing", "x"),
        ("custom.f9", "x"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_beside_its_field(session, field, value):
    assert refused(lambda: session.contacts.add({"last_name": "Gil", field: value})) == [field]


def test_every_bad_field_is_named_at_once(session):
    values = {"first_name": "Ana", "email": "ana", "phone": "x", "status": "y"}
    assert sorted(refused(lambda: session.contacts.add(values))) == ["email", "phone", "status"]


def test_a_note_of_a_megabyte_is_kept_and_found(session):
    note = "palabra " * 131_072 + "ornitorrinco"
    contact = session.contacts.add({"first_name": "Ana", "notes": note})
    assert session.contacts.get(contact).notes == note
    assert [row["id"] for row in session.contacts.search("ornitorrinco")] == [contact]


def test_bad_channels_are_refused_by_their_place(session):
    channels = [Channel("email", "ana@example.com"), Channel("email", "bad"), Channel("fax", "1")]
    assert refused(lambda: session.contacts.add({"first_name": "Ana"}, channels=channels)) == ["channels.2"]
    assert refused(lambda: session.contacts.add({"first_name": "Ana"}, channels=channels[:2])) == ["channels.1"]
    odd = [Channel("phone", "+34612345678", label="\ud83d")]
    assert refused(lambda: session.contacts.add({"first_name": "Ana"}, channels=odd)) == ["channels.0"]


def test_a_contact_has_several_channels_and_the_plain_field_is_the_primary_one(session):
    channels = [Channel("email", "b@example.com", "home", is_primary=True), Channel("phone", "+34911111111")]
    contact = session.contacts.get(
        session.contacts.add({"first_name": "Ana", "email": "a@example.com"}, channels=channels)
    )
    assert [(one.value, one.is_primary) for one in contact.channels if one.kind == "email"] == [
        ("a@example.com", True),
        ("b@example.com", False),
    ]
    assert (contact.email, contact.phone) == ("a@example.com", "+34911111111")


def test_a_person_is_linked_to_the_company_of_that_name(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    assert session.contacts.get(session.contacts.add({"first_name": "Ana", "company": " ACME "})).company_id == company


def test_accents_and_doubt_keep_a_person_apart_from_a_company(session):
    for name in ("Acme", "Dos", "Dos"):
        session.contacts.add({"kind": "company", "company": name})
    for name in ("Acmé", "Dos", "Tres"):
        assert session.contacts.get(session.contacts.add({"first_name": "Ana", "company": name})).company_id is None


def test_people_follow_their_company_when_it_is_renamed(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    person = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    nameless = session.contacts.add({"company": "Acme"})
    session.contacts.change(company, {"company": "Zenit"})
    assert [session.contacts.get(one).company for one in (person, nameless)] == ["Zenit", "Zenit"]
    assert session.contacts.get(nameless).sort_name == "zenit"


def test_the_company_of_a_person_stays_written_when_it_is_removed(session):
    company = session.contacts.add({"kind": "company", "company": "Acme"})
    person = session.contacts.add({"first_name": "Ana", "company": "Acme"})
    session.contacts.remove([company])
    kept = session.contacts.get(person)
    assert (kept.company, kept.company_id) == ("Acme", None)


def test_a_company_has_no_first_name(session):
    contact = session.contacts.add({"kind": "company", "company": "Acme", "first_name": "Ana", "job_title": "x"})
    kept = session.contacts.get(contact)
    assert (kept.first_name, kept.job_title) == ("", "")


def test_many_are_changed_as_one_operation_that_counts_those_that_differed(session):
    ids = [session.contacts.add({"first_name": name, "city": city}) for name, city in (("A", ""), ("B", "Lugo"))]
    before = newest(session.database)
    assert session.contacts.change_many([*ids, *ids], {"city": "Lugo"}) == 1
    assert newest(session.database) == before + 1
    assert session.history.operations()[0].label == "Edit 1 contacts"


def test_one_that_is_gone_stops_a_change_of_many_whole(session):
    contact = session.contacts.add({"first_name": "Ana"})
    with pytest.raises(NotFound):
        session.contacts.change_many([contact, 99], {"city": "Lugo"})
    assert session.contacts.get(contact).city == ""


def test_tags_are_put_on_and_taken_off_many_once(session):
    ids = [session.contacts.add({"first_name": name}) for name in "AB"]
    tag = session.tags.add("VIP")
    assert session.contacts.add_tags([*ids, *ids], [tag, tag]) == 2
    assert session.contacts.add_tags(ids, [tag]) == 0
    assert session.contacts.remove_tags(ids[:1], [tag]) == 1
    assert [len(session.contacts.get(one).tags) for one in ids] == [0, 1]


def test_an_unknown_tag_is_refused_and_an_unknown_contact_not_found(session):
    contact, tag = session.contacts.add({"first_name": "Ana"}), session.tags.add("VIP")
    assert refused(lambda: session.contacts.add_tags([contact], [99])) == ["tags"]
    with pytest.raises(NotFound):
        session.contacts.add_tags([99], [tag])


def test_tagging_nobody_leaves_no_operation(session):
    tag = session.tags.add("VIP")
    known = session.history.can_undo().id
    session.contacts.add_tags([], [tag])
    assert session.history.can_undo().id == known


def test_removing_one_twice_in_a_list_removes_it_once(session):
    contact = session.contacts.add({"first_name": "Ana"})
    assert session.contacts.remove([contact, contact]) == 1
    with pytest.raises(NotFound):
        session.contacts.get(contact)


def test_two_contacts_may_not_share_an_outside_number(session):
    session.contacts.add({"first_name": "Ana", "external_source": "crm", "external_id": "7"})
    with pytest.raises(CrmError):
        session.contacts.add({"first_name": "Eva", "external_source": "crm", "external_id": "7"})
    assert session.contacts.add({"first_name": "Eva", "external_source": "other", "external_id": "7"})


def test_warnings_name_who_has_the_address_and_a_tax_number_that_looks_wrong(session):
    contact = session.contacts.add({"first_name": "Ana", "email": "ana@example.com"})
    found = session.contacts.warnings({"email": "ANA@example.com", "tax_id": "12345678A", "country": "España"})
    assert "Ana" in found["email"]
    assert found["tax_id"]
    assert session.contacts.warnings({"email": "ana@example.com"}, contact_id=contact) == {}


def test_a_phone_is_read_as_of_the_contacts_country(session):
    contact = session.contacts.add({"first_name": "Ana", "phone": "55 1234 5678", "country": "México"})
    assert session.contacts.get(contact).phone == "+525512345678"


def test_tags_may_be_named_and_new_ones_are_added(session):
    vip = session.tags.add("VIP")
    contact = session.contacts.add({"first_name": "Ana", "tags": ["vip", "Feria", vip]})
    assert [tag.name for tag in session.contacts.get(contact).tags] == ["Feria", "VIP"]


def test_a_new_tag_and_the_contact_it_is_put_on_are_one_operation(session):
    contact = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(contact, {"tags": ["Feria"]})
    assert [one.label for one in session.history.operations(limit=2)] == ["Edit Ana", "Add Ana"]
    session.history.undo()
    assert session.tags.by_name("Feria") is None


def test_a_refused_contact_leaves_no_tag_behind(session):
    assert refused(lambda: session.contacts.add({"tags": ["Feria"], "email": "no"})) == ["email"]
    contact = session.contacts.add({"first_name": "Ana"})
    assert refused(lambda: session.contacts.change(contact, {"tags": ["Feria"], "status": "no"})) == ["status"]
    assert session.tags.all() == []


@pytest.mark.parametrize("name", [" ", "a\x00", "\ud83d", "x" * 101])
def test_a_bad_name_of_a_tag_is_told_beside_the_tags(session, name):
    assert refused(lambda: session.contacts.add({"first_name": "Ana", "tags": [name]})) == ["tags"]


def test_a_birthday_that_lies_ahead_is_refused(session):
    with pytest.raises(Invalid) as refused:
        session.contacts.add({"first_name": "Ana", "birthday": "2999-01-01"})
    assert list(refused.value.fields) == ["birthday"]
    ana = session.contacts.add({"first_name": "Ana", "birthday": "1980-02-29"})
    with pytest.raises(Invalid):
        session.contacts.change(ana, {"birthday": "2999-01-01"})
    assert session.contacts.get(ana).birthday == "1980-02-29"


def test_a_company_has_no_birthday(session):
    acme = session.contacts.add({"kind": "company", "company": "Acme", "birthday": "1980-02-29"})
    assert session.contacts.get(acme).birthday == ""


def test_the_history_tells_of_a_birthday(session):
    ana = session.contacts.add({"first_name": "Ana"})
    session.contacts.change(ana, {"birthday": "1980-05-06"})
    (told,) = session.history.told(newest(session.database))
    assert (told.field, told.before, told.after) == ("Birthday", "", "6 May 1980")
