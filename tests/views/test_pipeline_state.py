"""How the page of the pipeline is kept between two times."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm.utils import dates
from crm.views.pipeline_state import CARD_FIELDS, PERIODS, PipelineState, closed_since


def test_what_was_kept_comes_back():
    state = PipelineState(7, "forecast", "owner", "year", ("value",)).fold(("2026-11",))
    assert PipelineState.from_plain(state.to_plain()) == state


@pytest.mark.parametrize(
    "damaged",
    [{}, {"pipeline": "x", "mode": "tree", "lane": 3, "period": None, "card": "all", "folded": [1]}, {"card": None}],
)
def test_what_is_damaged_is_as_if_never_kept(damaged):
    assert PipelineState.from_plain(damaged) == PipelineState()


def test_unknown_card_fields_are_left_out():
    assert PipelineState.from_plain({"card": ["value", "shoe_size"]}).card == ("value",)


def test_every_field_stands_on_the_card_at_first():
    assert PipelineState().card == tuple(key for key, _label in CARD_FIELDS)


def test_columns_are_folded_by_pipeline():
    state = PipelineState(1).fold(("5",))
    assert state.folded_here() == ("5",)
    assert PipelineState(2, folded=state.folded).folded_here() is None


def test_months_are_folded_beside_stages():
    state = PipelineState(1, "forecast").fold(("2026-11",))
    assert PipelineState(1, folded=state.folded).folded_here() is None


@pytest.mark.parametrize("period", [key for key, _label in PERIODS if key])
def test_a_period_begins_today_or_before(period):
    today = date.fromisoformat(dates.today())
    assert today - timedelta(days=366) <= date.fromisoformat(closed_since(period)) <= today


def test_a_quarter_begins_with_its_month():
    assert int(closed_since("quarter")[5:7]) in (1, 4, 7, 10)


def test_any_time_has_no_beginning():
    assert closed_since("") == ""
