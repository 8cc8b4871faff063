"""The list of deals."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views import known
from crm.views.opportunity_list import OpportunityList
from tests.views.deals import deal
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def listed(page, window, own):
    made = OpportunityList(page, window.desk, known=known.read_for_opportunities(own))
    made.pack(fill="both", expand=True)
    page.update()
    return made


def _load(listed, query=None):
    listed.load(query or ListQuery())
    pump(listed)


def test_deals_are_listed_by_title(listed, own):
    second, first = deal(own, title="Web"), deal(own, title="Audit")
    _load(listed)
    assert list(listed.table.ids) == [first, second]


def test_a_click_on_a_heading_sorts(listed, own):
    large, small = deal(own, value=900), deal(own, value=100)
    _load(listed)
    listed.table.on_sort("value", False)
    assert list(listed.table.ids) == [small, large]


def test_the_totals_are_those_of_all_that_match(listed, own):
    for values in ({}, {"title": "Audit"}, {"title": "Other", "currency": "USD"}):
        deal(own, **values)
    _load(listed, ListQuery("audit"))
    assert listed.totals.words.startswith("1 opportunity")
    _load(listed)
    assert "€2,000.00" in listed.totals.words


def test_the_totals_follow_a_reload(listed, own):
    _load(listed)
    deal(own)
    listed.reload()
    assert listed.totals.words.startswith("1 opportunity")


def test_enter_opens_the_deal(listed, own):
    opened, deal_id = [], deal(own)
    listed.on_open = opened.append
    _load(listed)
    press(listed.table.tree, "Return")
    assert opened == [deal_id]


def test_an_empty_list_offers_a_new_deal(listed):
    wanted = []
    listed.on_add = lambda: wanted.append(True)
    _load(listed, ListQuery(conditions=(Condition("pipeline_id", Operator.ANY, (1,)),)))
    assert listed.table._empty.button.cget("text") == "New opportunity"
    listed.table._empty.button.invoke()
    assert wanted


def test_a_search_without_a_hit_offers_to_show_all(listed, own):
    deal(own)
    wanted = []
    listed.on_all = lambda: wanted.append(True)
    _load(listed, ListQuery("zzz"))
    listed.table._empty.button.invoke()
    assert wanted


def test_the_mark_before_a_deal_tells_what_comes_next(listed):
    assert listed.mark_of("overdue", ()) != listed.mark_of("planned", ())
