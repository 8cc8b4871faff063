"""Results of an import as plain data."""

from __future__ import annotations

import json

from crm.models.import_results import FieldFill, ImportResult, RowError


def test_a_result_is_ready_for_json():
    result = ImportResult(1, failed=1, errors=[RowError(2, "A", "x", "Bad.")], fill=(FieldFill("A", "a", "A", 1, 0),))
    plain = json.loads(json.dumps(result.to_plain()))
    assert plain["errors"] == [{"row": 2, "column": "A", "value": "x", "reason": "Bad."}]
    assert plain["fill"] == [{"header": "A", "field": "a", "label": "A", "in_file": 1, "taken": 0}]
    assert "outcomes" not in plain
