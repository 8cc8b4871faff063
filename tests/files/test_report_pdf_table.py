"""The table of a report in a PDF: widths of columns, bands, rows."""

import pytest

from crm.files.report_pdf_page import paper
from crm.files.report_pdf_table import Wanted, fit, items, repeated, rows_of
from crm.models.fields import Field, Kind
from crm.models.reports import RECORD, SUBTOTAL, ReportColumn, ReportLine
from tests.files.reports_in import COLUMNS, grouped, record, report


def _fitted(result):
    rows = rows_of(result)
    return fit(result.columns, Wanted(result.columns, rows), upright=paper())


def _texts(count, cell):
    columns = tuple(ReportColumn(f"c{n}", f"Name {n}", Field("c", Kind.TEXT, "")) for n in range(count))
    return report(ReportLine(RECORD, (cell,) * count), columns=columns)


def test_a_table_is_never_wider_than_its_sheet():
    for count in (1, 3, 6, 12, 30, 70):
        sheet, bands = _fitted(_texts(count, "Some words of a usual length"))
        assert all(band.width <= sheet.room[0] + 1e-6 for band in bands)


def test_each_column_stands_in_one_band_and_the_first_in_all():
    _sheet, bands = _fitted(_texts(50, "Some words of a usual length"))
    assert len(bands) > 1
    assert all(band.columns[0] == 0 for band in bands)
    assert sorted(place for band in bands for place in band.columns[1:]) == list(range(1, 50))


def test_letters_get_smaller_before_columns_are_parted():
    _sheet, few = _fitted(_texts(3, "Some words of a usual length"))
    _sheet, more = _fitted(_texts(14, "Some words of a usual length"))
    assert few[0].size > more[0].size


def test_a_column_of_amounts_is_wide_enough_for_the_widest():
    result = report(record("A long title " * 20, value=123456789012))
    rows = rows_of(result)
    wanted = Wanted(result.columns, rows)
    _sheet, (band,) = fit(result.columns, wanted, upright=paper())
    assert band.widths[5] >= (wanted.natural[5] - 1e-6) * band.size


def test_stripes_begin_anew_in_each_group():
    assert [row.striped for row in rows_of(grouped())] == [False, False, True, False, False, False, False, False]


def test_a_sum_stays_with_the_line_above_it_and_a_heading_with_the_one_below():
    result = grouped()
    rows = rows_of(result)
    _sheet, (band,) = _fitted(result)
    keeps = [item.keep for item in items(result, rows, band=band)][1:]
    assert keeps == [True, False, True, False, True, True, True, False]
    assert [row.look for row in rows][3] == SUBTOTAL


def test_the_head_is_what_is_repeated():
    result = report()
    _sheet, (band,) = _fitted(result)
    head, row = items(result, rows_of(result), band=band)
    assert repeated(row) is head
    assert repeated(head) is None


def test_a_tall_row_is_cut_between_lines_and_none_is_lost():
    result = report(record("word " * 400), columns=COLUMNS)
    _sheet, (band,) = _fitted(result)
    _head, row = items(result, rows_of(result), band=band)
    first, rest = row.split(row.height / 2)
    assert first.height <= row.height / 2
    assert len(first.lines[0]) + len(rest.lines[0]) == len(row.lines[0])
    assert first.height + rest.height == pytest.approx(row.height, abs=band.size)


def test_a_short_row_is_not_cut():
    result = report()
    _sheet, (band,) = _fitted(result)
    _head, row = items(result, rows_of(result), band=band)
    assert row.split(row.height - 1) is None
