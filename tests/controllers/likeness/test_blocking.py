"""Tests of crm/controllers/likeness/blocking.py."""

from __future__ import annotations

from itertools import combinations

import pytest

from crm.controllers.likeness.blocking import Pace, candidates
from tests.controllers.likeness.people_in import company, crowd, person


def found(*profiles):
    """The pairs of places that are worth comparing."""
    for place, one in enumerate(profiles):
        one.id = place
    pairs = candidates(profiles, crowd(*profiles), pace=Pace(lambda _done: None))
    return [(one.id, other.id) for one, other in pairs]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ana|Gil", email="a@x.es"), person("Luis|Mora", email="a+x@x.es")),
        (person("Ana|Gil", phone="600111222"), person("Luis|Mora", mobile_phone="+34600111222")),
        (person("Ana|Gil", tax_id="1-Z"), person("Luis|Mora", tax_id="1z")),
        (person("Ana|García"), person("García|Ana")),
        (person("Pepe|García"), person("José|García")),
        (person("|山田太郎"), person("太郎|山田")),
        (person("Hans|Müller"), person("Hans|Mueller")),
        (person("Ana|Gil Mora", company="Acme"), person("Ana|Gil", company="ACME S.L.")),
        (person("Ana|Gutiérrez", city="León"), person("Ana|Gutierez", city="León")),
        (person("Beatriz|Gil", city="León"), person("Baetriz|Gil", city="León")),
        (person("Ana|Gutiérrez", email="a@x.es"), person("Ana|Gutierez", email="b@x.es")),
        (company("Talleres Pérez"), company("Perez Talleres S.L.")),
        (company("Acme", website="acme.es"), company("Beta", email="info@acme.es")),
        (company("Undabarrena"), company("Undabarena")),
    ],
)
def test_these_are_worth_comparing(one, other):
    assert found(one, other) == [(0, 1)]


def test_a_pair_comes_once_however_much_it_shares():
    one = person("Ana|Gil", email="a@x.es", phone="600111222", company="Acme", city="León")
    assert found(one, person("Ana|Gil", email="a@x.es", phone="600111222", company="Acme", city="León")) == [(0, 1)]


def test_strangers_are_never_compared():
    assert found(person("Ana|Gil", city="León"), person("Luis|Mora", city="León"), person("|")) == []


def test_a_giant_block_keeps_the_pairs_that_share_more_than_a_name():
    people = [person("Ana|Gil", email=f"a{number}@mail.test") for number in range(300)]
    people[7].company = people[250].company = person("|", company="Acme").company
    people[8] = person("Ana|Gil", email="a9@mail.test")
    pairs = found(*people)
    assert {(7, 250), (8, 9)} <= set(pairs)
    assert len(pairs) < 2000


def test_copies_without_number_hang_together_without_comparing_all():
    pairs = found(*(person("Ana|Gil", company="Acme") for _ in range(200)))
    assert {(place, place + 1) for place in range(199)} <= set(pairs)
    assert len(pairs) < len(list(combinations(range(200), 2))) / 10


def test_work_is_told_of_and_can_be_stopped():
    def stop(_done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(candidates([person("Ana|Gil")], crowd(), pace=Pace(stop)))


def test_a_stage_is_a_part_of_the_whole():
    told = []
    pace = Pace(told.append)
    pace.stage(0.2, 0.6)
    pace.at(0.5)
    pace.again()
    assert told == pytest.approx([0.4, 0.4])
