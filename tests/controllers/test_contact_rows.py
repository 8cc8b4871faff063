"""How a contact's values become rows: sort names, normal forms, mirrors of the channels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.controllers.contact_rows import combined, mirrored, normal_form, settle, sort_name, with_fields
from crm.models.contacts import Channel

CHANNELS = st.lists(
    st.builds(
        Channel,
        st.sampled_from(["email", "phone", "link"]),
        st.sampled_from(["", "a1@example.com", "A1@example.com", "+34612345678", "b2@example.com"]),
        st.sampled_from(["", "work", "mobile"]),
        st.booleans(),
    )
)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "person", "first_name": "Ána", "last_name": "GIL"}, "ana gil"),
        ({"kind": "person", "email": "ana@example.com"}, "ana@example.com"),
        ({"kind": "company", "company": " Ñandú "}, "nandu"),
    ],
)
def test_the_sort_name_is_the_folded_name(values, name):
    assert sort_name(values) == name


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("email", "Ana@Example.com", "ana@example.com"),
        ("phone", "(91) 123-45", "9112345"),
        ("link", "https://www.example.com/", "example.com"),
    ],
)
def test_the_same_address_has_one_normal_form(kind, one, other):
    assert normal_form(kind, one) == normal_form(kind, other)


@given(CHANNELS)
def test_settled_channels_have_no_repeats_and_one_primary_of_each_kind(channels):
    settled = settle(channels)
    keys = [(one.kind, normal_form(one.kind, one.value)) for one in settled]
    assert len(keys) == len(set(keys))
    for kind in {one.kind for one in settled}:
        assert sum(one.is_primary for one in settled if one.kind == kind) == 1
    assert settle(settled) == settled


@given(CHANNELS, st.sampled_from(["email", "phone", "mobile_phone", "website"]))
def test_a_typed_field_is_the_one_shown_afterwards(channels, name):
    typed = "+34999888777"
    assert mirrored(with_fields(settle(channels), {name: typed}))[name] == typed


def test_an_emptied_field_shows_the_next_channel():
    channels = settle([Channel("email", "a@example.com"), Channel("email", "b@example.com")])
    assert mirrored(with_fields(channels, {"email": ""}))["email"] == "b@example.com"


def test_plain_fields_and_channels_of_a_new_contact_are_joined_without_repeats():
    found = combined([Channel("email", "A@example.com", "home")], {"email": "a@example.com", "phone": "612"})
    assert [one.value for one in found] == ["612", "A@example.com"]


def test_mobile_numbers_have_a_field_of_their_own():
    shown = mirrored(settle([Channel("phone", "1", "mobile"), Channel("phone", "2", "work")]))
    assert (shown["mobile_phone"], shown["phone"]) == ("1", "2")
