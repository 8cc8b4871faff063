"""A report's result as rows: what stands over what, where its figures are, what opens."""

from __future__ import annotations

from crm.models.fields import Field, Kind
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, Money, ReportColumn, ReportLine, ReportResult
from crm.views.report_outline import outline
from crm.views.report_words import title_of

STAGE = ReportColumn("by stage_id", "Stage", Field("stage_id", Kind.TEXT, "Stage"))
MONTH = ReportColumn("by closed_on:month", "Closed on (by month)", Field("closed_on", Kind.TEXT, "Closed on"))
TITLE = ReportColumn("title", "Title", Field("title", Kind.TEXT, "Title"))
PHONE = ReportColumn("phone", "Phone", Field("phone", Kind.PHONE, "Phone"))
COUNT = ReportColumn("count", "Number", Field("count", Kind.NUMBER, "Number"), is_measure=True)
VALUE = ReportColumn("sum:value", "Value", Field("value", Kind.MONEY, "Value"), is_measure=True)


def _result(columns, *lines):
    return ReportResult("Deals", "opportunities", (), columns, lines)


def _listed():
    return _result(
        (STAGE, TITLE, COUNT),
        ReportLine(GROUP, ("New", None, None), key="[1]"),
        ReportLine(RECORD, (None, "Alpha", None), id=7),
        ReportLine(SUBTOTAL, ("New", None, 1), key="[1]"),
        ReportLine(TOTAL, ("Total", None, 1), key="[]"),
    )


def _totals():
    return _result(
        (MONTH, STAGE, COUNT, VALUE),
        ReportLine(GROUP, ("May 2026", None, None, None), key="[5]"),
        ReportLine(SUBTOTAL, (None, "New", 2, Money(300, "EUR")), 1, key="[5,1]"),
        ReportLine(SUBTOTAL, ("May 2026", None, 2, Money(300, "EUR")), key="[5]"),
        ReportLine(TOTAL, ("Total", None, 2, Money(300, "EUR")), key="[]"),
    )


def test_records_stand_one_step_under_their_group():
    made = outline(_listed())
    assert [row.cells[0] for row in made.rows] == ["Stage: New", "Alpha", "Total New", "Total"]
    assert [row.indent for row in made.rows] == [0, 1, 0, 0]


def test_with_records_the_groups_have_no_column_of_their_own():
    assert [head.text for head in outline(_listed()).heads] == ["Title", "Number"]


def test_a_record_opens_by_its_first_cell_and_a_total_by_its_figure():
    assert [row.links for row in outline(_listed()).rows] == [(), (0,), (1,), (1,)]


def test_without_records_a_group_has_its_figures_beside_its_name():
    made = outline(_totals())
    assert [row.cells[:2] for row in made.rows] == [("May 2026", "2"), ("New", "2"), ("Total", "2")]
    assert [row.indent for row in made.rows] == [0, 1, 0]


def test_two_groups_share_a_column():
    assert outline(_totals()).heads[0].text == "Closed on (by month) › Stage"


def test_each_row_knows_its_line():
    assert outline(_totals()).lines == (0, 1, 3)


def test_a_month_needs_no_word_before_it():
    lines = (ReportLine(GROUP, ("May 2026", None, None)), ReportLine(RECORD, (None, "Alpha", None), id=7))
    assert outline(_result((MONTH, TITLE, COUNT), *lines)).rows[0].cells[0] == "May 2026"


def test_a_figure_that_cannot_be_said_is_a_dash():
    lines = (ReportLine(SUBTOTAL, ("New", None), key="[1]"),)
    assert outline(_result((STAGE, VALUE), *lines)).rows[0].cells == ("New", "–")


def test_a_plain_list_is_shown_as_it_is():
    lines = (ReportLine(RECORD, ("Alpha", "+34612345678"), id=7),)
    made = outline(_result((TITLE, PHONE), *lines))
    assert made.rows[0].cells == ("Alpha", "612 34 56 78")
    assert made.rows[0].indent == 0


def test_numbers_stand_at_the_right():
    assert [head.right for head in outline(_totals()).heads] == [False, True, True]


def test_what_stands_behind_a_line_is_named_by_its_groups():
    assert title_of(_totals(), 1) == "Deals · May 2026 · New"
    assert title_of(_totals(), 3) == "Deals"
