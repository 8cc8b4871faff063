"""Tests of crm/controllers/reporting/month_tables.py."""

from __future__ import annotations

import json

import pytest

from crm.controllers.reporting.month_tables import month_words
from crm.models.dashboards import Filters
from crm.models.periods import OWN
from crm.models.reports import MONTHLY_CONVERSION, TOTAL, Definition
from tests.controllers.analysis.world import Deal, a_world


def months(session, since, until):
    """The months of a report over a period."""
    filters = Filters(OWN, since, until)
    definition = Definition("opportunities", filters=filters, period_field="closed_on", figure=MONTHLY_CONVERSION)
    return [json.loads(one.key)[0] for one in session.reports.preview(definition).lines if one.kind != TOTAL]


def test_months_are_told_in_words():
    assert month_words("2026-03") == "March 2026"


def test_months_without_deals_have_a_line(session):
    with a_world(session, [Deal(end="won", closed_on="2024-02-29")]):
        assert months(session, "2024-01-15", "2024-04-01") == ["2024-01", "2024-02", "2024-03", "2024-04"]


@pytest.mark.parametrize(("since", "until"), [("", "2024-04-01"), ("2024-01-15", "")])
def test_an_open_end_has_the_months_there_are(session, since, until):
    with a_world(session, [Deal(end="won", closed_on="2024-02-29")]):
        assert months(session, since, until) == ["2024-02"]


def test_months_to_come_have_none(session):
    with a_world(session, []):
        assert months(session, "2999-01-01", "2999-12-31") == []
