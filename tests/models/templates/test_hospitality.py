"""Tourism and restaurants: an enquiry waits two days at most."""

from __future__ import annotations

from crm.models.templates.hospitality import HOSPITALITY


def test_an_enquiry_waits_two_days_at_most():
    assert HOSPITALITY.pipelines[0].stages[0].rotting_days == 2
