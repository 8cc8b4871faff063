"""Which activities are listed: ranges, saved views, what was listed the last time."""

from __future__ import annotations

import pytest

from crm.models.filters import Condition, Operator
from crm.models.lists import ListQuery
from crm.views.activities_head import EVERYONE, MINE
from crm.views.dialogs.views import SaveViewDialog
from tests.views.user import settle

HIGH = Condition("priority", Operator.ANY, ("high",))


@pytest.fixture
def saved(window, own, activities):
    definition = {
        "query": ListQuery("", (HIGH,), "subject", True).to_plain(),
        "page": {"range": "week", "whose": EVERYONE},
        "columns": {"shown": ["subject", "due_on"]},
    }
    own.views.add("Urgent", definition, entity="activities")
    settle(window)
    return next(view for view in activities.known.views if view.name == "Urgent")


def test_a_saved_view_shows_its_filters_range_order_and_columns(activities, saved):
    activities.views.use(saved)
    head, table = activities.head, activities.list.table
    assert (head.conditions, head.range, head.whose) == ((HIGH,), "week", EVERYONE)
    assert (activities.query.sort, activities.query.descending, table.columns.visible) == (
        "subject",
        True,
        ["subject", "due_on"],
    )


def test_the_one_in_use_is_named_and_ticked(activities, saved):
    activities.views.use(saved)
    assert activities.head.view_button.cget("text") == "Urgent"
    assert [(words, ticked) for words, _run, ticked in activities.view_choices()] == [("Urgent", True)]


def test_all_that_is_open_is_a_choice_of_the_menu(activities, saved):
    activities.views.use(saved)
    activities.head.view_button.choose("All there is to do")
    assert (activities.head.range, activities.head.whose, activities.head.conditions) == ("open", MINE, ())


def test_what_is_kept_under_a_name_is_what_is_shown(window, own, activities, user):
    activities.views.show_range("no_date")
    activities.views.show_everyone()
    activities.save_view()
    dialog = user.dialog()
    assert isinstance(dialog, SaveViewDialog)
    dialog.form.put("name", "Someday")
    dialog.confirm()
    settle(window)
    [view] = own.views.all("activities")
    assert (view.name, view.definition["page"]) == ("Someday", {"range": "no_date", "whose": "everyone"})
    assert activities.views.name == "Someday"


def test_the_page_is_shown_the_next_time_as_it_was(window, activities):
    activities.views.show_range("next_week")
    window.build()
    window.show_page("activities")
    settle(window)
    assert window.activities.head.range == "next_week"


def test_what_is_done_is_listed_by_when_it_was_done_the_last_first(activities):
    activities.views.show_range("done")
    assert (activities.query.sort, activities.query.descending) == ("completed_at", True)
    activities.views.show_range("open")
    assert (activities.query.sort, activities.query.descending) == ("", False)


def test_an_order_a_person_chose_stays_in_every_range(activities):
    activities.list.table.on_sort("subject", True)
    activities.views.show_range("done")
    assert (activities.query.sort, activities.query.descending) == ("subject", True)


def test_a_view_with_a_filter_that_is_gone_shows_the_rest(window, own, activities):
    gone = Condition("visits", Operator.CONTAINS, ("x",))
    own.views.add("Old", {"query": ListQuery("", (gone, HIGH)).to_plain()}, entity="activities")
    settle(window)
    activities.views.use(activities.known.views[0])
    assert activities.head.conditions == (HIGH,)
    assert window.toasts.texts[0].startswith("This list was narrowed or sorted by something")
