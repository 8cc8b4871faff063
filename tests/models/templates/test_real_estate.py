"""Real estate: buyers, owners and tenants each have a way of their own."""

from __future__ import annotations

from crm.models.templates.real_estate import REAL_ESTATE


def test_buyers_owners_and_tenants_have_ways_of_their_own():
    assert [one.stages[-2].name for one in REAL_ESTATE.pipelines] == ["Deed signed", "Mandate signed", "Rented"]
