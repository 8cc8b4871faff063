"""Words told from names."""

from __future__ import annotations

from crm.controllers.importing.named import Answers, Unknown, key_of, keys_of, plain_word
from crm.models.imports import NEW


def test_case_accents_and_runs_of_spaces_do_not_tell_names_apart():
    assert key_of("  Negociación   FINAL ") == key_of("negociacion final")


def test_marks_tell_names_apart():
    assert key_of("C++") != key_of("C")


def test_a_name_is_known_as_it_is_shown_in_each_language():
    assert {key_of("Won"), key_of("Ganada")} <= keys_of("Won") | {key_of("Ganada")}


def test_an_answer_is_found_by_the_words_of_a_text():
    answers = Answers({"gtx pro": "GTX Pro 2", "nada": "", "otra": NEW})
    assert (answers.of("GTX-Pro"), answers.of("Nada"), answers.of("x")) == ("GTX Pro 2", "", None)
    assert answers.makes("Otra")
    assert not answers.makes("GTX Pro")


def test_unknown_words_are_told_most_frequent_first_and_their_cells_kept():
    unknown = Unknown()
    for word in ("a", "b", "b"):
        unknown.hear(word, place=(2, word))
    assert unknown.sentences(lambda about, count: f"{about[0]}{count}") == ["b2", "a1"]
    assert unknown.cells == {(2, "a"), (2, "b")}


def test_dictionaries_hold_plain_words():
    assert plain_word("Closed-Won!") == "closed won"
