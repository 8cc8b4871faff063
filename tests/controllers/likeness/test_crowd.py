"""Tests of crm/controllers/likeness/crowd.py."""

from __future__ import annotations

from crm.controllers.likeness.crowd import Crowd, commonness
from tests.controllers.likeness.people_in import person


def test_a_name_that_many_bear_brings_namesakes_by_chance():
    people = [person("Ana|Gil")] * 20 + [person("Eva|Sanz")] * 20 + [person("Wenceslao|Undabarrena")]
    crowd = Crowd(people, total=10_000)
    usual, rare = (crowd.namesakes(known, people[0]) for known in (("ana", "sanz"), ("wenceslao", "undabarrena")))
    assert usual > 5 * rare


def test_commonness_goes_from_a_half_to_one():
    assert (commonness(0), commonness(9)) == (0.5, 1.0)
    assert 0.5 < commonness(0.01) < 1.0


def test_holders_of_an_address_are_counted_by_their_names():
    people = [person(name, email="a@acme.es") for name in ("Ana|Gil", "ANA|GIL", "Eva|Sanz", "Luis|Mora")]
    assert Crowd(people).holders("a@acme.es") == 3
    assert Crowd(people).holders("other@acme.es") == 1


def test_a_domain_of_many_companies_is_public():
    people = [person("Ana|Gil", email=f"a{number}@mail.test", company=f"Firm {number}") for number in range(9)]
    assert Crowd(people).is_public("mail.test")
    assert not Crowd(people[:3]).is_public("mail.test")
    assert not Crowd(people).is_public("unknown.test")


def test_what_several_bear_is_a_name_and_no_slip():
    crowd = Crowd([person("Zuriñe|Gil")] * 3 + [person("Zuirñe|Gil")])
    assert crowd.is_established("zurine", "zuirne")
    assert not crowd.is_established("zuirne", "zurine")
    assert crowd.is_established("mario", "maria")
