"""The verbs that make several contacts one, or say that they are different."""

from __future__ import annotations

import pytest

from crm.app import open_database, sign_in


@pytest.fixture
def pair(database_file):
    """Ana twice."""
    session = sign_in(open_database(database_file))
    one = session.contacts.add({"first_name": "Ana", "city": "Soria", "notes": "tea"})
    two = session.contacts.add({"first_name": "Ana", "city": "Santiago", "notes": "chess"})
    session.database.close()
    return one, two


def test_merge_makes_one_of_two(command, pair):
    answer = command("merge", *pair, "--json").json
    assert (answer["id"], answer["name"], answer["merged"]) == (pair[0], "Ana", [pair[1]])
    kept = command("show", pair[0], "--json").json
    assert (kept["city"], kept["notes"]) == ("Soria", "tea\n\nchess")
    assert command("show", pair[1]).code == 1


def test_merge_says_in_words_how_it_is_taken_back(command, pair):
    answer = command("merge", *pair)
    number = command("history", "--json").json[0]["id"]
    assert answer.out == f"1 contact is now a part of Ana. `undo {number}` takes that back.\n"
    assert command("undo", number).code == 0
    assert command("show", pair[1], "--json").json["city"] == "Santiago"


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence_too(command, database_file):
    session = sign_in(open_database(database_file))
    one, two = (session.contacts.add({"kind": "company", "company": "Acme S.L."}) for _each in range(2))
    session.database.close()
    assert command("merge", one, two).out.startswith("1 contact is now a part of Acme S.L. `undo")


def test_a_field_takes_the_value_of_the_contact_named(command, pair):
    assert command("merge", *pair, "--field", f"city={pair[1]}", "--field", "notes=first").code == 0
    kept = command("show", pair[0], "--json").json
    assert (kept["city"], kept["notes"]) == ("Santiago", "tea")


def test_a_rule_decides_about_every_field_that_knows_it(command, pair):
    assert command("merge", *pair, "--rule", "longest").code == 0
    assert command("show", pair[0], "--json").json["notes"] == "chess"


@pytest.mark.parametrize(
    ("choice", "said"),
    [("city", "city=12"), ("colour=1", "colour"), ("city=union", "first, newest"), ("city=99", "99")],
)
def test_a_choice_that_cannot_be_made_is_refused_in_one_sentence(command, pair, choice, said):
    answer = command("merge", *pair, "--field", choice)
    assert answer.code == 1
    assert said in answer.err
    assert command("show", pair[1]).code == 0


def test_different_contacts_are_remembered(command, pair, database_file):
    assert command("different", *pair, "--json").json == {"different": list(pair)}
    session = sign_in(open_database(database_file))
    assert session.database.value("SELECT count(*) FROM different_contacts") == 1
    session.database.close()


def test_one_contact_alone_is_not_different(command, pair):
    answer = command("different", pair[0], pair[0])
    assert (answer.code, answer.err) == (1, "It takes at least two contacts to be different.\n")
