"""Errors and warnings of an import, collected."""

from __future__ import annotations

from crm.controllers.importing import findings
from crm.controllers.importing.findings import Findings


def test_a_warning_is_given_once():
    found = Findings()
    found.warn("Again.")
    found.warn("Again.")
    assert found.warnings == ["Again."]


def test_errors_beyond_the_most_are_counted(monkeypatch):
    monkeypatch.setattr(findings, "MOST_ERRORS", 2)
    found = Findings()
    for row in range(5):
        found.error(row, "Bad.")
    assert (len(found.errors), found.left_out, len(found.warnings)) == (2, 3, 1)


def test_a_long_value_is_shown_short():
    found = Findings()
    found.error(2, "Bad.", value="x" * 10_000)
    assert len(found.errors[0].value) < 300
