"""Rows for a table in bulk, as mappings and as tuples."""

from __future__ import annotations

from crm.storage.batches import Batch


def test_mappings_give_their_values_in_the_order_of_the_first_ones_keys():
    assert list(Batch([{"a": 1, "b": 2}, {"b": 4, "a": 3}]).values()) == [(1, 2), (3, 4)]


def test_mappings_of_one_key_give_tuples_too():
    assert list(Batch([{"a": 1}, {"a": 2}]).values()) == [(1,), (2,)]


def test_tuples_stay_as_they_are():
    batch = Batch([(1, 2), (3, 4)], ("a", "b"))
    assert (list(batch.values()), batch.columns) == ([(1, 2), (3, 4)], ("a", "b"))


def test_a_column_is_found_in_either_kind():
    assert list(Batch([(1, 2), (3, 4)], ("a", "b")).column("b")) == [2, 4]
    assert list(Batch([{"a": 1, "b": 2}]).column("b")) == [2]
