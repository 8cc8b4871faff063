"""Tests of crm/controllers/likeness/comparing.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.comparing import Link, compare_people, parts_in_common
from tests.controllers.likeness.people_in import crowd, person


@pytest.mark.parametrize(
    ("one", "other", "link"),
    [
        ("José|García", "JOSE|GARCIA", Link.SAME),
        ("Hans|Müller", "Hans|Mueller", Link.SAME),
        ("Hans|Müller", "Hans|Muller", Link.SAME),
        ("Иван|Петров", "Ivan|Petrov", Link.SAME),
        ("María José|Gil", "Mariajosé|Gil", Link.SAME),
        ("太郎|山田", "|山田太郎", Link.TURNED),
        ("伟|王", "王|伟", Link.TURNED),
        ("Ana|García López", "García López|Ana", Link.TURNED),
        ("Pepe|García", "José|García", Link.NICKNAME),
        ("Bob|Smith", "Robert|Smith", Link.NICKNAME),
        ("Juanjo|Gil", "Juan José|Gil", Link.SAME),
        ("Ana|Gutiérrez", "Ana|Gutierez", Link.SPELT),
        ("Ana|García López", "Ana|García", Link.PART),
        ("Ana Belén|García", "Ana|García", Link.PART),
        ("J.|García", "José|García", Link.INITIAL),
        ("Baetriz|Flores", "Bea|Flores", Link.SPELT),
        ("Ana|Gutierez López", "Ana|Gutiérrez", Link.LOOSE),
        ("Ana|", "Ana|", Link.ONE_WORD),
        ("Ana|", "Ana|García", Link.ONE_WORD),
        ("|", "Ana|García", Link.UNNAMED),
        ("太郎|山田", "Taro|Yamada", Link.UNREADABLE),
        ("Mario|Gil", "María|Gil", Link.DIFFERENT),
        ("Daniel|Gil", "Daniela|Gil", Link.DIFFERENT),
        ("Ana|Martín", "Ana|Marín", Link.DIFFERENT),
        ("Ana|García López", "Ana|García Ruiz", Link.DIFFERENT),
        ("Ana|García López", "Ana|López", Link.DIFFERENT),
        ("Ana|García", "Luis|Pérez", Link.DIFFERENT),
    ],
)
def test_how_two_names_relate(one, other, link):
    mine, theirs = person(one), person(other)
    assert compare_people(mine, theirs, crowd=crowd(mine, theirs)) is link
    assert compare_people(theirs, mine, crowd=crowd(mine, theirs)) is link


@pytest.mark.parametrize(
    ("one", "other", "link"),
    [
        ("Ana|García", "Ana|López", Link.SAME_FIRST),
        ("Ana|García", "Luis|García", Link.SAME_LAST),
        ("Ana|García", "Luis|Pérez", Link.DIFFERENT),
        ("Ana|", "Luis|García", Link.DIFFERENT),
    ],
)
def test_what_two_different_names_have_in_common(one, other, link):
    assert parts_in_common(person(one), person(other), crowd=crowd()) is link


def test_a_name_that_others_bear_is_no_slip():
    one, other = person("Zuriñe|Gil"), person("Zurine Ane|Gil")
    usual = [person("Garbiñe|Gil")] * 4 + [person("Garbine|Gil"), person("Gorbine|Gil")]
    assert compare_people(usual[0], usual[-1], crowd=crowd(*usual)) is Link.SPELT
    assert compare_people(one, other, crowd=crowd(one, other)) is Link.PART
