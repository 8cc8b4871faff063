"""The way a deal took, stay by stay."""

from __future__ import annotations

import pytest

from crm.models.opportunities import Move
from crm.views.dialogs.opportunity_stages import StageHistory, Visit, spent, visits

pytestmark = pytest.mark.window

MOVES = (
    Move(1, None, 10, 1, "2026-11-01T08:00:00Z", 0),
    Move(2, 10, 11, 1, "2026-11-03T08:00:00Z", 172_800),
    Move(3, 11, 10, None, "2026-11-04T08:00:00Z", 86_400),
)


def test_each_stay_lasts_until_the_next_move():
    stays = visits(MOVES, now="2026-11-04T09:00:00Z")
    assert [(one.stage_id, one.seconds) for one in stays] == [(10, 172_800), (11, 86_400), (10, 3600)]


def test_the_last_stay_is_not_over():
    assert [one.until for one in visits(MOVES, now="2026-11-04T09:00:00Z")][-1] == ""


def test_stays_in_one_stage_add_up():
    assert spent(visits(MOVES, now="2026-11-04T09:00:00Z")) == {10: 176_400, 11: 86_400}


def test_without_moves_there_is_no_stay():
    assert visits(()) == []


def test_the_table_tells_stage_time_and_who(page):
    made = StageHistory(page)
    made.pack(fill="both", expand=True)
    page.update()
    stay = Visit(1, 10, "2026-11-01T08:00:00Z", "2026-11-03T08:00:00Z", 172_800, 1)
    made.show([stay], stages={10: "Offer"}, users={1: "Root"})
    cells = made.table._rows.get(1)
    assert (cells[0], cells[1], cells[4]) == ("Offer", "2 days", "Root")
