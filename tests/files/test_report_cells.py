"""The words of a report's cells, and which lines stand out."""

import pytest

from crm.files.report_cells import (
    filled,
    grouping_count,
    label,
    look,
    lowest_level,
    made,
    shown,
    with_totals_named,
    without_groupings,
)
from crm.models.fields import Field, Kind
from crm.models.reports import GROUP, RECORD, SUBTOTAL, TOTAL, Money, ReportColumn, ReportLine
from crm.utils import i18n
from tests.files.reports_in import COLUMNS, COUNT, grouped, report, totals


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")


@pytest.mark.parametrize(
    ("cell", "column", "words"),
    [
        (None, COLUMNS[0], ""),
        (None, COUNT, "–"),
        (1234567, COLUMNS[4], "1,234,567"),
        (2 / 3, COUNT, "0.67"),
        (Money(-5, "EUR"), COLUMNS[5], "-€0.05"),
        ("2026-11-30", COLUMNS[2], "30 Nov 2026"),
        ("no day", COLUMNS[2], "no day"),
    ],
)
def test_a_cell_in_words(cell, column, words):
    assert shown(cell, column) == words


def test_a_telephone_number_is_written_as_people_of_the_country_do():
    phone = ReportColumn("phone", "Phone", Field("phone", Kind.PHONE, "Phone"))
    i18n.use_country("ES")
    try:
        assert (shown("+34612345678", phone), shown("+525512345678", phone)) == ("612 34 56 78", "+52 55 1234 5678")
    finally:
        i18n.use_country("")


def test_lines_stand_out_by_what_they_are():
    result = grouped()
    looks = [look(line, lowest_level(result)) for line in result.lines]
    assert looks[:4] == [GROUP, RECORD, RECORD, SUBTOTAL]
    assert looks[-1] == TOTAL


def test_sums_of_the_innermost_groups_are_plain_lines_where_no_records_are():
    result = totals()
    looks = [look(line, lowest_level(result)) for line in result.lines]
    assert looks == [GROUP, RECORD, RECORD, SUBTOTAL, TOTAL]


def test_plain_lines_learn_the_names_of_their_groups():
    cells = [cells[:2] for line, cells in filled(totals()) if line.kind == SUBTOTAL and line.level == 1]
    assert cells == [("November", "Won"), ("November", "Lost")]


def test_columns_of_groupings_go_where_records_are_listed():
    found = without_groupings(grouped())
    assert (found.columns, grouping_count(found)) == (COLUMNS, 0)
    assert [label(line, found.columns) for line in found.lines if line.kind != RECORD] == [
        "Lead", "Lead", "Offer", "Offer", "Total",
    ]  # fmt: skip


def test_sums_below_their_lines_are_called_totals():
    found = with_totals_named(totals())
    assert [line.cells[:2] for line in found.lines] == [
        ("November", None), (None, "Won"), (None, "Lost"), ("Total November", None), ("Total", None),
    ]  # fmt: skip


def test_the_sum_of_a_day_is_named_as_the_day_is_read():
    day = ReportColumn("by closes:day", "Closes", Field("closes", Kind.DATE, "Closes"))
    lines = (
        ReportLine(GROUP, ("2026-11-30", None)),
        ReportLine(RECORD, (None, 1), id=1),
        ReportLine(SUBTOTAL, ("2026-11-30", 1)),
    )
    found = with_totals_named(report(*lines, columns=(day, COUNT)))
    assert shown(found.lines[2].cells[0], day) == "Total 30 Nov 2026"


def test_a_report_of_sums_stays_as_it_is():
    assert without_groupings(totals()) == totals()


def test_who_made_it_is_told_where_it_is_known():
    assert made(report(made_by="Ana"))[1].endswith(", by Ana")
    assert "by" not in made(report())[1]
