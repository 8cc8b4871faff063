"""Tests of crm/controllers/likeness/channel_links.py."""

from __future__ import annotations

from crm.controllers.likeness.channel_links import (
    share_something,
    shared_domain,
    shared_email,
    shared_phone,
    tax_link,
    two_ids,
)
from crm.controllers.likeness.evidence import Fact
from tests.controllers.likeness.people_in import crowd, person


def test_the_same_mailbox_is_seen_behind_a_tag():
    shared = shared_email(person("|", email="ana+x@acme.es"), person("|", email="Ana@acme.es"), crowd=crowd())
    assert shared.fact == Fact("email_tag", "ana+x@acme.es", "ana@acme.es")


def test_a_mailbox_of_several_is_no_proof():
    assert shared_email(person("|", email="info@acme.es"), person("|", email="info@acme.es"), crowd=crowd()) is None


def test_an_address_with_a_slip_is_near_and_no_proof():
    one, other = person("|", email="ana.garcia@acme.es"), person("|", email="ana.garca@acme.es")
    assert shared_email(one, other, crowd=crowd()).near


def test_addresses_that_are_counted_are_two_mailboxes():
    assert (
        shared_email(person("|", email="ana.gil1@acme.es"), person("|", email="ana.gil2@acme.es"), crowd=crowd())
        is None
    )


def test_a_number_is_the_same_in_any_format():
    one, other = person("|", phone="+34 600 111 222"), person("|", mobile_phone="600111222")
    assert shared_phone(one, other, crowd=crowd()).fact == Fact("phone", "+34600111222")


def test_a_number_of_another_country_is_another_number():
    one, other = person("|", phone="+34 600 111 222"), person("|", phone="+52 600 111 2222")
    assert shared_phone(one, other, crowd=crowd()) is None


def test_of_several_shared_numbers_the_fewest_holders_count():
    one = person("Ana|Gil", phone="912345678", mobile_phone="600111222")
    others = [person(f"{name}|Mora", phone="912345678") for name in ("Luis", "Eva", "Rosa")]
    assert shared_phone(one, one, crowd=crowd(one, *others)).holders == 1


def test_two_tax_numbers_speak_against():
    one, other = person("|", tax_id="ES-12345678Z"), person("|", tax_id="12345678 z")
    assert tax_link(one, other) == Fact("tax", "12345678Z")
    assert tax_link(one, person("|", tax_id="87654321X")).reason == "other_tax"
    assert tax_link(one, person("|")) is None


def test_a_domain_of_a_company_is_shared():
    one, other = person("|", email="ana@acme.es"), person("|", website="https://www.acme.es")
    assert shared_domain(one, other, crowd=crowd()) == "acme.es"


def test_ids_of_two_programs_say_nothing():
    one, other = person("Ana|Gil"), person("Ana|Gil")
    one.external, other.external = ("HubSpot", "1"), ("Salesforce", "2")
    assert two_ids(one, other) is None
    other.external = ("HubSpot", "2")
    assert two_ids(one, other) == Fact("other_id", "HubSpot")


def test_what_two_share_is_seen_at_once():
    one = person("|", email="ana@acme.es", phone="600111222", tax_id="1Z")
    assert share_something(one, person("|", email="ana+x@acme.es"))
    assert share_something(one, person("|", phone="+34600111222"))
    assert share_something(one, person("|", tax_id="1-z"))
    assert not share_something(one, person("|", email="eva@acme.es"))


def test_a_long_number_with_one_other_figure_is_near_and_a_short_one_is_another():
    assert shared_phone(person("|", phone="600111222"), person("|", phone="600111322"), crowd=crowd()).near
    assert shared_phone(person("|", phone="5550101"), person("|", phone="5550401"), crowd=crowd()) is None
