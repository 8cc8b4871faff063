"""Columns of a list of activities, and rows as texts."""

from __future__ import annotations

import pytest

from crm.models.activities import FIELDS
from crm.models.lists import ListQuery
from crm.utils import dates
from crm.views.activity_list_columns import DEFAULT, Cells, column_of, columns, editable, sort_name


@pytest.fixture
def texts(session):
    def of(**values):
        [row] = session.activities.rows([session.activities.add({"due_on": "2999-12-24", **values})])
        offered = [column.key for column in columns(FIELDS)]
        return dict(zip(offered, Cells(FIELDS, region="ES").of(row), strict=True))

    return of


def test_the_usual_columns_stand_in_front():
    assert tuple(column.key for column in columns(FIELDS))[: len(DEFAULT)] == DEFAULT


def test_every_column_but_the_time_sorts(session):
    session.activities.add({"subject": "Offer"})
    for column in columns(FIELDS):
        if column.sortable:
            assert len(session.activities.page(ListQuery(sort=sort_name(column.key))).rows) == 1


@pytest.mark.parametrize("column", [column.key for column in columns(FIELDS) if column.sortable])
def test_an_order_is_known_again_by_its_column(column):
    assert column_of(ListQuery(sort=sort_name(column))) == column


def test_a_list_nobody_sorted_is_by_day():
    assert column_of(ListQuery()) == "due_on"


def test_an_activity_without_a_subject_is_called_by_its_type(texts):
    assert texts(type="meeting")["subject"] == "Meeting"


def test_only_an_unusual_priority_is_told(texts):
    assert (texts()["priority"], texts(priority="high")["priority"]) == ("", "High")


def test_length_and_state_are_told_in_words(texts):
    shown = texts(due_on="2026-01-07", due_at=dates.to_moment("2026-01-07 10:00"), duration_minutes=90)
    assert (shown["duration_minutes"], shown["time"], shown["state"]) == ("1 h 30 min", "10:00", "Overdue")


def test_what_is_edited_in_place_has_its_field():
    names = {column: field.name for column in DEFAULT if (field := editable(column, FIELDS))}
    assert names == {"due_on": "due_on", "time": "time", "type": "type", "priority": "priority", "owner": "assigned_to"}
