"""What a reminder says."""

from __future__ import annotations

from crm.models.reminders import Due


def test_a_reminder_of_a_day_has_no_time():
    due = Due(1, (4, 5), "2026-11-21T08:00:00Z", "Call", "2026-11-21")
    assert (due.due_at, due.reminder_ids) == ("", (4, 5))
