"""Series: the days that were taken out, and what each activity has from its series."""

from __future__ import annotations

from crm.models.activities import Activity
from crm.models.series import CONTENT, SCOPES, Scope, Series


def test_the_days_taken_out_are_read():
    series = Series(1, "FREQ=DAILY", "2026-01-01", "call", 1, excluded='["2026-01-03"]')
    assert series.days_out == {"2026-01-03"}


def test_a_series_and_an_activity_have_the_same_columns_of_content():
    for name in CONTENT:
        assert name in Activity.__dataclass_fields__
        assert name in Series.__dataclass_fields__


def test_every_scope_can_be_chosen():
    assert [one.value for one in SCOPES] == list(Scope)
