"""Tests of crm/models/duplicates.py."""

from __future__ import annotations

from crm.models.duplicates import DEFAULT_SCORE, LEAST_SCORE, SURE_SCORE


def test_what_may_be_accepted_unseen_is_surer_than_what_is_offered():
    assert 0 < LEAST_SCORE < DEFAULT_SCORE < SURE_SCORE <= 100
