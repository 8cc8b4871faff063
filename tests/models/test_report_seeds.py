"""Tests of crm/models/report_seeds.py."""

from __future__ import annotations

import re

from crm.models.report_seeds import READY_MADE
from crm.models.reports import Definition


def test_keys_and_names_are_different_and_plain():
    keys = [one.ready_made for one in READY_MADE]
    assert len(set(keys)) == len({one.name for one in READY_MADE}) == len(keys) == 8
    assert all(re.fullmatch("[a-z_]+", key) for key in keys)


def test_each_says_what_it_is_for():
    assert all(one.description.endswith(".") for one in READY_MADE)


def test_definitions_are_kept_and_read_back():
    for one in READY_MADE:
        assert Definition.from_plain(one.definition.to_plain()) == one.definition


def test_what_is_added_up_stands_below_the_listed_values():
    listed = [one.definition for one in READY_MADE if one.definition.columns]
    summed = [(one.columns, measure.field) for one in listed for measure in one.measures if measure.field]
    assert summed and all(field in columns for columns, field in summed)
