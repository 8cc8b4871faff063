"""One pipeline in a form: a new one with the stages of another, and one that is renamed or put out of use."""

from __future__ import annotations

import pytest

from crm.views.dialogs.pipeline_form import PipelineDialog
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def new(page, desk, opened, session):
    return opened(PipelineDialog(page, desk, pipeline=None, models=tuple(session.pipelines.all())))


@pytest.fixture
def known(page, desk, opened, session):
    return opened(PipelineDialog(page, desk, pipeline=session.pipelines.by_name("Contract renewals")))


def test_a_new_pipeline_begins_with_the_usual_stages(new, session):
    new.form.put("name", "Obras")
    new.save()
    assert session.pipelines.by_name("Obras").stages[0].name == "New"


def test_a_new_pipeline_may_begin_with_the_stages_of_another(new, session):
    like = session.pipelines.by_name("Contract renewals")
    new.form.put("name", "Obras")
    new.form.put("stages", str(like.id))
    new.save()
    made = session.pipelines.by_name("Obras")
    assert [(one.name, one.probability, one.rotting_days) for one in made.stages] == [
        (one.name, one.probability, one.rotting_days) for one in like.stages
    ]


def test_a_name_that_is_taken_is_told_beside_it(new, session):
    new.form.put("name", "new sales")
    new.save()
    assert "already" in new.form.error_of("name")
    assert len(session.pipelines.all()) == 2


def test_a_pipeline_goes_out_of_use(known, session):
    known.form.put("active", 0)
    known.save()
    pump(known.master)
    assert session.pipelines.by_name("Contract renewals").active is False


def test_saving_unchanged_keeps_the_templates_name(known, session):
    known.save()
    assert session.history.can_undo() is None
