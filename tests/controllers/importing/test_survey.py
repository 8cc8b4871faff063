"""What reading a file once through shows."""

from __future__ import annotations

import pytest

from crm.files.sheet import Stopped
from crm.models.fields import Kind
from crm.models.imports import DATE_ORDER, DECIMAL, MOJIBAKE, NEW, WORD, ColumnSurvey, answered
from tests.controllers.files_in import real


@pytest.fixture
def survey(session, tmp_path):
    def take(text: str, **mapping):
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")
        source = session.imports.detect(path)
        proposed = session.imports.propose_afresh(session.imports.open(source), "contacts")
        for header, field in mapping.items():
            proposed = proposed.with_field(header, field)
        return proposed, session.imports.survey(source, proposed)

    return take


def test_columns_tell_how_full_they_are_and_show_different_values(survey):
    _mapping, found = survey("Nombre,Ciudad\nAna,Lugo\nEva,\nIvo,Lugo\nLuz,Vigo\n")
    assert found.rows == 4
    assert found.columns[1] == ColumnSurvey("Ciudad", 3, ((2, "Lugo"), (5, "Vigo")))


def test_an_ambiguous_column_of_dates_is_asked_about_with_three_rows(survey):
    _mapping, found = survey("Nombre,Fecha de alta\na,01/02/2024\nb,03/04/2024\nc,\nd,05/06/2024\ne,07/08/2024\n")
    [question] = found.questions
    assert (question.kind, question.header, question.count) == (DATE_ORDER, "Fecha de alta", 4)
    assert question.samples == ((2, "01/02/2024"), (3, "03/04/2024"), (5, "05/06/2024"))


def test_an_ambiguous_column_of_numbers_is_asked_about(survey, session):
    session.fields.add("Metros", Kind.NUMBER)
    _mapping, found = survey("Nombre,Metros\na,1.234\nb,2.500\n")
    assert [question.kind for question in found.questions] == [DECIMAL]


def test_unknown_owners_and_statuses_are_asked_about_the_frequent_first(survey):
    rows = "Ana,Pepe,cliente\nEva,Luis,vivito\nIvo,Luis,vivito\n"
    _mapping, found = survey(f"Nombre,Comercial,Estatus\n{rows}")
    assert [(one.kind, one.word, one.count) for one in found.questions] == [
        (WORD, "Luis", 2),
        (WORD, "Pepe", 1),
        (WORD, "vivito", 2),
    ]


def test_an_unknown_owner_may_be_made_and_a_status_not(survey):
    _mapping, found = survey("Nombre,Comercial,Estatus\nAna,Pepe,vivito\n")
    answers = {one.word: [option.value for option in one.options] for one in found.questions}
    assert NEW in answers["Pepe"]
    assert NEW not in answers["vivito"]
    assert "customer" in answers["vivito"]


def test_an_answered_question_is_not_asked_again(survey, session, tmp_path):
    mapping, found = survey("Nombre,Fecha de alta,Comercial\na,01/02/2024,Pepe\n")
    for question in found.questions:
        mapping = answered(mapping, question, answer="" if question.kind == WORD else "dmy")
    assert session.imports.survey(session.imports.detect(tmp_path / "a.csv"), mapping).questions == ()


def test_wrongly_decoded_text_is_offered_for_repair_with_what_it_becomes(survey):
    _mapping, found = survey("Nombre,Ciudad\nGarcÃ\u00ada,MÃ¡laga\n")
    [question] = found.questions
    assert (question.kind, question.count) == (MOJIBAKE, 2)
    assert question.samples[1] == (2, "MÃ¡laga → Málaga")


def test_what_cannot_be_restored_is_said(survey):
    _mapping, found = survey("Nombre,Ciudad\nAna,MÃ¡laga\nEva,M\ufffdlaga\n")
    assert "1 more" in found.questions[0].text


def test_a_survey_can_be_stopped(session, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nombre\n" + "Ana\n" * 5000, encoding="utf-8")
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source))
    with pytest.raises(Stopped):
        session.imports.survey(source, mapping, stop=lambda: True)


def test_real_activities_ask_for_what_nobody_here_is_called(session):
    source = session.imports.detect(real("hubspot_dummy/hubspot_activities.csv"))
    mapping = session.imports.propose(session.imports.open(source))
    found = session.imports.survey(source, mapping)
    assert (mapping.entity, found.rows) == ("interactions", 2000)
    assert len({one.word for one in found.questions if one.field == "owner"}) == 7
    assert not [one for one in found.questions if one.field == "type"]


def test_words_that_say_nothing_are_not_asked_about(session, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nombre,Comercial,Estado del cliente\nAna,-,n/a\nEva,Pepe,-\n", encoding="utf-8")
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source), "contacts")
    assert [one.word for one in session.imports.survey(source, mapping).questions] == ["Pepe"]
