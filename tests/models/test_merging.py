"""The plan of a merge: who stays, what goes back with it, and words for every rule."""

from __future__ import annotations

import pytest

from crm.models import merging
from crm.models.fields import Kind
from crm.models.merging import MergeField, MergeOption, MergePlan


def _field(name, chosen):
    options = (MergeOption(7, "a"), MergeOption(3, "b"))
    return MergeField(name, name, Kind.TEXT, "", options, chosen, "a", rule="", rules=())


@pytest.fixture
def plan():
    fields = (_field("city", 3), _field("notes", "union"), _field("state", 0))
    return MergePlan(7, (7, 3, 9), ("Ana", "Anita", "A."), fields, version=12)


def test_the_others_are_all_but_the_survivor(plan):
    assert (plan.keep_id, plan.others, plan.name) == (7, (3, 9), "Ana")


def test_the_choices_of_a_plan_leave_out_what_is_empty_in_all(plan):
    assert plan.choices == {"city": 3, "notes": "union"}


def test_an_option_is_an_id_and_a_text(plan):
    assert dict(plan.fields[0].options) == {7: "a", 3: "b"}


def test_every_rule_has_words():
    rules = {merging.NEWEST, merging.LONGEST, merging.FIRST, merging.UNION, merging.FURTHEST, merging.OLDEST}
    assert {rule.value for rule in merging.RULES} == rules
    assert all(rule.label for rule in merging.RULES)
