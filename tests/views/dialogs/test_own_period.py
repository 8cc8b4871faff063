"""Two days of a period of one's own."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.periods import EVER, OWN
from crm.views.dialogs.own_period import OwnPeriodDialog

pytestmark = pytest.mark.window


@pytest.fixture
def dialog(page, desk, opened):
    made = opened(OwnPeriodDialog(page, desk, filters=Filters(pipeline_id=3)))
    made.told = []
    made.on_chosen = made.told.append
    return made


def test_two_days_are_told_with_the_other_filters(dialog):
    dialog.form.put("since", "2026-01-01")
    dialog.form.put("until", "2026-01-31")
    dialog.confirm()
    assert dialog.told == [Filters(OWN, "2026-01-01", "2026-01-31", pipeline_id=3)]


def test_one_day_leaves_the_other_end_open(dialog):
    dialog.form.put("until", "2026-01-31")
    dialog.confirm()
    assert dialog.told == [Filters(OWN, "", "2026-01-31", pipeline_id=3)]


def test_without_days_it_is_all_time(dialog):
    dialog.confirm()
    assert dialog.told[0].period == EVER


def test_days_in_the_wrong_order_are_refused_beside_the_field(dialog):
    dialog.form.put("since", "2026-02-01")
    dialog.form.put("until", "2026-01-01")
    dialog.confirm()
    assert dialog.form.error_of("until")
    assert dialog.told == []


def test_what_is_no_day_is_refused_beside_the_field(dialog):
    dialog.form.put("since", "31/31/2026")
    dialog.form.editor("since").entry.insert(0, "x")
    dialog.confirm()
    assert dialog.form.error_of("since")
