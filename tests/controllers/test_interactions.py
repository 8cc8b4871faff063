"""Interactions: logged, changed, removed; what counts as contact with the customer; bad input beside its field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm.errors import Conflict, Invalid, NotFound
from crm.utils import dates
from tests.records import picture


@pytest.fixture
def contact(session) -> int:
    return session.contacts.add({"first_name": "Ana"})


def test_a_sentence_is_enough_and_it_happened_now(session, contact):
    logged = session.interactions.get(session.interactions.add(contact, {"subject": "Llamó"}))
    assert (logged.type, logged.subject, logged.contact_id) == ("call", "Llamó", contact)
    assert logged.at[:10] == dates.now()[:10]
    assert logged.user_id == session.user.id


def test_all_that_is_given_is_read_back(session, contact):
    values = {"type": "meeting", "subject": "s", "body": "b\nc", "at": "2020-01-01T10:00:00Z", "duration_minutes": 30}
    values |= {"outcome": "o", "next_step": "n"}
    kept = vars(session.interactions.get(session.interactions.add(contact, values)))
    assert {name: kept[name] for name in values} == values


def test_the_newest_come_first(session, contact):
    first, second = (session.interactions.add(contact, {"at": f"20{year}-01-01T00:00:00Z"}) for year in (21, 20))
    assert [one.id for one in session.interactions.of(contact)] == [first, second]


def test_a_note_is_no_contact_with_the_customer(session, contact):
    session.interactions.add(contact, {"type": "note", "at": "2020-06-01T00:00:00Z"})
    assert session.contacts.get(contact).last_interaction_at == ""


def test_what_lies_ahead_is_no_interaction_yet(session, contact):
    with pytest.raises(Invalid) as refused:
        session.interactions.add(contact, {"type": "call", "at": "9000-01-01T00:00:00Z"})
    assert list(refused.value.fields) == ["at"]


def test_the_time_of_last_interaction_follows_every_change(session, contact):
    logged = session.interactions.add(contact, {"at": "2020-06-01T00:00:00Z"})
    session.interactions.change(logged, {"at": "2020-07-01T00:00:00Z"})
    assert session.contacts.get(contact).last_interaction_at == "2020-07-01T00:00:00Z"
    session.interactions.change(logged, {"type": "note"})
    assert session.contacts.get(contact).last_interaction_at == ""


def test_logging_is_no_edit_of_the_contact(session, contact):
    session.database.execute("UPDATE contacts SET updated_at = '2020-01-01T00:00:00Z'")
    session.interactions.add(contact, {"at": "2020-06-01T00:00:00Z"})
    assert session.contacts.get(contact).updated_at == "2020-01-01T00:00:00Z"


def test_a_removed_one_comes_back(session, contact):
    logged = session.interactions.add(contact, {"subject": "hola"})
    before = picture(session.database)
    session.interactions.remove(logged)
    with pytest.raises(NotFound):
        session.interactions.get(logged)
    session.history.undo()
    assert picture(session.database) == before


def test_somebody_elses_change_meanwhile_is_a_conflict(session, contact):
    logged = session.interactions.add(contact, {"subject": "hola"})
    read = session.interactions.get(logged)
    session.interactions.change(logged, {"subject": "adiós"})
    with pytest.raises(Conflict):
        session.interactions.change(logged, {"subject": "mía"}, version=read.version)
    assert session.interactions.get(logged).subject == "adiós"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "fax"),
        ("at", "yesterday"),
        ("at", ""),
        ("duration_minutes", -1),
        ("duration_minutes", 1.5),
        ("duration_minutes", "ten"),
        ("duration_minutes", 2**63),
        ("subject", "a\x00b"),
        ("subject", "x" * 1001),
        ("body", "\ud83d"),
        ("nothing", "x"),
    ],
)
def test_a_bad_value_is_refused_beside_its_field(session, contact, field, value):
    before = picture(session.database)
    with pytest.raises(Invalid) as refused:
        session.interactions.add(contact, {field: value})
    assert list(refused.value.fields) == [field]
    assert picture(session.database) == before


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "2024-1-2T3:4:5Z"])
def test_far_and_short_times_are_kept_in_one_form(session, contact, at):
    kept = session.interactions.get(session.interactions.add(contact, {"at": at})).at
    assert len(kept) == 20
    assert [one.at for one in session.interactions.of(contact)] == [kept]


@pytest.mark.parametrize("field", ["subject", "body", "outcome", "next_step"])
def test_strings_that_broke_other_programs_are_kept_letter_for_letter(session, contact, field):
    path = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "blns" / "blns.json"
    if not path.exists():
        pytest.skip("../shared/data is not here")
    with session.database.transaction(session.contacts.context.author, "Naughty"):
        for text in json.loads(path.read_text(encoding="utf-8")):
            if "\x00" not in text:
                logged = session.interactions.add(contact, {field: text})
                assert getattr(session.interactions.get(logged), field) == text


def test_an_unknown_contact_is_not_found(session):
    with pytest.raises(NotFound):
        session.interactions.add(99, {"subject": "x"})


def test_the_business_s_own_types_are_offered_behind_the_built_in_ones(session):
    own = [one.key for one in session.interaction_types.all()]
    assert [one.value for one in session.interactions.types()] == ["call", "email", "meeting", "note", *own]


def test_a_type_out_of_use_is_not_offered_and_its_interactions_may_still_be_edited(session):
    type_id = session.interaction_types.add("Cata")
    happened = session.interactions.add(session.contacts.add({"first_name": "Ana"}), {"type": "cata"})
    session.interaction_types.change(type_id, active=False)
    session.interactions.change(happened, {"type": "cata", "subject": "Vinos"})
    assert session.interactions.get(happened).subject == "Vinos"
    assert "cata" not in [one.value for one in session.interactions.types()]


@pytest.fixture
def about(session, contact):
    """A deal with the contact, and an interaction about it beside one about nothing."""
    deal = session.opportunities.add({"title": "Molino", "contact_id": contact})
    logged = session.interactions.add(contact, {"opportunity_id": deal, "subject": "Precio"})
    session.interactions.add(contact, {"subject": "Saludo"})
    return deal, logged


def test_an_interaction_may_be_about_a_deal(session, contact, about):
    deal, logged = about
    assert session.interactions.get(logged).opportunity_id == deal
    assert [one.id for one in session.interactions.of(opportunity_id=deal)] == [logged]
    assert len(session.interactions.of(contact)) == 2
    assert [one.id for one in session.interactions.of(contact, opportunity_id=deal)] == [logged]
    assert session.interactions.of() == []


def test_what_it_was_about_may_be_changed_and_taken_away(session, about):
    deal, logged = about
    for wanted in (None, deal):
        session.interactions.change(logged, {"opportunity_id": wanted})
        assert session.interactions.get(logged).opportunity_id == wanted


def test_a_deal_that_is_not_there_is_refused_beside_its_field(session, contact):
    with pytest.raises(Invalid) as refused:
        session.interactions.add(contact, {"opportunity_id": 999})
    assert list(refused.value.fields) == ["opportunity_id"]
