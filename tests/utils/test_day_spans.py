"""Stretches of days in few words, of this year and of others."""

from __future__ import annotations

from datetime import date

import pytest

from crm.utils import dates, day_spans
from crm.utils.day_spans import dated, span


@pytest.fixture(autouse=True)
def in_2026(monkeypatch):
    now = dates.datetime(2026, 11, 21, 12, tzinfo=dates.UTC)
    monkeypatch.setattr(day_spans, "today", lambda: dates.today(lambda: now))


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2026-10-01", "2026-10-21", "1–21 Oct"),
        ("2026-10-01", "2026-10-31", "October"),
        ("2025-10-01", "2025-10-31", "October 2025"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2024-02-01", "2024-02-28", "1–28 Feb 2024"),
        ("2026-07-01", "2026-09-30", "July – September"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2026-10-05", "2026-11-15", "5 Oct – 15 Nov"),
        ("2025-12-20", "2026-01-18", "20 Dec 2025 – 18 Jan 2026"),
        ("2026-11-21", "2026-11-21", "21 Nov"),
    ],
)
def test_days_are_told_in_few_words(since, until, shown):
    assert span(since, until) == shown


def test_a_day_may_be_told_with_its_year():
    assert dated(date(2026, 10, 1)) == "1 Oct 2026"
