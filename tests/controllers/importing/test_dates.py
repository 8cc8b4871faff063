"""Which way the dates of a column go."""

from __future__ import annotations

import pytest

from crm.controllers.importing.dates import date_orders
from crm.models.imports import Column, Mapping
from tests.controllers.files_in import table

MAPPING = Mapping("contacts", (Column("Created", "created_at"),))


def _orders(*dates):
    return date_orders(table("Created", *dates), MAPPING, custom=(), tell=lambda: None)


def test_one_day_above_twelve_tells_for_the_whole_column():
    assert _orders("01/02/2024", "01/15/2024")[0] == {"Created": "mdy"}
    assert _orders("01/02/2024", "15/01/2024")[0] == {"Created": "dmy"}


def test_the_last_row_tells_as_well_as_the_first():
    assert _orders(*["01/02/2024"] * 500, "01/13/2024")[0] == {"Created": "mdy"}


def test_iso_dates_need_no_order():
    assert _orders("2024-01-02", "2024-01-15") == ({}, [])


def test_a_column_that_does_not_tell_is_warned_about():
    _found, warnings = _orders("01/02/2024", "03/04/2024")
    assert "01/02/2024" in warnings[0]


def test_the_user_may_say_it():
    mapping = Mapping("contacts", (Column("Created", "created_at"),), date_order="dmy")
    assert date_orders(table("Created", "01/15/2024"), mapping, custom=(), tell=lambda: None) == ({}, [])


def test_reading_can_be_stopped():
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        date_orders(table("Created", "01/02/2024"), MAPPING, custom=(), tell=stop)
