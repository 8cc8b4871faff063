"""The records behind a figure: listed in their order, counted and added up, sorted, opened, exported."""

from __future__ import annotations

from array import array

import pytest

from crm.models.dashboards import Behind, Card, Filters
from crm.utils import dates
from crm.views.record_window import show_records
from tests.views.boards import win
from tests.views.deals import deal, end, reason
from tests.views.user import settle
from tests.window import press, pump

pytestmark = pytest.mark.window


@pytest.fixture
def three(own):
    return [deal(own, title=title, value=value) for title, value in (("Beta", 300), ("Alpha", 200), ("Gamma", 100))]


@pytest.fixture
def shown(window, three):
    made = show_records(window, "Won", behind=Behind("opportunities", array("q", [three[2], three[0]])))
    settle(window)
    pump(window.root, lambda: made.list is not None and len(made.list.table.ids) == 2)
    return made


def test_they_stand_in_the_order_of_the_figure(shown, three):
    assert list(shown.list.table.ids) == [three[2], three[0]]
    assert shown.list.table.columns.visible[0] == "name"


def test_they_are_counted_and_added_up(shown):
    assert shown.words.startswith("2 opportunities")
    assert "€4.00" in shown.words


def test_a_column_sorts_these_records_only(window, shown, three):
    shown.list.table.on_sort("name", False)
    settle(window)
    assert list(shown.list.table.ids) == [three[0], three[2]]


def test_enter_opens_the_record(window, shown):
    press(shown.list.table.tree, "Return")
    settle(window)
    opened = [one for one in window.root.winfo_children() if type(one).__name__ == "DealWindow"]
    assert len(opened) == 1


def test_a_record_that_is_removed_leaves_the_list(window, own, shown, three):
    own.opportunities.remove([three[2]])
    settle(window)
    assert list(shown.list.table.ids) == [three[0]]


def test_escape_closes_it(shown):
    press(shown.list.table.tree, "Escape")
    assert not shown.winfo_exists()


def test_exactly_these_are_exported(window, shown, tmp_path):
    path = tmp_path / "won.csv"
    window.outside.answers = [path]
    shown.export.invoke()
    dialog = next(one for one in window.root.winfo_children() if type(one).__name__ == "ExportDialog")
    dialog.format.set(".csv")
    dialog.confirm()
    pump(window.root, path.exists)
    text = path.read_text("utf-8-sig")
    assert "Beta" in text
    assert "Gamma" in text
    assert "Alpha" not in text


def test_one_record_alone_is_exported_alone(window, three):
    made = show_records(window, "Won", behind=Behind("opportunities", array("q", three[:1])))
    settle(window)
    made.export.invoke()
    dialog = next(one for one in window.root.winfo_children() if type(one).__name__ == "ExportDialog")
    assert dialog.rows.get() == "selected"


def test_contacts_are_opened_on_their_page(window, people):
    made = show_records(window, "New contacts", behind=Behind("contacts", array("q", [people["Ana"]])))
    settle(window)
    assert made.words == "1 contact"
    made.open_one.invoke()
    settle(window)
    assert not made.winfo_exists()
    assert list(window.contacts.selected_ids()) == [people["Ana"]]


def test_activities_have_their_window(window, own):
    planned = own.activities.add({"type": "call", "subject": "Ring", "due_on": "2999-01-01"})
    made = show_records(window, "Activities", behind=Behind("activities", array("q", [planned])))
    settle(window)
    assert made.words == "1 activity"
    made.open_one.invoke()
    settle(window)
    assert any(type(one).__name__ == "ActivityDialog" for one in window.root.winfo_children())


def test_nothing_behind_says_so(window):
    made = show_records(window, "Won", behind=Behind("contacts", array("q")))
    settle(window)
    assert len(made.list.table.ids) == 0


def test_interactions_say_where_they_are(window):
    assert show_records(window, "Report", behind=Behind("interactions", array("q", [1]))) is None
    assert window.toasts.texts


def lost(session, **values):
    """A deal that was lost today, and why."""
    closed = {"stage_id": end(session, "lost").id, "closed_on": dates.today(), "loss_reason_id": reason(session)}
    return deal(session, **closed, **values)


def listed(window, ids):
    """The window of these deals."""
    made = show_records(window, "Deals", behind=Behind("opportunities", array("q", ids)))
    settle(window)
    pump(window.root, lambda: made.list is not None and "opportunit" in made.words)
    return made


def test_open_deals_show_what_is_to_come(shown):
    assert shown.columns()[5:] == ["expected_close", "next_activity", "owner"]
    assert "weighted" in shown.words


def test_lost_deals_show_why_and_weigh_nothing(window, own):
    made = listed(window, [lost(own)])
    assert made.columns()[5:] == ["closed_on", "loss_reason_id", "owner"]
    assert "weighted" not in made.words


def test_won_deals_have_no_reason_to_show(window, own):
    assert listed(window, [win(own)]).columns()[5:] == ["closed_on", "owner"]


def test_open_deals_among_closed_ones_show_both(window, own, three):
    made = listed(window, [three[0], win(own)])
    assert made.columns()[5:] == ["expected_close", "next_activity", "closed_on", "owner"]
    assert "weighted" in made.words


def test_customers_show_what_they_bought(window, own, people):
    win(own, contact_id=people["Ana"])
    own.segments.recompute()
    behind = own.figures.behind(Card("segments"), Filters())
    made = show_records(window, "Customers", behind=behind)
    settle(window)
    tree = made.list.table.tree
    pump(window.root, lambda: tree.get_children() and tree.item(tree.get_children()[0], "values")[-1] != "")
    assert made.columns()[2:5] == ["segment", "last_won_on", "won_count"]
    assert [str(one) for one in tree.item(tree.get_children()[0], "values")[-2:]] == [
        dates.show_day(dates.today()),
        "1",
    ]
