"""Rows brought into records, by the file's rule and column by column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.controllers.importing.merging import MergeRules, merge, rules_of, takes_company
from crm.controllers.importing.records import Record
from crm.models.contacts import PERSON, Channel
from crm.models.fields import Kind
from crm.models.imports import APPEND, FILL, KEEP, REPLACE, Column, Mapping
from tests.controllers.files_in import bring_text, everyone


def record(emails=(), tags=(), custom=None, **values) -> Record:
    made = Record(0, PERSON)
    made.values = values
    made.custom = dict(custom or {})
    made.tags = {tag.lower(): tag for tag in tags}
    for email in emails:
        made.add_channel(Channel("email", email, "work"))
    return made


@pytest.mark.parametrize(("rule", "city"), [(FILL, "Lugo"), (KEEP, "Vigo"), (REPLACE, "Vigo"), (APPEND, "Lugo, Vigo")])
def test_a_value_that_differs(rule, city):
    stored = record(city="Lugo")
    assert merge(stored, record(city="Vigo"), rules=MergeRules(FILL, {"city": rule})) == (city != "Lugo")
    assert stored.values["city"] == city


@pytest.mark.parametrize("rule", [FILL, KEEP, REPLACE, APPEND])
def test_a_value_is_taken_where_nothing_is(rule):
    stored = record()
    assert merge(stored, record(city="Vigo"), rules=MergeRules(FILL, {"city": rule}))
    assert stored.values["city"] == "Vigo"


@pytest.mark.parametrize(("rule", "cleared"), [(FILL, False), (KEEP, False), (REPLACE, True), (APPEND, False)])
def test_a_blank_cell_empties_only_where_that_was_chosen(rule, cleared):
    stored, row = record(city="Lugo", emails=["a@x.es"], tags=["VIP"], custom={"m2": 80}), record()
    fields = ("city", "email", "tags", "custom.m2")
    row.blank = frozenset(fields) if rule == REPLACE else frozenset()
    assert merge(stored, row, rules=MergeRules(KEEP, dict.fromkeys(fields, rule))) == cleared
    assert (stored.values["city"], list(stored.channels), stored.tags, stored.custom) == (
        ("", [], {}, {}) if cleared else ("Lugo", [("email", "a@x.es")], {"vip": "VIP"}, {"m2": 80})
    )


def test_what_was_added_once_is_not_added_again():
    stored = record(notes="uno", custom={"colors": ["red"]})
    rules = MergeRules(FILL, {"notes": APPEND, "custom.colors": APPEND})
    assert merge(stored, record(notes="dos", custom={"colors": ["red", "blue"]}), rules=rules)
    assert not merge(stored, record(notes="dos", custom={"colors": ["blue"]}), rules=rules)
    assert (stored.values["notes"], stored.custom["colors"]) == ("uno\ndos", ["red", "blue"])


def test_filling_a_file_adds_further_addresses_and_filling_a_column_does_not():
    general, own = record(emails=["a@x.es"]), record(emails=["a@x.es"])
    assert merge(general, record(emails=["b@x.es"]), rules=MergeRules())
    assert not merge(own, record(emails=["b@x.es"]), rules=MergeRules(FILL, {"email": FILL}))
    assert [key[1] for key in general.channels] == ["a@x.es", "b@x.es"]


def test_replacing_addresses_keeps_only_those_of_the_row():
    stored = record(emails=["a@x.es", "b@x.es"])
    assert merge(stored, record(emails=["b@x.es", "c@x.es"]), rules=MergeRules(FILL, {"email": REPLACE}))
    assert sorted(key[1] for key in stored.channels) == ["b@x.es", "c@x.es"]


def test_replacing_tags_takes_the_others_off():
    stored = record(tags=["VIP", "Feria"])
    assert merge(stored, record(tags=["feria", "Nuevo"]), rules=MergeRules(FILL, {"tags": REPLACE}))
    assert list(stored.tags.values()) == ["Feria", "Nuevo"]


def test_the_rules_of_a_mapping_go_by_stored_names():
    mapping = Mapping("contacts", (Column("A", "owner", rule=REPLACE), Column("B", "city")))
    assert rules_of(mapping, "update") == MergeRules(KEEP, {"assigned_to": REPLACE})


def test_several_lines_added_once_are_not_added_again():
    stored, row = record(notes="old", city="Lugo"), record(notes="one\ntwo", city="Vigo, Cangas")
    rules = MergeRules(APPEND)
    assert merge(stored, row, rules=rules)
    assert not merge(stored, row, rules=rules)
    assert (stored.values["notes"], stored.values["city"]) == ("old\none\ntwo", "Lugo, Vigo, Cangas")


def test_a_blank_cell_never_empties_a_status_and_takes_a_person_out_of_a_company():
    stored, row = record(status="customer", company="Acme", company_id=7), record()
    row.blank = frozenset(("status", "company"))
    merge(stored, row, rules=MergeRules(FILL, dict.fromkeys(row.blank, REPLACE)))
    assert stored.values == {"status": "customer", "company": "", "company_id": None}


def test_what_holds_one_value_is_filled_where_others_are_added_to(session, tmp_path):
    session.fields.add("Color", Kind.CHOICE, choices=("Rojo", "Azul"))
    text = "ID,Name,City,Status,Color\n1,Ana,Vigo,customer,Rojo\n"
    bring_text(session, tmp_path, text)
    path = tmp_path / "b.csv"
    path.write_text("ID,Name,City,Status,Color\n1,Ana,Lugo,lead,Azul\n", encoding="utf-8")
    source = session.imports.detect(path)
    mapping = session.imports.propose(session.imports.open(source))
    columns = tuple(
        replace(one, rule=APPEND if one.header in ("City", "Status", "Color") else "") for one in mapping.columns
    )
    session.imports.run(source, replace(mapping, columns=columns))
    [row] = everyone(session)
    assert (row["city"], row["status"], list(row["custom"].values())) == ("Vigo, Lugo", "customer", ["Rojo"])


@pytest.mark.parametrize("rule", [FILL, KEEP, REPLACE, APPEND])
@pytest.mark.parametrize(
    "stored", [{}, {"company": "ACME"}, {"company": "Beta"}, {"company": "Beta", "company_id": 7}, {"company_id": 7}]
)
def test_whether_a_company_is_taken_is_told_before_it_is(stored, rule):
    rules, kept = MergeRules(FILL, {"company": rule}), record(**stored)
    told = takes_company(kept, record(company="Acme"), rules=rules)
    assert merge(kept, record(company="Acme", company_id=9), rules=rules) == told
