"""Addresses and numbers of several contacts, united."""

from __future__ import annotations

from crm.controllers.contact_merge_channels import united
from crm.controllers.contact_merge_fields import Party, Winner
from crm.controllers.contact_rows import mirrored, settle
from crm.models.contacts import Channel


def together(*several, winners=None):
    parties = [Party({"id": number, "custom": "{}"}, tuple(settle(own))) for number, own in enumerate(several, 1)]
    return united(parties, winners or {})


def shown(found):
    return [(one.channel.value, one.channel.is_primary) for one in found]


def test_the_survivors_come_first_and_stay_primary():
    found = together([Channel("email", "a@x.es")], [Channel("email", "b@x.es")])
    assert shown(found) == [("a@x.es", True), ("b@x.es", False)]


def test_the_same_address_written_differently_is_one():
    (found,) = together([Channel("email", "Ana@X.es")], [Channel("email", "ana@x.es")])
    assert (found.channel.value, found.sources) == ("Ana@X.es", (1, 2))


def test_what_one_says_about_an_address_counts_for_all():
    (found,) = together(
        [Channel("email", "a@x.es")],
        [Channel("email", "A@x.es", "home", opted_out=True)],
        [Channel("email", "a@x.es", invalid=True)],
    )
    assert (found.channel.label, found.channel.opted_out, found.channel.invalid) == ("home", True, True)


def test_a_survivor_without_one_takes_the_primary_of_the_next():
    found = together([], [Channel("email", "b@x.es"), Channel("email", "c@x.es", is_primary=True)])
    assert shown(found) == [("c@x.es", True), ("b@x.es", False)]


def test_the_address_that_won_becomes_the_primary():
    winners = {"email": Winner("b@x.es", 2)}
    found = together([Channel("email", "a@x.es")], [Channel("email", "b@x.es")], winners=winners)
    assert shown(found) == [("b@x.es", True), ("a@x.es", False)]


def test_a_mobile_that_won_is_shown_without_taking_the_phones_place():
    one = [Channel("phone", "+34912345678", "work"), Channel("phone", "+34600000001", "mobile")]
    two = [Channel("phone", "+34600000002", "mobile")]
    found = together(one, two, winners={"mobile_phone": Winner("+34600000002", 2)})
    fields = mirrored([each.channel for each in found])
    assert (fields["phone"], fields["mobile_phone"]) == ("+34912345678", "+34600000002")


def test_there_is_one_primary_of_each_kind():
    one = [Channel("phone", "+34600000001", "mobile"), Channel("link", "x.es")]
    two = [Channel("phone", "+34912345678", "work"), Channel("link", "y.es"), Channel("email", "a@x.es")]
    found = [each.channel for each in together(one, two, winners={"phone": Winner("+34912345678", 2)})]
    assert settle(found) == found
    assert mirrored(found)["phone"] == "+34912345678"
