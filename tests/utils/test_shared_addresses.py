"""Addresses that prove nothing, and those that look like them."""

from __future__ import annotations

import pytest

from crm.utils.shared_addresses import is_public_domain, is_shared_mailbox


@pytest.mark.parametrize("address", ["info@a.es", "ventas@a.es", "ventas2@a.es", "ventas.madrid@a.es", "info+x@a.es"])
def test_a_mailbox_that_several_people_read_is_known(address):
    assert is_shared_mailbox(address)


@pytest.mark.parametrize("address", ["ana.garcia@a.es", "infante@a.es", "", "@a.es"])
def test_a_mailbox_with_a_name_is_nobody_elses(address):
    assert not is_shared_mailbox(address)


@pytest.mark.parametrize("domain", ["gmail.com", "facebook.com", "m.facebook.com", "es-la.facebook.com", "x.com"])
def test_a_domain_that_anybody_may_use_is_known(domain):
    assert is_public_domain(domain)


@pytest.mark.parametrize("domain", ["acme.es", "inditex.com", "fedex.com", "mygmail.com", "facebook.com.acme.es", ""])
def test_a_domain_that_only_ends_alike_is_a_companys_own(domain):
    assert not is_public_domain(domain)
