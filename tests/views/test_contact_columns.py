"""Columns of the list of contacts, and the texts of their cells."""

from __future__ import annotations

import pytest

from crm.models.contacts import FIELDS
from crm.models.fields import Choice, Field, Kind
from crm.models.lists import ListQuery
from crm.models.tags import Tag
from crm.utils import dates
from crm.views.contact_columns import DEFAULT, Cells, column_of, columns, show, sort_name

ROW = {
    "kind": "person", "name": "Ana Gil", "company": "Acme", "email": "ana@acme.es", "phone": "+34612345678",
    "status": "customer", "last_interaction_at": "", "tags": [Tag(1, "VIP", "#112233"), Tag(2, "Fair", "#112233")],
    "owner": "Luis", "city": "Madrid", "custom": {"size": 12},
}  # fmt: skip
SIZE = Field("custom.size", Kind.NUMBER, "Size")


def _cell(name, row=ROW, fields=FIELDS):
    shown = [column for column in columns(fields) if column.key == name]
    return Cells(fields, shown, region="ES").of(row)[0]


def test_the_usual_columns_come_first():
    assert tuple(column.key for column in columns(FIELDS)[: len(DEFAULT)]) == DEFAULT


def test_custom_fields_are_columns_too():
    assert "custom.size" in [column.key for column in columns([*FIELDS, SIZE])]


@pytest.mark.parametrize(
    ("name", "text"),
    [("name", "Ana Gil"), ("company", "Acme"), ("phone", "612 34 56 78"), ("status", "Customer"), ("owner", "Luis"),
     ("tags", "VIP, Fair"), ("last_interaction_at", "")],
)  # fmt: skip
def test_a_cell_reads_as_people_write(name, text):
    assert _cell(name) == text


def test_a_company_does_not_repeat_its_name():
    assert _cell("company", {**ROW, "kind": "company"}) == ""


def test_a_custom_value_is_shown_by_its_kind():
    assert _cell("custom.size", fields=[*FIELDS, SIZE]) == "12"


def test_a_custom_value_that_is_missing_is_empty():
    assert _cell("custom.size", {**ROW, "custom": {}}, [*FIELDS, SIZE]) == ""


def test_the_last_interaction_is_told_in_days():
    assert _cell("last_interaction_at", {**ROW, "last_interaction_at": dates.now()}).startswith("today")


def test_the_owner_sorts_by_its_field():
    assert sort_name("owner") == "assigned_to"


@pytest.mark.parametrize(
    ("query", "column"),
    [
        (ListQuery(), "name"),
        (ListQuery("ana"), ""),
        (ListQuery(sort="assigned_to"), "owner"),
        (ListQuery(sort="city"), "city"),
    ],
)
def test_the_heading_knows_how_the_list_is_sorted(query, column):
    assert column_of(query) == column


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [
        (None, Field("f", Kind.TEXT, "F"), ""),
        (1, Field("f", Kind.YES_NO, "F"), "Yes"),
        (0, Field("f", Kind.YES_NO, "F"), "No"),
        (["a"], Field("f", Kind.CHOICES, "F", choices=(Choice("a", "Apple"),)), "Apple"),
        ("gone", Field("f", Kind.CHOICE, "F", choices=(Choice("a", "Apple"),)), "gone"),
        ("two\nlines", Field("f", Kind.LONG_TEXT, "F"), "two lines"),
        ("letters", Field("f", Kind.PHONE, "F"), "letters"),
    ],
)
def test_a_value_is_shown_by_its_kind(value, field, text):
    assert show(value, field, region="ES") == text
