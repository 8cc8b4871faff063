"""Tests of crm/controllers/likeness/comparing_companies.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.companies import CompanyName
from crm.controllers.likeness.comparing_companies import CompanyLink, compare_companies


@pytest.mark.parametrize(
    ("one", "other", "link"),
    [
        ("Talleres Pérez S.L.", "TALLERES PEREZ", CompanyLink.SAME),
        ("Hnos. Gómez", "Gómez Hermanos, S.A.", CompanyLink.SAME),
        ("Data Soft", "DataSoft SL", CompanyLink.SAME),
        ("Acme Spain", "Acme", CompanyLink.PLACE),
        ("Acme Spain", "Acme Mexico", CompanyLink.DIFFERENT),
        ("Talleres Pérez", "Talleres Prez", CompanyLink.SPELT),
        ("Acme", "Acme Industrial", CompanyLink.PART),
        ("Colegio 12", "Colegio 13", CompanyLink.DIFFERENT),
        ("Talleres Pérez", "Talleres Gómez", CompanyLink.DIFFERENT),
    ],
)
def test_how_two_companies_names_relate(one, other, link):
    assert compare_companies(CompanyName(one), CompanyName(other)) is link
