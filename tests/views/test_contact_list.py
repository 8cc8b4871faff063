"""The list of contacts: what its rows say and what stands before them."""

from __future__ import annotations

import pytest

from crm.views.remembered import Remembered


@pytest.fixture
def contacts(window):
    return window.contacts.list


def _names(listed):
    cells = [listed.table._rows.get(row) for row in listed.table.ids]
    return [row[0] for row in cells if row]


def test_people_and_companies_are_listed_by_name(contacts, people):
    assert [people[name] for name in ("Acme", "Ana", "Berta", "Carlos")] == list(contacts.table.ids)


@pytest.mark.usefixtures("people")
def test_the_cells_are_those_of_the_rows(contacts):
    assert _names(contacts) == ["Acme", "Ana Gil", "Berta Ríos", "Carlos Muñoz"]


def test_the_columns_are_remembered(window, contacts):
    contacts.table.on_columns(["name", "city"], {"name": 300})
    remembered = Remembered(window.settings, window.desk.session.database.path)
    assert remembered.get("contacts.columns")["shown"] == ["name", "city"]


def test_a_house_stands_before_a_company_and_initials_before_a_person(contacts):
    assert contacts.mark_of("company", ["Acme"]) != contacts.mark_of("person", ["Acme"])
