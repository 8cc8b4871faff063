"""Rules that every template keeps, whatever the industry."""

from __future__ import annotations

from itertools import pairwise

import pytest

from crm.models.activities import TYPES as PLANNED
from crm.models.fields import Kind
from crm.models.interactions import TYPES as HAPPENED
from crm.models.pipelines import LOST, OPEN, WON
from crm.models.templates.catalogue import TEMPLATES, find
from crm.models.templates.shapes import OTHER
from crm.utils.text import fold

each = pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)


def stages(template):
    return [stage for pipeline in template.pipelines for stage in pipeline.stages]


def is_single(names):
    folded = [fold(name) for name in names]
    return len(folded) == len(set(folded))


def test_a_template_is_found_by_its_key():
    assert [find(template.key) for template in TEMPLATES] == list(TEMPLATES)
    assert find("florist") is None


@each
def test_every_pipeline_can_be_walked_won_and_lost(template):
    for pipeline in template.pipelines:
        kinds = [stage.kind for stage in pipeline.stages]
        assert kinds == [*[OPEN] * (len(kinds) - 2), WON, LOST]
        assert len(kinds) >= 5


@each
def test_chances_grow_along_a_pipeline(template):
    for pipeline in template.pipelines:
        chances = [stage.probability for stage in pipeline.stages if stage.kind == OPEN]
        assert chances == sorted(set(chances))
        assert all(0 < chance < 100 for chance in chances)


@each
def test_every_open_stage_tells_how_long_and_when_it_rots(template):
    assert all(stage.expected_days and stage.rotting_days for stage in stages(template) if stage.kind == OPEN)


@each
def test_every_stage_has_a_colour_its_neighbour_has_not(template):
    for pipeline in template.pipelines:
        colors = [stage.color for stage in pipeline.stages]
        assert all(colors)
        assert all(one != other for one, other in pairwise(colors))


@each
def test_names_are_single_in_their_list(template):
    assert is_single([pipeline.name for pipeline in template.pipelines])
    assert is_single(template.sources)
    assert is_single(template.reasons)
    assert is_single([name for _key, name in template.types])
    for pipeline in template.pipelines:
        assert is_single([stage.name for stage in pipeline.stages])
    for entity in ("contacts", "opportunities"):
        assert is_single([field.label for field in template.fields if field.entity == entity])


@each
def test_the_last_reason_is_the_open_one(template):
    assert template.reasons[-1] == OTHER


@each
def test_types_stand_beside_the_built_in_ones(template):
    built_in = {one.value for one in (*HAPPENED, *PLANNED)}
    assert not built_in & {key for key, _name in template.types}


@each
def test_a_choice_has_something_to_choose_and_nothing_else_has(template):
    for field in template.fields:
        assert bool(field.choices) == (field.kind in (Kind.CHOICE, Kind.CHOICES))
        assert is_single(field.choices)


def test_a_type_means_the_same_in_every_template():
    pairs = {pair for template in TEMPLATES for pair in template.types}
    assert len({key for key, _name in pairs}) == len({name for _key, name in pairs}) == len(pairs)
