"""Tests of crm/controllers/likeness/companies_alike.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.companies_alike import judge_companies
from crm.controllers.likeness.people import Verdict
from crm.models.duplicates import DEFAULT_SCORE
from tests.controllers.likeness.people_in import company, crowd


def score(one, other):
    return judge_companies(one, other, crowd=crowd(one, other)).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (company("Talleres Pérez S.L."), company("TALLERES PEREZ")),
        (company("Talleres Pérez S.L.", city="León"), company("Talleres Prez", city="León")),
        (company("Acme Spain", website="acme.es"), company("Acme", website="https://www.acme.es/")),
        (company("Acme", email="info@acme.es"), company("Acme Industrial", email="info@acme.es")),
        (company("Acme", phone="912345678"), company("ACME SA", phone="+34 91 234 56 78", city="Madrid")),
        (company("Acme", tax_id="ESB12345678"), company("Grupo Beta", tax_id="B-12345678")),
    ],
)
def test_these_are_one_company(one, other):
    assert score(one, other) >= DEFAULT_SCORE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            company("Bar Manolo", city="Madrid", phone="912345678"),
            company("Bar Manolo", city="Cádiz", phone="956111222"),
        ),
        (company("Acme", tax_id="B12345678"), company("Acme", tax_id="B87654321")),
        (company("Acme Spain", website="acme.com"), company("Acme Mexico", website="acme.com")),
        (company("Colegio 12", city="León"), company("Colegio 13", city="León")),
        (company("Acme"), company("Acme Industrial")),
        (company("Acme", website="grupo.es"), company("Beta", website="grupo.es")),
        (company("Talleres Pérez", city="León"), company("Talleres Gómez", city="León")),
    ],
)
def test_these_are_two_companies(one, other):
    assert score(one, other) < DEFAULT_SCORE


def test_another_legal_form_lowers_the_score():
    assert score(company("Acme S.L."), company("Acme S.A.")) < score(company("Acme S.L."), company("Acme"))


def test_a_domain_in_another_country_does_not_speak_against():
    one = company("Acme", website="acme.es")
    assert score(one, company("Acme", website="acme.com")) > score(one, company("Acme", website="industrial.com"))


def test_two_that_have_nothing_in_common_score_nothing():
    assert judge_companies(company("Acme"), company("Beta"), crowd=crowd()) == Verdict(other_names=True)
