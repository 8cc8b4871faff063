"""Mappings, progress and results as plain data."""

from __future__ import annotations

import json

from crm.models.imports import Column, ImportResult, Mapping, RowError

MAPPING = Mapping("contacts", (Column("A", "email", label_from="B"), Column("B"), Column("C")))


def test_a_column_of_labels_is_not_ignored():
    assert MAPPING.ignored == ["C"]


def test_a_column_can_be_sent_elsewhere():
    assert MAPPING.with_field("C", "city").fields == {"A": "email", "C": "city"}


def test_a_result_is_ready_for_json():
    result = ImportResult(1, failed=1, errors=[RowError(2, "A", "x", "Bad.")])
    assert json.loads(json.dumps(result.to_plain()))["errors"] == [
        {"row": 2, "column": "A", "value": "x", "reason": "Bad."}
    ]
