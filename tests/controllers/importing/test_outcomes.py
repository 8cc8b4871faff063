"""What became of each row, in memory and on the disk."""

from __future__ import annotations

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.outcomes import OutcomeLog
from crm.models.import_results import FieldChange, Outcome, RowOutcome

CHANGE = FieldChange("city", "City", "Lugo", "Vigo")


def log() -> OutcomeLog:
    findings = Findings()
    findings.error(3, "Bad.", column="A", value="x")
    findings.error(4, "Worse.")
    found = OutcomeLog(findings)
    found.add(2, Outcome.CREATED, record_id=7)
    found.add(3, Outcome.UPDATED, record_id=8)
    found.explain("Ana", [CHANGE], cells=["a", "é"])
    found.add(4, Outcome.FAILED)
    return found


def test_every_row_is_counted_once():
    counts = log().counts
    assert (counts["rows"], counts["created"], counts["updated"], counts["failed"], counts["skipped"]) == (
        3,
        1,
        1,
        1,
        0,
    )


def test_details_come_back_as_they_were_kept():
    assert log()[1] == RowOutcome(3, Outcome.UPDATED, 8, "Ana", (CHANGE,), ("a", "é"))


def test_a_row_without_details_tells_what_became_of_it():
    assert log()[0] == RowOutcome(2, Outcome.CREATED, 7)


def test_rows_are_found_by_outcome_and_by_problems():
    found = log()
    assert list(found.places()) == [0, 1, 2]
    assert list(found.places("updated")) == [1]
    assert list(found.places(with_errors=True)) == [1, 2]
    assert list(found.places("failed", with_errors=True)) == [2]


def test_the_errors_of_a_row_are_its_own():
    assert [error.reason for error in log().row_errors(4)] == ["Worse."]
    assert log().row_errors(2) == []
