"""Saved views of the pipeline."""

from __future__ import annotations

import pytest

from crm.models.fields import Kind
from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from tests.views.user import settle

pytestmark = pytest.mark.window
LARGE = Condition("value", Operator.AFTER, (15_000,))


@pytest.fixture
def saved(pipeline, own, window):
    query = ListQuery("", (LARGE,)).to_plain()
    own.views.add("Large", {"query": query, "page": {"mode": "forecast", "lane": "owner"}}, entity="opportunities")
    settle(window)
    return next(run for words, run, _ticked in pipeline.views.choices() if words == "Large")


def test_a_view_brings_its_filters_and_its_page(pipeline, saved):
    saved()
    assert pipeline.head.conditions == (LARGE,)
    assert (pipeline.setting.mode, pipeline.setting.lane) == ("forecast", "owner")
    assert pipeline.views.name == "Large"


def test_all_opportunities_takes_the_filters_away(pipeline, saved):
    saved()
    pipeline.views.use(None)
    assert pipeline.head.conditions == ()
    assert pipeline.views.name == ""


def test_views_of_contacts_are_not_offered(pipeline, own, window):
    own.views.add("Customers", {"query": ListQuery().to_plain()})
    settle(window)
    assert "Customers" not in [words for words, _run, _ticked in pipeline.view_choices()]


def test_what_is_shown_is_kept_under_a_name(pipeline, own, window, user):
    pipeline.head.filters.set([LARGE])
    pipeline.choices.change(mode="list")
    pipeline.save_view()
    dialog = user.dialog()
    dialog.form.editor("name").put("Big ones")
    dialog.save()
    settle(window)
    view = own.views.all("opportunities")[0]
    assert view.definition["page"]["mode"] == "list"
    assert view.definition["query"]["conditions"] == [["value", "after", [15_000]]]
    assert pipeline.views.name == "Big ones"


@pytest.mark.parametrize("column", ["value", "owner", "stage", "name", "next_activity"])
def test_a_view_of_a_list_keeps_its_order_and_columns(pipeline, window, user, column):
    pipeline.choices.change(mode="list")
    settle(window)
    pipeline.list.table.on_sort(column, True)
    pipeline.list.table.set_columns(["name", "value", "owner"])
    pipeline.save_view()
    dialog = user.dialog()
    dialog.form.editor("name").put("Sorted")
    dialog.save()
    settle(window)
    pipeline.views.use(None)
    pipeline.list.table.set_columns(["name", "stage"])
    next(run for words, run, _ticked in pipeline.views.choices() if words == "Sorted")()
    settle(window)
    assert pipeline.list.table.columns.sorted_by == (column, True)
    assert list(pipeline.list.table.columns.visible) == ["name", "value", "owner"]
    assert not window.toasts.texts[1:]


def test_the_order_of_the_list_comes_back_with_the_file(pipeline, window):
    pipeline.choices.change(mode="list")
    settle(window)
    pipeline.list.table.on_sort("value", True)
    pipeline.list.destroy()
    pipeline.list = None
    pipeline.views.start()
    pipeline.load()
    assert (pipeline.list.query.sort, pipeline.list.query.descending) == ("value", True)


def test_new_fields_leave_the_order_of_the_list(pipeline, own, window):
    pipeline.choices.change(mode="list")
    settle(window)
    pipeline.list.table.on_sort("owner", True)
    own.fields.add("Size", Kind.TEXT, entity="opportunities")
    settle(window)
    assert (pipeline.list.query.sort, pipeline.list.query.descending) == ("assigned_to", True)


def test_the_filters_of_the_last_time_come_back(pipeline):
    pipeline.head.filters.set([LARGE])
    pipeline.head.search.set("beta")
    pipeline.views.remember()
    pipeline.head.set_query(ListQuery())
    pipeline.views.start()
    assert (pipeline.head.text, pipeline.head.conditions) == ("", (LARGE,))


def test_a_filter_on_a_field_that_is_gone_is_left_out_and_said(pipeline, own, window):
    gone = ListQuery("", (Condition("custom.shoe", Operator.FILLED), LARGE)).to_plain()
    own.views.add("Old", {"query": gone}, entity="opportunities")
    settle(window)
    pipeline.views.choices()[0][1]()
    assert pipeline.head.conditions == (LARGE,)
    assert "left out" in window.toasts.texts[0]


def test_lists_are_asked_for_within_the_pipeline(pipeline):
    query = pipeline.views.in_pipeline(ListQuery("x", (LARGE,)))
    assert query.conditions == (Condition("pipeline_id", Operator.ANY, (pipeline.pipeline_id,)), LARGE)
