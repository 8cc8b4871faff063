"""Which fields are the business's own."""

from __future__ import annotations

from crm.models.fields import Field, Kind


def test_a_field_of_the_business_is_told_by_its_name():
    assert Field("custom.f1", Kind.TEXT, "Sector").is_custom
    assert not Field("customer", Kind.TEXT, "Customer").is_custom
