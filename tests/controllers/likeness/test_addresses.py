"""Tests of crm/controllers/likeness/addresses.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.addresses import (
    domain_label,
    is_long_enough,
    mailbox,
    national,
    own_domain,
    place,
)


@pytest.mark.parametrize(
    ("address", "box"),
    [
        ("ana+crm@acme.es", "ana@acme.es"),
        ("a.n.a@gmail.com", "ana@gmail.com"),
        ("an.a+x@googlemail.com", "ana@gmail.com"),
        ("a.na@acme.es", "a.na@acme.es"),
        ("+x@acme.es", "+x@acme.es"),
        ("no address", "no address"),
    ],
)
def test_an_address_reaches_a_mailbox(address, box):
    assert mailbox(address) == box


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@acme.es", "acme.es"),
        ("https://www.acme.es/contacto", "acme.es"),
        ("ana@gmail.com", ""),
        ("https://linkedin.com/in/ana", ""),
        ("https://inditex.com/es", "inditex.com"),
        ("nothing", ""),
    ],
)
def test_only_a_domain_of_ones_own_stands_for_a_company(address, domain):
    assert own_domain(address) == domain


@pytest.mark.parametrize("domain", ["acme.es", "acme.com", "acme.com.mx", "shop.acme.co.uk"])
def test_a_company_may_have_a_domain_in_every_country(domain):
    assert domain_label(domain) == "acme"


def test_a_number_is_the_same_with_and_without_its_country():
    assert national("+34600111222") == national("600111222") == national("0034600111222")
    assert national("+34912345678;ext=12") != national("+34912345678")


def test_a_short_number_is_itself():
    assert national("112") == "112"
    assert not is_long_enough("112")


def test_a_city_is_compared_without_accents_and_additions():
    assert place("León (Guanajuato)") == place("LEON, Gto.") == "leon"
