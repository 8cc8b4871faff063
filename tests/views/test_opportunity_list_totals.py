"""The totals under the list."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Amount
from crm.views.opportunity_list_totals import OpportunityTotals

pytestmark = pytest.mark.window


@pytest.fixture
def totals(page):
    made = OpportunityTotals(page)
    made.pack(fill="x")
    page.update()
    return made


def test_each_currency_has_its_sum_and_what_it_is_weighted(totals):
    totals.show([Amount("EUR", 3, 1, 200_000, 50_000), Amount("USD", 1, 0, 70_000, 7_000)])
    assert "4 opportunities" in totals.words
    assert "€2,000.00 · weighted €500.00 · 1 without a value" in totals.words
    assert "$700.00 · weighted $70.00" in totals.words


def test_nothing_is_said_about_no_deals(totals):
    totals.show([])
    assert totals.words == "0 opportunities"
