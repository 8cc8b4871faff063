"""Mappings as plain data, and answers to what a file does not tell."""

from __future__ import annotations

import json

import pytest

from crm.models.imports import (
    DATE_ORDER,
    DECIMAL,
    LEAVE,
    MOJIBAKE,
    NEW,
    WORD,
    Column,
    Mapping,
    Question,
    answered,
    fields_of,
)

MAPPING = Mapping("contacts", (Column("A", "email", label_from="B"), Column("B"), Column("C")))


def question(kind: str, word: str = "") -> Question:
    return Question(kind, "A", "status", "How?", (), (), 1, word)


def test_a_column_of_labels_is_not_ignored():
    assert MAPPING.ignored == ["C"]


def test_a_column_can_be_sent_elsewhere():
    assert MAPPING.with_field("C", "city").fields == {"A": "email", "C": "city"}


def test_a_mapping_survives_json_whole():
    mapping = Mapping("contacts", MAPPING.columns, create_missing=frozenset(("owners", "choices")), repair=True)
    mapping = mapping.with_value("status", "Vivo", value="customer")
    assert Mapping.from_plain(json.loads(json.dumps(mapping.to_plain()))) == mapping


def test_notes_are_not_kept_with_a_mapping():
    assert "notes" not in Mapping("contacts", (), notes=("Just now.",)).to_plain()


def test_a_date_order_is_answered_for_its_column_only():
    found = answered(MAPPING, question(DATE_ORDER), answer="mdy")
    assert [column.date_order for column in found.columns] == ["mdy", "", ""]


def test_leaving_numbers_empty_is_an_answer():
    assert answered(MAPPING, question(DECIMAL), answer="").columns[0].decimal == LEAVE


@pytest.mark.parametrize("answer", ["customer", "", NEW])
def test_an_unknown_word_is_answered_with_a_value_with_nothing_or_with_a_new_one(answer):
    assert answered(MAPPING, question(WORD, "¡Vivo!"), answer=answer).values == {"status": {"vivo": answer}}


def test_repair_is_answered_for_the_whole_file():
    assert answered(MAPPING, question(MOJIBAKE), answer="repair").repair


def test_only_what_a_person_alone_knows_must_be_answered():
    assert [question(kind).must for kind in (DATE_ORDER, DECIMAL, MOJIBAKE, WORD)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("entity", "owner"),
    [("companies", "contacts"), ("contacts", "contacts"), ("opportunities", "opportunities"), ("products", "")],
)
def test_a_business_adds_fields_to_people_companies_and_deals(entity, owner):
    assert fields_of(entity) == owner


def test_words_of_a_record_beside_another_are_its_own():
    mapping = Mapping("contacts", (Column("Etapa", "opportunities.stage"), Column("Nombre", "full_name")))
    parts = mapping.with_value("opportunities.stage", "Ganado", value="Won").parts
    assert parts["opportunities"].values == {"stage": {"ganado": "Won"}}
    assert list(parts) == ["contacts", "opportunities"]
