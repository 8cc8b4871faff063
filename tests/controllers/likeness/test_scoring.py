"""Tests of crm/controllers/likeness/scoring.py."""

from __future__ import annotations

import pytest

from crm.controllers.likeness.people import Verdict
from crm.controllers.likeness.scoring import are_different, is_exact, judge, likeness, whole
from tests.controllers.likeness.people_in import company, crowd, person


def test_each_kind_is_judged_in_its_own_way():
    assert judge(person("Ana|Gil"), person("Ana|Gil"), crowd=crowd()).score > 80
    assert judge(company("Acme"), company("ACME S.L."), crowd=crowd()).score > 90


def test_what_speaks_against_comes_last():
    one = person("Ana|Gil", email="ana@gmail.com", company="Acme", tax_id="1Z")
    other = person("Ana|Gil", email="ana@gmail.com", company="Beta", tax_id="2X")
    evidence = likeness(judge(one, other, crowd=crowd())).evidence
    assert evidence[:2] == ("Same name: Ana Gil", "Same e-mail: ana@gmail.com")
    assert set(evidence[2:]) == {"But other tax IDs: 1Z / 2X", "But other company: Acme / Beta"}


@pytest.mark.parametrize(("score", "shown"), [(-3, 0), (84.6, 85), (104, 100)])
def test_a_score_is_shown_whole(score, shown):
    assert whole(score) == shown


def test_an_address_or_a_name_at_one_company_is_exact():
    ana = person("Ana|Gil", email="a@x.es", company="Acme")
    assert is_exact(judge(ana, person("Ana|Gil", company="ACME"), crowd=crowd()))
    assert is_exact(judge(ana, person("Ana|Gil", email="a@x.es"), crowd=crowd()))
    assert not is_exact(judge(ana, person("Ana|Gil"), crowd=crowd()))


@pytest.mark.parametrize(
    ("verdict", "joined", "different"),
    [
        (Verdict(0, other_names=True), 100, True),
        (Verdict(94, other_names=True), 85, False),
        (Verdict(60, contradicted=True), 100, True),
        (Verdict(75), 90, True),
        (Verdict(75), 98, False),
        (Verdict(0), 90, False),
    ],
)
def test_who_a_third_may_not_join(verdict, joined, different):
    assert are_different(verdict, joined=joined) is different
