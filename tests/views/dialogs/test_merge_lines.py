"""The plan of a merge as lines: contradictions first, then what only some say, then what is kept of all."""

from __future__ import annotations

import pytest

from crm.views.dialogs import merge_lines
from tests.views.dialogs.twins import plant


@pytest.fixture
def plan(session):
    ids = plant(session)["pair"]
    session.interactions.add(ids[0], {"subject": "Called"})
    return session.merging.preview(ids, keep=ids[1])


def _lines(plan, *, with_equal=False):
    return merge_lines.lines(plan, order=plan.ids, with_equal=with_equal, region="ES")


def _line(plan, key):
    return next(line for line in _lines(plan, with_equal=True) if line.key == key)


def test_contradictions_come_first(plan):
    shown = _lines(plan)
    assert shown[0].head == "They say different things"
    assert shown[1].key == "first_name"


def test_what_only_some_say_stands_in_a_part_of_its_own(plan):
    heads = [line.head for line in _lines(plan)]
    assert heads.index("Only some of them say it") < heads.index("City") < heads.index("Kept from all of them")


def test_equal_fields_are_folded_away(plan):
    assert "status" not in [line.key for line in _lines(plan)]
    assert "status" in [line.key for line in _lines(plan, with_equal=True)]


def test_the_value_that_wins_is_marked(plan):
    assert [(cell.text, cell.look) for cell in _line(plan, "city").cells] == [("–", "free"), ("Lugo", "chosen")]
    assert _line(plan, "city").last.text == "Lugo"


def test_a_field_says_its_rule(plan):
    assert _line(plan, "city").note == "First filled"


def test_a_choice_of_a_person_says_so(session, plan):
    chosen = session.merging.preview(plan.ids, keep=plan.keep_id, rules={"first_name": plan.ids[1]})
    assert _line(chosen, "first_name").note == "By hand"


def test_every_address_and_number_is_kept_with_where_it_comes_from(plan):
    kept = [line for line in _lines(plan) if line.last and "982 11 12 22" in line.last.text]
    assert [[cell.text for cell in line.cells] for line in kept if not line.key] == [["982 11 12 22", ""]]


def test_the_survivor_is_marked_above_its_column(plan):
    assert [head.look for head in merge_lines.heads(plan, plan.ids)] == ["chosen", "free"]


def test_columns_keep_their_order_when_another_one_is_to_stay(plan):
    order = tuple(reversed(plan.ids))
    assert [head.look for head in merge_lines.heads(plan, order)] == ["free", "chosen"]


def test_what_moves_along_is_told_in_words(plan):
    assert merge_lines.moves(plan) == "Moves to Jose Nunez: Interactions 1"


def test_nothing_to_move_says_nothing(session):
    assert merge_lines.moves(session.merging.preview(plant(session)["three"])) == ""


def test_tags_of_all_are_united(session):
    ids = plant(session)["pair"]
    session.contacts.add_tags(ids[:1], [session.tags.add("VIP")])
    session.contacts.add_tags(ids[1:], [session.tags.add("Fair")])
    tags = _lines(session.merging.preview(ids))[-1]
    assert (tags.head, sorted(tags.last.text.split(", "))) == ("Tags", ["Fair", "VIP"])
