"""How the dashboard is set: kept and read back, damaged settings, what is gone; keys of cards."""

from __future__ import annotations

import pytest

from crm.models.dashboards import REPORT, WON, Card, CardFigure, Filters
from crm.models.periods import EVER, Period
from crm.views.dashboard_state import DashboardState, keys_of, tiles_of, told_apart
from crm.views.widgets.card_layout import Tile

OWN = Filters("own", "2026-01-01", "2026-02-03", 2, 3)


def test_it_is_read_back():
    state = DashboardState(7, OWN)
    assert DashboardState.from_plain(state.to_plain()) == state


@pytest.mark.parametrize(
    "kept",
    [{}, {"dashboard": "x", "filters": []}, {"filters": {"period": "fortnight"}}, {"filters": {"pipeline_id": "all"}},
     {"filters": {"period": "own", "since": "yesterday"}}],
)  # fmt: skip
def test_what_is_damaged_is_as_if_never_kept(kept):
    assert DashboardState.from_plain(kept) == DashboardState()


def test_a_pipeline_and_an_owner_that_are_gone_narrow_nothing():
    now = DashboardState(1, OWN).within([5], [0, 3])
    assert (now.filters.pipeline_id, now.filters.owner_id, now.filters.since) == (None, 3, "2026-01-01")


def test_a_card_keeps_its_key_when_it_is_sized():
    assert list(keys_of([Card(WON, 1)])) == list(keys_of([Card(WON, 4, 2)]))


def test_cards_of_one_kind_are_told_apart():
    cards = [Card(REPORT, options={"report": 1}), Card(REPORT, options={"report": 2}), Card(WON), Card(WON)]
    assert len(keys_of(cards)) == 4


def test_tiles_have_the_sizes_of_the_cards():
    assert tiles_of(keys_of([Card(WON, 3, 2)])) == [Tile("won", 3, 2)]


def test_no_title_stands_twice_on_a_page():
    titled = [(WON, "Funnel"), (REPORT, "Funnel"), (REPORT, "Funnel"), (REPORT, "Lost")]
    figures = [CardFigure(kind, title, "", "", Period(EVER)) for kind, title in titled]
    assert [one.title for one in told_apart(figures)] == ["Funnel", "Report: Funnel", "Report: Funnel (2)", "Lost"]
