"""The parts of a template: the stages that end a pipeline."""

from __future__ import annotations

from crm.models.pipelines import LOST, WON
from crm.models.templates.shapes import lost, won


def test_what_is_won_is_certain_and_never_rots():
    stage = won("Signed")
    assert (stage.kind, stage.probability, stage.rotting_days) == (WON, 100, 0)


def test_what_is_lost_is_impossible():
    assert (lost("Gone").kind, lost("Gone").probability) == (LOST, 0)
