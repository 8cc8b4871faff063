"""The progress panel: rows, pace, what is left, and Cancel."""

from __future__ import annotations

import pytest

from crm.views.widgets.progress import ProgressPanel

pytestmark = pytest.mark.window


def test_progress_tells_rows_pace_and_what_is_left(page):
    now = [100.0]
    panel = ProgressPanel(page, clock=lambda: now[0])
    panel.begin("Importing")
    now[0] += 10
    panel.advance(20_000, 100_000)
    assert panel.detail == "20,000 of 100,000 rows · 2,000 rows a second · 40 s left"


def test_cancel_is_heard_once(page):
    heard = []
    panel = ProgressPanel(page)
    panel.on_cancel = lambda: heard.append(1)
    panel.begin("Importing")
    panel.cancel.invoke()
    panel.cancel.invoke()
    assert heard == [1]


def test_work_without_rows_tells_what_is_left(page):
    now = [100.0]
    panel = ProgressPanel(page, clock=lambda: now[0])
    panel.begin("Comparing")
    now[0] += 10
    panel.fill(0.25)
    assert panel.detail == "30 s left"
