"""A filter condition is plain data: it can be compared, kept and read back."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from crm.models.filters import Condition, Operator


def test_equal_conditions_are_equal_and_can_be_kept_in_a_set():
    assert len({Condition("status", Operator.ANY, ("lead",)), Condition("status", Operator.ANY, ("lead",))}) == 1


def test_an_operator_is_read_back_from_its_stored_text():
    assert Operator("older_than_days") is Operator.OLDER_THAN_DAYS


def test_a_condition_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Condition("status", Operator.EMPTY).field = "city"
