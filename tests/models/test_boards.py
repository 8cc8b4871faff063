"""Boards as plain data: a column and a lane count what their totals count."""

from __future__ import annotations

from crm.models.boards import BoardColumn, BoardLane, BoardQuery
from crm.models.lists import ListQuery
from crm.models.opportunities import Amount

EUROS, DOLLARS = Amount("EUR", 2, 1, 500, 250), Amount("USD", 3, 0, 90, 9)


def test_a_column_counts_its_deals_in_all_currencies():
    assert BoardColumn("1", "New", amounts=(EUROS, DOLLARS)).count == 5
    assert BoardColumn("1", "New").count == 0


def test_a_lane_counts_its_deals_in_all_columns():
    assert BoardLane("7", "Ana", {"1": (EUROS,), "2": (EUROS, DOLLARS)}).count == 7


def test_a_board_is_asked_for_everything_by_stage_unless_it_is_said():
    assert BoardQuery(1) == BoardQuery(1, ListQuery(), "", "stage", "")
