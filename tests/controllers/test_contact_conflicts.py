"""Two people at one contact: the same field is in dispute, everything else is kept from both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.errors import Conflict
from crm.models.contacts import Channel
from crm.models.fields import Kind
from crm.session import Session


@pytest.fixture
def opened(session: Session):
    """A contact as a form was filled with it."""
    session.fields.add("Talla", Kind.TEXT)
    contact = session.contacts.add({"first_name": "Ana", "city": "Lugo", "email": "ana@example.com", "custom.f1": "M"})
    return session.contacts.get(contact)


def test_the_same_field_is_a_conflict_with_mine_theirs_and_the_original(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo"})
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {"city": "Soria"}, version=opened.version)
    assert refused.value.fields == {"city": ("Soria", "Vigo", "Lugo")}
    assert session.contacts.get(opened.id).city == "Vigo"


def test_of_several_changes_the_original_is_the_one_that_was_read(session, opened):
    for city in ("Vigo", "León"):
        session.contacts.change(opened.id, {"city": city})
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {"city": "Soria"}, version=opened.version)
    assert refused.value.fields == {"city": ("Soria", "León", "Lugo")}


def test_different_fields_are_no_conflict(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo"})
    session.contacts.change(opened.id, {"country": "España"}, version=opened.version)
    kept = session.contacts.get(opened.id)
    assert (kept.city, kept.country) == ("Vigo", "España")


def test_a_whole_form_sends_back_what_it_was_filled_with_and_overwrites_nothing(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo", "email": "nueva@example.com"})
    editable = {field.name for field in session.contacts.fields() if field.editable}
    form = {name: value for name, value in opened.values().items() if name in editable}
    session.contacts.change(opened.id, form | {"country": "España"}, version=opened.version)
    kept = session.contacts.get(opened.id)
    assert (kept.city, kept.country, kept.email) == ("Vigo", "España", "nueva@example.com")


def test_the_same_change_made_twice_is_no_conflict(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo"})
    session.contacts.change(opened.id, {"city": "Vigo"}, version=opened.version)
    assert session.contacts.get(opened.id).city == "Vigo"


def test_a_change_taken_back_meanwhile_is_no_conflict(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo"})
    session.history.undo()
    session.contacts.change(opened.id, {"country": "España"})
    session.contacts.change(opened.id, {"city": "Soria"}, version=opened.version)
    assert session.contacts.get(opened.id).city == "Soria"


def test_a_field_of_the_business_is_a_conflict_too(session, opened):
    session.contacts.change(opened.id, {"custom.f1": "L"})
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {"custom.f1": "XL"}, version=opened.version)
    assert refused.value.fields == {"custom.f1": ("XL", "L", "M")}


def test_an_own_field_emptied_by_somebody_is_a_conflict(session, opened):
    session.contacts.change(opened.id, {"custom.f1": None})
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {"custom.f1": "XL"}, version=opened.version)
    assert refused.value.fields == {"custom.f1": ("XL", None, "M")}


def test_the_primary_address_changed_twice_is_a_conflict(session, opened):
    session.contacts.change(opened.id, {"email": "suya@example.com"})
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {"email": "mia@example.com"}, version=opened.version)
    assert refused.value.fields == {"email": ("mia@example.com", "suya@example.com", "ana@example.com")}


def test_channels_changed_twice_are_a_conflict_with_all_three_lists(session, opened):
    theirs = [*opened.channels, Channel("phone", "+34611111111")]
    session.contacts.change(opened.id, {}, channels=theirs)
    mine = [*opened.channels, Channel("phone", "+34622222222")]
    with pytest.raises(Conflict) as refused:
        session.contacts.change(opened.id, {}, version=opened.version, channels=mine)
    lists = [[one.value for one in channels] for channels in refused.value.fields["channels"]]
    assert lists == [
        ["ana@example.com", "+34622222222"],
        ["ana@example.com", "+34611111111"],
        ["ana@example.com"],
    ]


def test_channels_left_alone_keep_what_others_made_of_them(session, opened):
    session.contacts.change(opened.id, {}, channels=[Channel("phone", "+34611111111")])
    session.contacts.change(opened.id, {"city": "Vigo"}, version=opened.version, channels=opened.channels)
    kept = session.contacts.get(opened.id)
    assert [one.value for one in kept.channels] == ["+34611111111"]
    assert (kept.city, kept.email, kept.phone) == ("Vigo", "", "+34611111111")


def test_channels_only_i_changed_are_mine(session, opened):
    session.contacts.change(opened.id, {"city": "Vigo"})
    mine = [replace(opened.channels[0], value="mia@example.com")]
    session.contacts.change(opened.id, {}, version=opened.version, channels=mine)
    assert session.contacts.get(opened.id).email == "mia@example.com"


def test_tags_of_both_are_merged(session, opened):
    old, hers, mine = (session.tags.add(name) for name in ("viejo", "suyo", "mío"))
    session.contacts.add_tags([opened.id], [old])
    read = session.contacts.get(opened.id)
    session.contacts.change(opened.id, {"tags": [old, hers]})
    session.contacts.change(opened.id, {"tags": [mine]}, version=read.version)
    assert {one.id for one in session.contacts.get(opened.id).tags} == {hers, mine}


def test_a_tag_put_on_before_i_read_is_mine_to_take_off(session, opened):
    tag = session.tags.add("VIP")
    session.contacts.add_tags([opened.id], [tag])
    read = session.contacts.get(opened.id)
    session.contacts.change(opened.id, {"tags": []}, version=read.version)
    assert session.contacts.get(opened.id).tags == ()


def test_a_logged_call_is_no_conflict_with_an_edit(session, opened):
    session.interactions.add(opened.id, {"subject": "hola"})
    session.contacts.change(opened.id, {"city": "Vigo"}, version=opened.version)
    assert session.contacts.get(opened.id).city == "Vigo"


def test_a_refused_change_leaves_tags_and_channels_as_they_were(session, opened):
    tag = session.tags.add("VIP")
    session.contacts.change(opened.id, {"city": "Vigo"})
    values = {"city": "Soria", "tags": [tag], "phone": "612345678"}
    with pytest.raises(Conflict):
        session.contacts.change(opened.id, values, version=opened.version)
    kept = session.contacts.get(opened.id)
    assert (kept.tags, kept.phone) == ((), "")


# Merges meanwhile


@pytest.fixture
def namesake(session):
    """Another Ana, with a phone and a tag."""
    return session.contacts.add({"first_name": "Ana", "phone": "+34612345678", "tags": ["VIP"]})


def test_what_a_merge_brought_is_no_removal_by_who_had_the_form_open(session, opened, namesake):
    form = session.contacts.get(opened.id)
    session.merging.merge(opened.id, [namesake])
    values = {"city": "Soria", "tags": []}
    session.contacts.change(opened.id, values, version=form.version, channels=form.channels)
    kept = session.contacts.get(opened.id)
    assert (kept.city, kept.phone, [tag.name for tag in kept.tags]) == ("Soria", "+34612345678", ["VIP"])


def test_what_the_undo_of_a_merge_took_away_is_not_added_again(session, opened, namesake):
    session.merging.merge(opened.id, [namesake])
    form = session.contacts.get(opened.id)
    session.history.undo()
    values = {"city": "Soria", "tags": [tag.id for tag in form.tags]}
    session.contacts.change(opened.id, values, version=form.version, channels=form.channels)
    kept = session.contacts.get(opened.id)
    assert (kept.city, [one.value for one in kept.channels], kept.tags) == ("Soria", ["ana@example.com"], ())
