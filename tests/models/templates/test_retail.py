"""Retail: a deposit makes an order nearly certain."""

from __future__ import annotations

from crm.models.templates.retail import RETAIL


def test_a_deposit_makes_an_order_nearly_certain():
    chances = {stage.name: stage.probability for stage in RETAIL.pipelines[0].stages}
    assert chances["Deposit paid"] >= 90
