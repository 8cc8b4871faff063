"""Wholesale: terms of payment are asked of deals and of customers alike."""

from __future__ import annotations

from crm.models.templates.wholesale import WHOLESALE


def test_terms_of_payment_are_the_same_for_deals_and_customers():
    terms = [field.choices for field in WHOLESALE.fields if "terms of payment" in field.label.lower()]
    assert len(terms) == 2
    assert terms[0] == terms[1]
