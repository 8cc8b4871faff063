"""The records of history are plain values."""

from __future__ import annotations

from crm.models.history import FeedEntry, OperationSummary


def test_summaries_do_not_share_their_counts():
    first, second = (OperationSummary(number, "", "", "cli", "") for number in (1, 2))
    first.counts["create"] = 1
    assert second.counts == {}


def test_an_entry_without_an_interaction_is_about_the_record():
    assert FeedEntry("2026-01-01T00:00:00Z", "create", "Add").interaction_id is None
