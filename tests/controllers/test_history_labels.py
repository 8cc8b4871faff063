"""The words of operations."""

from __future__ import annotations

import pytest

from crm.controllers.history_labels import operation_label
from crm.storage.undo import UNDO


@pytest.mark.parametrize("name", ["{name}", "{0}", "}{", "%s", "x\ny"])
def test_a_label_is_filled_with_any_name(name):
    assert operation_label("Add {name}", {"name": name}) == f"Add {' '.join(name.split())}"
    undone = {"label": "Add {name}", "details": {"name": name}}
    assert operation_label(UNDO, undone).startswith("Undo: Add ")


def test_a_label_that_lacks_its_values_is_still_shown():
    assert operation_label("Add {name}", {}) == "Add {name}"
