"""The columns of a list of deals, and deals as texts."""

from __future__ import annotations

import pytest

from crm.models.fields import Field, Kind
from crm.models.lists import ListQuery
from crm.models.opportunities import FIELDS
from crm.views import opportunity_list_columns as columns
from tests.views.deals import ana, deal, row


def _cells(session, deal_id, reasons=None):
    cells = columns.Cells(FIELDS, region="ES", reasons=reasons or {})
    keys = [one.key for one in columns.columns(FIELDS)]
    return dict(zip(keys, cells.of(row(session, deal_id)), strict=True))


def test_the_usual_columns_come_first():
    assert [one.key for one in columns.columns(FIELDS)][: len(columns.DEFAULT)] == list(columns.DEFAULT)


def test_own_fields_have_columns():
    own = Field("custom.size", Kind.NUMBER, "Size")
    assert "custom.size" in [one.key for one in columns.columns((*FIELDS, own))]


def test_every_column_but_the_reason_of_rotting_sorts():
    assert [one.key for one in columns.columns(FIELDS) if not one.sortable] == ["rotting"]


def test_every_sortable_column_is_an_order_the_controller_knows(session):
    for one in columns.columns(FIELDS):
        if one.sortable:
            session.opportunities.page(ListQuery(sort=columns.sort_name(one.key)))


def test_a_deal_reads_as_a_row(session):
    deal_id = deal(session, contact_id=ana(session), expected_close="2026-12-01")
    cells = _cells(session, deal_id)
    assert (cells["name"], cells["contact"], cells["company"]) == ("Web", "Ana Gil", "Acme")
    assert cells["expected_close"] == "1 Dec 2026"


def test_a_value_stands_in_the_currency_of_its_deal(session):
    assert "$" in _cells(session, deal(session, currency="USD"))["value"]


def test_an_unknown_value_is_empty(session):
    cells = _cells(session, deal(session, value=None))
    assert (cells["value"], cells["weighted"]) == ("", "")


def test_days_are_counted_in_words(session):
    assert _cells(session, deal(session))["days_in_stage"] == "0 days"


@pytest.mark.parametrize(("sort", "column"), [("", "name"), ("value", "value"), ("assigned_to", "owner")])
def test_the_column_a_list_is_sorted_by_is_known(sort, column):
    assert columns.column_of(ListQuery(sort=sort)) == column


def test_the_best_matches_have_no_column():
    assert columns.column_of(ListQuery("web")) == ""


@pytest.mark.parametrize(
    ("column", "field"),
    [("stage", "stage_id"), ("value", "value"), ("expected_close", "expected_close"), ("owner", "assigned_to")],
)
def test_four_columns_are_edited_in_place(column, field):
    assert columns.editable(column, FIELDS, currency="EUR").name == field


def test_other_columns_are_not_edited():
    assert columns.editable("name", FIELDS, currency="EUR") is None
