"""The rules of an import: what is ticked and chosen is told, and what has no meaning cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.imports import MATCH_ON
from crm.views.dialogs.import_reading import read_file
from crm.views.dialogs.import_rules import RulesPage, rules_for, rules_words
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def reading(session, csv_file):
    return read_file(session, csv_file)


@pytest.fixture
def screen(page, reading):
    made = RulesPage(page)
    made.pack(fill="both", expand=True)
    made.show(reading)
    pump(page)
    return made


def _rows(screen):
    tree = screen.table.tree
    return [(tree.item(item, "text"), *tree.item(item, "values")) for item in tree.get_children()]


def test_every_taken_column_has_its_rule(screen, reading):
    assert _rows(screen)[3] == ("City", "City", "As chosen for the file")
    screen.show(reading.with_rule("City", "keep").with_field(0, ""))
    assert [row[0] for row in _rows(screen)] == ["Last name", "Email", "City"]
    assert _rows(screen)[2][2] == "Replace, keep if blank"


def test_what_happens_to_what_is_here_is_told(screen):
    told = []
    screen.on_match = told.append
    screen.choices["update"].invoke()
    assert told == ["update"]


def test_keys_that_are_not_ticked_do_not_match(screen):
    told = []
    screen.on_mapping = lambda mapping: told.append(mapping.match)
    screen.match_on["phone"][0].invoke()
    assert told == [tuple(key for key in MATCH_ON if key != "phone")]


def test_what_may_be_created_is_told(screen):
    told = []
    screen.on_mapping = lambda mapping: told.append(mapping.create_missing)
    screen.creatable["companies"][0].invoke()
    assert told == [frozenset({"companies"})]


def test_people_are_created_along_with_interactions_only(screen, reading):
    assert screen.creatable["contacts"][0].instate(["disabled"])
    screen.show(replace(reading, mapping=replace(reading.mapping, entity="interactions")))
    assert not screen.creatable["contacts"][0].instate(["disabled"])


def test_enter_on_a_column_offers_its_rules_and_a_choice_is_told(screen):
    told = []
    screen.on_rule = lambda header, rule: told.append((header, rule))
    screen.table.select([2])
    press(screen.table.tree, "Return")
    screen.menu.invoke(4)
    assert told == [("Email", "append")]
    screen.menu.unpost()


def test_a_column_has_no_rule_where_what_is_here_is_left_alone(screen, reading):
    screen.show(replace(reading, on_match="skip"))
    screen.open_menu(2)
    assert screen.menu is None


def test_only_what_holds_several_values_can_be_added_to(reading):
    assert "append" in [rule.value for rule in rules_for(reading, "Email")]
    assert "append" not in [rule.value for rule in rules_for(reading, "City")]


def test_the_rule_is_said_in_one_line(reading):
    assert rules_words(replace(reading, on_match="skip")) == "What is here already: leave them as they are"
