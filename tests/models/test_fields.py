"""Which fields are the business's own, and which values say nothing."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind, is_empty


def test_a_field_of_the_business_is_told_by_its_name():
    assert Field("custom.f1", Kind.TEXT, "Sector").is_custom
    assert not Field("customer", Kind.TEXT, "Customer").is_custom


@pytest.mark.parametrize(("value", "empty"), [(None, True), ("", True), ([], True), (0, False), ("0", False)])
def test_a_zero_says_something(value, empty):
    assert is_empty(value) is empty
