"""Servers proposed from an address."""

import pytest

from crm.models.mail_providers import provider_of


@pytest.mark.parametrize(
    ("address", "name", "server"),
    [
        ("ana@gmail.com", "Gmail", "smtp.gmail.com"),
        ("ana@HOTMAIL.es", "Outlook", "smtp.office365.com"),
        ("ana@yahoo.com.mx", "Yahoo", "smtp.mail.yahoo.com"),
        ("ana@talleres-gil.es", "talleres-gil.es", "mail.talleres-gil.es"),
    ],
)
def test_the_server_is_proposed_from_the_address(address, name, server):
    provider = provider_of(address)
    assert (provider.name, provider.smtp_host) == (name, server)


@pytest.mark.parametrize("address", ["", "ana", "ana@", "ana@localhost"])
def test_half_an_address_proposes_nothing(address):
    assert provider_of(address) is None
