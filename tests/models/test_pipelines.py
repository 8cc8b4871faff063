"""What pipelines and stages are, in themselves."""

from __future__ import annotations

from crm.models.pipelines import LOST, OPEN, WON, Pipeline, Stage, as_stage

STAGES = (Stage(1, 1, "Uno"), Stage(2, 1, "Dos"), Stage(3, 1, "Sí", WON))


def test_the_first_stage_of_a_kind_is_found_in_the_order():
    pipeline = Pipeline(1, "Obras", STAGES)
    assert (pipeline.first(OPEN).id, pipeline.first(WON).id, pipeline.first(LOST)) == (1, 3, None)


def test_a_row_becomes_a_stage():
    row = {**vars(STAGES[0]), "active": 1}
    assert as_stage(row) == STAGES[0]
