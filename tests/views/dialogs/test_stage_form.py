"""One stage in a form: numbers of open ones alone, the colour, and what cannot be kept beside its field."""

from __future__ import annotations

import pytest

from crm.models.pipelines import WON
from crm.models.tags import COLORS
from crm.views.dialogs.stage_form import StageDialog

pytestmark = pytest.mark.window


@pytest.fixture
def pipeline(session):
    return session.pipelines.default()


@pytest.fixture
def known(page, desk, opened, pipeline):
    return opened(StageDialog(page, desk, pipeline_id=pipeline.id, stage=pipeline.stages[0]))


@pytest.fixture
def new(page, desk, opened, pipeline):
    return opened(StageDialog(page, desk, pipeline_id=pipeline.id))


def test_a_stage_takes_the_numbers_typed(known, session, pipeline):
    for name, value in (("name", "Nuevo"), ("probability", 15), ("expected_days", 4), ("rotting_days", 0)):
        known.form.put(name, value)
    known.save()
    stage = session.pipelines.stage(pipeline.stages[0].id)
    assert (stage.name, stage.probability, stage.expected_days, stage.rotting_days) == ("Nuevo", 15, 4, 0)


def test_a_colour_alone_is_an_edit(known, session, pipeline):
    known.swatches.buttons[COLORS[6]].invoke()
    assert known.has_edits
    known.save()
    assert session.pipelines.stage(pipeline.stages[0].id).color == COLORS[6]


def test_a_bad_number_is_told_beside_it(known):
    known.form.put("probability", 130)
    known.save()
    assert "100" in known.form.error_of("probability")


def test_a_new_won_stage_asks_for_no_chance(new, session, pipeline):
    new.form.put("name", "Firmada")
    box = new.form.editor("kind").entry
    box.set("Won")
    box.event_generate("<<ComboboxSelected>>")
    new.update()
    assert not new.form.editor("probability").winfo_ismapped()
    new.save()
    made = session.pipelines.get(pipeline.id).stages[-2]
    assert (made.name, made.kind, made.probability) == ("Firmada", WON, 100)


def test_a_stage_without_a_name_is_refused(new):
    new.save()
    assert new.form.error_of("name")
    assert new.winfo_exists()
