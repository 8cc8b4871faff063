"""Fields that columns may go to, and mappings that cannot be run."""

from __future__ import annotations

import pytest

from crm.controllers.importing import targets
from crm.errors import Invalid
from crm.models.imports import Column, Mapping


def test_two_columns_on_one_field_are_refused_beside_the_second():
    mapping = Mapping("contacts", (Column("A", "city"), Column("B", "city")))
    with pytest.raises(Invalid) as error:
        targets.check(mapping)
    assert list(error.value.fields) == ["B"]


def test_two_columns_of_phones_are_two_phones():
    targets.check(Mapping("contacts", (Column("A", "phone"), Column("B", "phone"))))


def test_an_unknown_field_is_refused_with_the_known_ones():
    with pytest.raises(Invalid, match="first_name"):
        targets.check(Mapping("contacts", (Column("A", "nope"),)))
