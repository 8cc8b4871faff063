"""Tests of crm/controllers/likeness/people.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.people import company_fact, judge_people
from crm.models.duplicates import DEFAULT_SCORE, SURE_SCORE
from tests.controllers.likeness.people_in import crowd, person


def score(one, other, *others):
    return judge_people(one, other, crowd=crowd(one, other, *others)).score


def reasons(one, other):
    return {fact.reason for fact in judge_people(one, other, crowd=crowd(one, other)).facts}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"email": "ana@acme.es"}, {"email": "ANA@acme.es"}, 98),
        ({"email": "ana+web@acme.es"}, {"email": "ana@acme.es"}, 98),
        ({"phone": "600 111 222"}, {"mobile_phone": "+34600111222"}, 95),
        ({"tax_id": "12345678Z"}, {"tax_id": "12.345.678-Z"}, 97),
        ({"company": "Acme S.L."}, {"company": "ACME"}, 95),
        ({}, {}, 90),
    ],
)
def test_what_proofs_are_worth_under_one_name(one, other, expected):
    assert round(score(person("Ana|Gil", **one), person("Ana|Gil", **other))) == pytest.approx(expected, abs=1)


def test_two_proofs_are_worth_more_than_one():
    both = {"email": "ana@acme.es", "phone": "600111222"}
    assert score(person("Ana|Gil", **both), person("Ana|Gil", **both)) > 98


def test_each_other_holder_makes_an_address_worth_less():
    people = [person(f"{name}|Gil", email="casa@gmail.com") for name in ("Ana María", "Luis", "Eva", "Rosa")]
    few = score(people[0], person("Ana|Gil", email="casa@gmail.com"))
    assert few - score(people[0], person("Ana|Gil", email="casa@gmail.com"), *people[1:]) == pytest.approx(9)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ana|Gil", phone="912345678", company="Acme"), person("Luis|Mora", phone="912345678", company="Acme")),
        (person("Ana|Gil", phone="912345678", company="Acme"), person("Ana|Mora", phone="912345678", company="Acme")),
        (person("Ana|Gil", phone="600111222"), person("Luis|Gil", phone="600111222")),
        (person("Ana|Gil", email="info@acme.es"), person("Luis|Mora", email="info@acme.es")),
        (person("Ana|Gil", email="familia.gil@acme.es"), person("Luis|Gil", email="familia.gil@acme.es")),
        (person("Ana|Gil", tax_id="B12345678"), person("Luis|Mora", tax_id="B12345678")),
        (person("Ana|"), person("Ana|")),
        (person("Ana|"), person("Ana|Gil")),
        (person("Mario|Gil", company="Acme"), person("María|Gil", company="Acme")),
        (person("Sammy|Davis Jr.", phone="600111222"), person("Sammy|Davis Sr.", phone="600111222")),
        (person("Sammy|Davis Jr.", phone="600111222"), person("Sammy|Davis", phone="600111222")),
        (person("Ana|Gil", email="a@x.es", tax_id="1Z"), person("Ana|Gil", email="a@x.es", tax_id="2X")),
    ],
)
def test_these_are_two_people(one, other):
    assert score(one, other) < DEFAULT_SCORE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ana|García López", company="Acme"), person("Ana|García", company="Acme SL")),
        (person("García|Ana", city="León"), person("Ana|García", city="LEON")),
        (person("Pepe|García", company="Acme"), person("José|García", company="Acme")),
        (person("Ana|Gutiérrez", city="León"), person("Ana|Gutierez", city="León")),
        (person("Ana|Gil", email="ana@x.es"), person("Ana|Mora", email="ana@x.es")),
        (person("|", email="ana@x.es"), person("Ana|Gil", email="ana@x.es")),
        (person("太郎|山田", email="t@x.jp"), person("Taro|Yamada", email="t@x.jp")),
    ],
)
def test_these_are_one(one, other):
    assert score(one, other) >= DEFAULT_SCORE


def test_a_namesake_with_nothing_else_in_common_is_somebody_else():
    one = person("José|García", company="Acme", email="jose@acme.es", phone="600111222", city="Madrid")
    other = person("José|García", company="Beta", email="jg@beta.es", phone="600333444", city="Cádiz")
    assert score(one, other) < 75


def test_a_rare_name_is_worth_more_than_a_common_one():
    usual = [person("José|García")] * 90 + [person("Ana|Gil")] * 200
    common = score(person("José|García"), person("José|García"), *usual)
    assert common < DEFAULT_SCORE < score(person("Wenceslao|Undabarrena"), person("Wenceslao|Undabarrena"), *usual)


def test_nothing_but_a_name_is_never_sure():
    assert score(person("Ana|Gil", city="León"), person("Ana|Gil", city="León")) < SURE_SCORE


def test_two_ids_of_one_program_lower_the_score():
    one, other = person("Ana|Gil"), person("Ana|Gil")
    before = score(one, other)
    one.external, other.external = ("HubSpot", "1"), ("HubSpot", "2")
    assert score(one, other) == before - 3


def test_the_reasons_name_what_is_the_same_and_what_differs():
    one = person("José|Gil", email="j@gmail.com", company="Acme", city="León")
    assert reasons(one, person("Jose|Gil", email="j@gmail.com", company="Beta", city="León")) == {
        "name_written", "email", "city", "other_company",
    }  # fmt: skip


def test_below_the_least_score_no_reasons_are_told():
    assert judge_people(person("Ana|Gil"), person("Ana|Gil"), crowd=crowd(), least=99).facts == []


def test_a_company_is_known_by_its_domain_too():
    one, other = person("|", email="ana@acme.es"), person("|", email="eva@acme.es")
    assert company_fact(one, other, crowd=crowd()).reason == "domain"
    assert company_fact(person("|", email="a@gmail.com"), person("|", email="b@gmail.com"), crowd=crowd()) is None
