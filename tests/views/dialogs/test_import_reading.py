"""What the assistant knows of a file: how it is read, its lines, what stands against the mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.imports import DATE_ORDER, WORD, Question
from crm.views.dialogs.import_reading import (
    can_append,
    can_join,
    kinds_of_files,
    problems,
    read_afresh,
    read_again,
    read_file,
    read_source,
)
from tests.views.dialogs.conftest import asked_in

WORD_QUESTION = Question(WORD, "City", "status", "Which is it?", (), (), 2, "Vivo")


@pytest.fixture
def reading(session, csv_file):
    return read_file(session, csv_file)


def test_usual_headers_are_mapped(reading):
    assert reading.chosen == ["first_name", "last_name", "email", "city"]


def test_the_size_is_said_in_words(reading):
    assert reading.size == "3 rows · 4 columns"


def test_what_was_chosen_for_such_a_file_is_known_to_be_so(session, reading, csv_file):
    session.imports.run(reading.source, reading.with_field(3, "").mapping)
    again = read_file(session, csv_file)
    assert again.remembered
    assert again.chosen[3] == ""
    assert read_afresh(session, again.source, entity="contacts").chosen[3] == "city"


def test_what_any_file_would_propose_is_not_called_the_last_one(session, reading, csv_file):
    session.imports.run(reading.source, reading.mapping)
    assert not read_file(session, csv_file).remembered


def test_an_answer_is_in_what_runs_and_the_question_stays(reading):
    asked = asked_in(reading, WORD_QUESTION)
    assert asked.unanswered == [WORD_QUESTION]
    told = asked.with_answers([WORD_QUESTION], "customer")
    assert told.unanswered == []
    assert told.answer_to(WORD_QUESTION) == "customer"
    assert told.to_run.values == {"status": {"vivo": "customer"}}
    assert told.mapping.values == {}


def test_an_answer_survives_looking_through_the_file_again(reading):
    told = asked_in(reading, WORD_QUESTION).with_answers([WORD_QUESTION], "")
    again = asked_in(told, replace(WORD_QUESTION, count=7))
    assert again.unanswered == []


def test_questions_wait_until_somebody_saw_them(reading):
    asked = asked_in(reading, WORD_QUESTION)
    assert asked.waiting == [WORD_QUESTION]
    assert asked.looked_at().waiting == []


def test_a_question_that_came_later_waits_for_another_look(reading):
    later = asked_in(asked_in(reading, WORD_QUESTION).looked_at(), WORD_QUESTION, replace(WORD_QUESTION, word="Ido"))
    assert [one.word for one in later.waiting] == ["Vivo", "Ido"]


def test_what_must_be_answered_waits_although_it_was_seen(reading):
    must = replace(WORD_QUESTION, kind=DATE_ORDER, header="Day")
    assert asked_in(reading, must, WORD_QUESTION).looked_at().waiting == [must, WORD_QUESTION]


def test_a_rule_belongs_to_its_column(reading):
    told = reading.with_rule("City", "append")
    assert [column.rule for column in told.mapping.columns] == ["", "", "", "append"]


def test_only_what_holds_several_values_can_be_added_to(reading):
    assert can_append(reading, "Email")
    assert not can_append(reading, "City")


def test_a_line_says_how_full_its_column_is(reading):
    assert [round(line.share, 2) for line in reading.lines()] == [1.0, 1.0, 0.67, 0.67]


def test_a_column_can_be_left_out(reading):
    changed = reading.with_field(3, "")
    assert changed.lines()[3].words == "Do not import"
    assert not changed.lines()[3].taken


def test_a_usual_file_has_no_problems(session, reading):
    assert problems(session, reading) == {}


def test_two_columns_on_one_field_are_a_problem_beside_the_second(session, reading):
    found = problems(session, reading.with_field(3, "first_name"))
    assert list(found) == ["City"]
    assert "First name" in found["City"]


def test_joining_solves_it(session, reading):
    joined = reading.with_field(3, "first_name").joined("City")
    assert problems(session, joined) == {}


def test_several_columns_may_hold_e_mails(session, reading):
    assert problems(session, reading.with_field(3, "email")) == {}


def test_texts_can_be_joined_and_choices_cannot(reading):
    assert can_join(reading.with_field(3, "first_name"), "City")
    assert not can_join(reading.with_field(3, "status"), "City")


def test_a_mapping_of_nothing_is_a_problem_of_the_whole_file(session, reading):
    empty = reading
    for place in range(4):
        empty = empty.with_field(place, "")
    assert list(problems(session, empty)) == [""]


def test_another_delimiter_is_read_as_told(session, reading):
    again = read_source(session, replace(reading.source, delimiter=";"), entity="contacts")
    assert len(again.headers) == 1


def test_another_encoding_is_read_as_told(session, tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes("Nombre,Ciudad\nÍñigo,León\n".encode("cp1252"))
    reading = read_file(session, path)
    assert reading.sample[0] == ("Íñigo", "León")
    wrong = read_again(session, replace(reading.source, encoding="cp850"), entity="contacts")
    assert wrong.sample[0] != ("Íñigo", "León")


def test_without_a_header_columns_are_named_by_letters(session, reading):
    again = read_source(session, replace(reading.source, header_row=-1), entity="contacts")
    assert again.count == 4
    assert again.headers[0] == "Column A"


def test_the_first_kind_of_file_offers_everything():
    assert {"*.csv", "*.xlsx", "*.vcf"} <= set(kinds_of_files()[0][1].split())
