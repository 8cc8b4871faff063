"""A report while it is built: what fits what, what is still wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm.models.fields import Choice, Field, Kind
from crm.models.reports import Aggregate, Definition, Grouping, Measure
from crm.utils import i18n
from crm.utils.chart_data import ChartKind
from crm.views import report_draft as draft

FIELDS = (
    Field("title", Kind.TEXT, "Title"),
    Field("stage_id", Kind.STAGE, "Stage"),
    Field("status", Kind.CHOICE, "Status", choices=(Choice("won", "Won"),)),
    Field("value", Kind.MONEY, "Value"),
    Field("closed_on", Kind.DATE, "Closed on"),
    Field("description", Kind.LONG_TEXT, "Description"),
)
COUNT, SUM = Measure(Aggregate.COUNT), Measure(Aggregate.SUM, "value")
BY_STAGE, BY_MONTH = Grouping("stage_id"), Grouping("closed_on", "month")


@pytest.fixture(autouse=True)
def english():
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def _report(**parts):
    return Definition("opportunities", **{"measures": (COUNT,), **parts})


def _values(choices):
    return [one.value for one in choices]


def test_a_new_report_lists_the_usual_columns_that_are_there():
    assert draft.fresh("opportunities", FIELDS).columns == ("title", "value", "stage_id")


def test_long_texts_and_money_put_nothing_together():
    assert not {"description", "value"} & set(_values(draft.group_choices(FIELDS)))


def test_days_are_put_together_by_month_at_first():
    assert draft.grouping("closed_on", FIELDS) == BY_MONTH


def test_only_days_have_units():
    assert draft.unit_choices("stage_id", FIELDS) == ()
    assert "week" in _values(draft.unit_choices("closed_on", FIELDS))


def test_a_period_is_about_a_day():
    assert _values(draft.period_choices(FIELDS)) == ["closed_on"]


def test_the_first_day_of_the_groups_is_known():
    assert draft.period_grouped(_report(groupings=(BY_STAGE, BY_MONTH))) == "closed_on"
    assert draft.period_grouped(_report(groupings=(BY_STAGE,))) == ""


def test_only_numbers_are_added_up():
    assert _values(draft.measured_choices("sum", FIELDS)) == ["value"]


def test_a_figure_of_a_field_that_does_not_suit_it_takes_another():
    assert draft.measure("avg", "", fields=FIELDS) == Measure(Aggregate.AVERAGE, "value")
    assert draft.measure("count", "value", fields=FIELDS) == COUNT


def test_without_groups_there_is_no_chart():
    assert _values(draft.chart_choices(_report(), FIELDS)) == [draft.NO_CHART]


def test_a_course_over_time_may_be_a_line():
    kinds = _values(draft.chart_choices(_report(groupings=(BY_MONTH,)), FIELDS))
    assert ChartKind.LINE in kinds
    assert ChartKind.DONUT not in kinds


def test_stages_may_be_a_funnel():
    assert ChartKind.FUNNEL in _values(draft.chart_choices(_report(groupings=(BY_STAGE,)), FIELDS))


def test_two_groups_are_stacked_when_they_can_be_added_up():
    both = (BY_STAGE, BY_MONTH)
    assert ChartKind.STACKED in _values(draft.chart_choices(_report(groupings=both), FIELDS))
    average = _report(groupings=both, measures=(Measure(Aggregate.AVERAGE, "value"),))
    assert ChartKind.STACKED not in _values(draft.chart_choices(average, FIELDS))


def test_the_usual_chart_lies_for_names_and_stands_for_time():
    assert draft.usual_chart(_report(groupings=(BY_STAGE,)), FIELDS) is ChartKind.ROWS
    assert draft.usual_chart(_report(groupings=(BY_MONTH,)), FIELDS) is ChartKind.BARS


def test_a_chart_that_no_longer_fits_is_taken_away():
    report = _report(groupings=(BY_MONTH,), chart=ChartKind.FUNNEL)
    assert draft.settled(report, FIELDS).chart is None


def test_an_order_by_a_figure_that_went_goes_too():
    report = _report(groupings=(BY_STAGE,), sort="sum:value")
    assert draft.settled(report, FIELDS).sort == draft.BY_GROUPS
    assert draft.settled(replace(report, measures=(SUM,)), FIELDS).sort == "sum:value"


def test_records_are_ordered_by_a_field_of_theirs():
    assert {"title", "value"} <= set(_values(draft.sort_choices(_report(columns=("title",)), FIELDS)))


def test_groups_are_ordered_by_themselves_or_a_figure():
    report = _report(groupings=(BY_STAGE,), measures=(COUNT, SUM))
    assert _values(draft.sort_choices(report, FIELDS)) == ["", "count", "sum:value"]


def test_fields_that_are_gone_are_left_out_and_named():
    kept = _report(columns=("title", "custom.plot"), groupings=(Grouping("custom.plot"),))
    report, gone = draft.fitted(kept, FIELDS)
    assert (report.columns, report.groupings, gone) == (("title",), (), ("custom.plot",))


def test_a_whole_report_stays_as_it_is():
    kept = _report(columns=("title",), groupings=(BY_STAGE,), sort="count", chart=ChartKind.ROWS)
    assert draft.fitted(kept, FIELDS) == (kept, ())


def test_a_report_needs_a_name():
    assert set(draft.problems(_report(), " ")) == {draft.NAME}


def test_a_report_without_anything_in_it_is_refused():
    assert set(draft.problems(_report(measures=()), "x")) == {draft.LISTED}


def test_groups_without_records_need_a_figure():
    assert set(draft.problems(_report(measures=(), groupings=(BY_STAGE,)), "x")) == {draft.FIGURES}


def test_the_same_figure_twice_is_refused():
    assert set(draft.problems(_report(measures=(COUNT, COUNT)), "x")) == {draft.FIGURES}


def test_the_same_group_twice_is_refused_but_not_by_another_unit():
    assert set(draft.problems(_report(groupings=(BY_STAGE, BY_STAGE)), "x")) == {draft.GROUPS}
    assert draft.problems(_report(groupings=(Grouping("closed_on", "year"), BY_MONTH)), "x") == {}
