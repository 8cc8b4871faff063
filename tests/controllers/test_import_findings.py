"""Errors and warnings of an import, collected."""

from __future__ import annotations

from crm.controllers import import_findings
from crm.controllers.import_findings import Findings


def test_a_warning_is_given_once():
    findings = Findings()
    findings.warn("Again.")
    findings.warn("Again.")
    assert findings.warnings == ["Again."]


def test_errors_beyond_the_most_are_counted(monkeypatch):
    monkeypatch.setattr(import_findings, "MOST_ERRORS", 2)
    findings = Findings()
    for row in range(5):
        findings.error(row, "Bad.")
    assert (len(findings.errors), findings.left_out, len(findings.warnings)) == (2, 3, 1)


def test_a_long_value_is_shown_short():
    findings = Findings()
    findings.error(2, "Bad.", value="x" * 10_000)
    assert len(findings.errors[0].value) < 300
