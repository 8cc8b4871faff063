"""The choice of a period, a pipeline and an owner."""

from __future__ import annotations

import pytest

from crm.models.dashboards import Filters
from crm.models.figures import NOBODY
from crm.models.periods import OWN, QUARTER
from crm.views.dialogs.own_period import OwnPeriodDialog
from crm.views.report_filters import ReportFilters, period_words
from tests.views.user import opened
from tests.window import pump

pytestmark = pytest.mark.window


@pytest.fixture
def filters(page):
    made = ReportFilters(page)
    made.pack()
    made.know([(1, "Sales"), (2, "Renewals")], [(7, "Berta")])
    made.show(Filters(QUARTER), ("period", "pipeline", "owner"))
    pump(page)
    return made


def chosen(filters, button, words):
    """What is told when a person chooses."""
    told = []
    filters.on_change = told.append
    filters.buttons[button].choose(words)
    return told


def test_what_is_chosen_stands_on_the_buttons(filters):
    assert [str(one.cget("text")) for one in filters.buttons.values()] == [
        "This quarter", "All pipelines", "Everyone's"
    ]  # fmt: skip


def test_a_period_is_chosen_by_its_name(filters):
    assert chosen(filters, "period", "This year") == [Filters("year")]


def test_a_pipeline_and_an_owner_are_chosen_by_name(filters):
    assert chosen(filters, "pipeline", "Renewals") == [Filters(QUARTER, pipeline_id=2)]
    assert chosen(filters, "owner", "Berta") == [Filters(QUARTER, owner_id=7)]


def test_records_of_nobody_can_be_asked_for(filters):
    assert chosen(filters, "owner", "Nobody's") == [Filters(QUARTER, owner_id=NOBODY)]


def test_a_file_with_one_pipeline_asks_for_none(filters):
    filters.know([(1, "Sales")], [])
    filters.show(Filters(), ("period", "pipeline", "owner"))
    assert not filters.buttons["pipeline"].winfo_manager()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2026-01-01", "2026-01-31"), "1 Jan 2026 to 31 Jan 2026"),
        (("2026-01-01", ""), "since 1 Jan 2026"),
        (("", "2026-01-31"), "until 31 Jan 2026"),
    ],
)
def test_own_days_are_told_in_words(days, words):
    assert period_words(Filters(OWN, *days)) == words


def test_own_days_are_asked_for(window, reports):
    reports.head.filters.buttons["period"].choose("Own period…")
    dialog = opened(window, OwnPeriodDialog)
    dialog.form.put("since", "2020-01-01")
    dialog.confirm()
    assert (reports.filters.since, reports.filters.until, reports.view.result.records) == ("2020-01-01", "", 4)


def test_a_report_of_contacts_has_no_pipeline(reports):
    reports.list.choose("contact_list")
    assert not reports.head.filters.buttons["pipeline"].winfo_manager()
