"""Stages found by the words of a file, and made when that is asked for."""

from __future__ import annotations

import pytest

from crm.controllers.importing.findings import Findings
from crm.controllers.importing.stages import KnownStages
from crm.models.imports import NEW
from crm.models.pipelines import LOST, OPEN, WON
from crm.storage.changelog import Author, Door

STAGES = [
    {"name": "Nueva", "kind": OPEN, "probability": 10},
    {"name": "Visita", "kind": OPEN, "probability": 40},
    {"name": "Negotiation", "kind": OPEN, "probability": 80},
    {"name": "Firmada", "kind": WON},
    {"name": "Perdida", "kind": LOST},
]


@pytest.fixture
def pipeline(session) -> int:
    """The only pipeline in use."""
    made = session.pipelines.add("Obras", stages=STAGES)
    for other in session.pipelines.all():
        if other.id != made:
            session.pipelines.remove(other.id)
    return made


@pytest.fixture
def known(session, pipeline):  # noqa: ARG001 - it is the only one
    """Stages as an import finds them, within its operation."""
    with session.database.transaction(Author(None, Door.IMPORT), "x"):

        def make(*, makes=False, **words) -> KnownStages:
            return KnownStages(session.database, words, makes=makes)

        yield make


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("nueva", "Nueva"),
        ("VISITA", "Visita"),
        ("Closed Won", "Firmada"),
        ("perdido", "Perdida"),
        ("En negociación", "Negotiation"),
        ("Prospecting", "Nueva"),
        ("Qualified", "Visita"),
        ("Zzz", "Nueva"),
        ("", "Nueva"),
    ],
)
def test_a_word_stands_for_the_stage_it_names_or_is_nearest_to(known, word, name):
    assert known().find(0, word)[0].name == name


def test_what_was_taken_for_another_and_what_nobody_knows_is_told(known):
    stages, findings = known(), Findings()
    for word in ("Prospecting", "Zzz", "Zzz", "Nueva"):
        stages.find(0, word)
    stages.warn(findings)
    assert [("Prospecting" in one, "Zzz" in one and "2" in one) for one in findings.warnings] == [
        (True, False),
        (False, True),
    ]
    assert findings.left_open == ("stages",)


def test_what_is_lost_in_a_stage_stands_in_lost_and_was_in_that_one(known):
    stage, reached = known().find(0, "Visita", status=LOST)
    assert (stage.name, reached and reached.name) == ("Perdida", "Visita")


def test_an_answer_says_what_a_word_stands_for(known):
    stages = known(stage={"zzz": "Visita", "nueva": ""})
    assert (stages.find(0, "Zzz")[0].name, stages.find(0, "Nueva")[0].name) == ("Visita", "Nueva")


def test_stages_are_made_where_their_words_usually_stand(session, known, pipeline):
    stages = known(makes=True)
    made = [stages.find(0, word)[0] for word in ("Contract sent", "Zzz", "Contract sent", "Won")]
    assert [(one.name, one.kind, one.probability) for one in made] == [
        ("Contract sent", OPEN, 90),
        ("Zzz", OPEN, 50),
        ("Contract sent", OPEN, 90),
        ("Firmada", WON, 100),
    ]
    order = [one.name for one in session.pipelines.get(pipeline).stages]
    assert order == ["Nueva", "Visita", "Negotiation", "Contract sent", "Zzz", "Firmada", "Perdida"]


def test_one_stage_is_made_when_only_that_is_asked_for(known):
    stages = known(stage={"zzz": NEW})
    assert [stages.find(0, word)[0].name for word in ("Zzz", "Yyy")] == ["Zzz", "Nueva"]
    assert stages.made == {"stages": 1}


def test_a_pipeline_that_is_made_has_a_stage_of_each_kind(session, known):
    stages = known(makes=True)
    pipeline = stages.pipeline_of("Renewals")
    stages.find(pipeline, "Closed lost")
    stages.warn(Findings())
    assert [one.kind for one in session.pipelines.get(pipeline).stages] == [OPEN, WON, LOST]


def test_a_pipeline_that_is_not_here_is_told_and_the_first_taken(known, pipeline):
    stages, findings = known(), Findings()
    assert stages.pipeline_of("Renewals") == pipeline
    stages.warn(findings)
    assert "Renewals" in findings.warnings[0]


@pytest.mark.usefixtures("pipeline")
def test_a_stage_of_another_pipeline_is_found_by_a_name_that_only_it_has(session):
    other = session.pipelines.add("Renovaciones", stages=[*STAGES[1:], {"name": "Aviso", "kind": OPEN}])
    found = KnownStages(session.database, {}, makes=False).find(0, "Aviso")[0]
    assert found.pipeline_id == other


@pytest.mark.parametrize(
    ("name", "word", "knows"),
    [("stage", "Visita", True), ("stage", "Demo", True), ("stage", "Zzz", False), ("pipeline", "obras", True),
     ("pipeline", "x", False), ("status", "Ganado", True), ("status", "quizá", False)],
)  # fmt: skip
def test_words_that_stand_for_something_are_not_asked_about(known, name, word, knows):
    assert known().knows(name, word) == knows
