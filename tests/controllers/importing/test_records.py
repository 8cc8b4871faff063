"""What two records share, and what tells them apart."""

from __future__ import annotations

import pytest

from crm.controllers.importing import records
from crm.controllers.importing.records import Record
from crm.models.contacts import Channel


def _record(kind="person", **values):
    record = Record(2, kind)
    record.values = values
    return record


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Acme.es/inicio?x=1", "acme.es"),
        ("acme.es", "acme.es"),
        ("ana@acme.es", "acme.es"),
        ("http://acme.es:8080", "acme.es"),
        ("no es nada", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address(address, host):
    assert records.host(address) == host


def test_an_address_everybody_uses_is_no_domain_of_a_company():
    record = _record("company")
    record.add_channel(Channel("email", "acme@gmail.com"))
    assert records.domains(record) == []


def test_accents_count_for_identity_and_case_does_not():
    assert records.identity("ÁNA  Paz") == records.identity("ána paz") != records.identity("Ana Paz")


def test_names_agree_on_a_common_word():
    assert records.agree(_record(first_name="Ana", last_name="Paz"), _record(first_name="ANA"))
    assert not records.agree(_record(first_name="Ana"), _record(first_name="Luis"))


def test_companies_do_not_agree_on_their_legal_form_alone():
    assert not records.agree(_record("company", company="Acme SL"), _record("company", company="Beta SL"))
    assert records.agree(_record("company", company="Acme SL"), _record("company", company="ACME, S.A."))


def test_the_same_address_twice_is_one():
    record = _record()
    assert record.add_channel(Channel("email", "ana@x.es"))
    assert not record.add_channel(Channel("email", "ANA@X.ES"))
