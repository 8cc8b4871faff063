"""Tests of crm/controllers/likeness/companies.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from crm.controllers.likeness.companies import CompanyName


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("Talleres Pérez S.L.", ("talleres", "perez")),
        ("TALLERES PEREZ, SL", ("talleres", "perez")),
        ("Talleres Pérez S. L.", ("talleres", "perez")),
        ("Grupo Sol S. de R.L. de C.V.", ("grupo", "sol")),
        ("Müller GmbH & Co. KG", ("muller",)),
        ("Kowalski Sp. z o.o.", ("kowalski",)),
        ("ООО Ромашка", ("ромашка",)),
        ("株式会社田中商店", ("田中商店",)),
        ("S.A. Damm", ("damm",)),
        ("Hnos. Gómez C.B.", ("hermanos", "gomez")),
        ("A.B.C. S.A.S.", ("abc",)),
        ("Sol y Mar", ("sol", "mar")),
        ("Seguros Generales (Madrid) SA", ("seguros", "generales")),
        ("3M", ("3m",)),
        ("S.L.", ("sl",)),
        ("!!!", ("!!!",)),
    ],
)
def test_only_the_words_that_name_a_company_count(shown, words):
    assert CompanyName(shown).words == words


@pytest.mark.parametrize(
    ("shown", "form"), [("Acme S.L.", "sl"), ("Acme Ltd", "ltd"), ("Acme", ""), ("OOO Acme", "ooo")]
)
def test_the_legal_form_is_kept_apart(shown, form):
    assert CompanyName(shown).form == form


def test_a_country_is_a_place_and_no_name():
    name = CompanyName("Acme Spain")
    assert (name.bare, name.places) == (("acme",), {"spain"})
    assert CompanyName("Spain").bare == ("spain",)


def test_figures_belong_to_the_name():
    assert CompanyName("Colegio 12").figures == ("12",)


@given(some.text(max_size=40))
@settings(max_examples=60)
def test_any_text_is_read(text):
    assert CompanyName(text).words
