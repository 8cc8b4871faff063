"""A pytest plugin: where windows are required, a window test that is skipped fails.

`make test` sets CARTERA_WINDOWS=required; without it a machine without a display may skip the window tests.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest

REQUIRED = os.environ.get("CARTERA_WINDOWS") == "required"
_WANTS_A_WINDOW = re.compile(r"display|tkinter|\btk\b|tcl|x11|xvfb|window", re.IGNORECASE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Turn the skip of a window test into a failure."""
    report = yield
    _refuse(report, window=item.get_closest_marker("window") is not None or "/views/" in item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Turn the skip of a whole file of window tests into a failure."""
    report = yield
    _refuse(report, window="/views/" in collector.nodeid)
    return report


def _refuse(report: pytest.TestReport | pytest.CollectReport, *, window: bool) -> None:
    if not (REQUIRED and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if _WANTS_A_WINDOW.search(reason) or (window and "is not here" not in reason):
        report.outcome = "failed"
        report.longrepr = f"a window test was skipped where windows are required: {reason}"
