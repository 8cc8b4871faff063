"""A report as a workbook: real numbers, days and money; texts that stay texts; a chart on cells."""

import datetime
import json

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl.chart import BarChart, DoughnutChart, LineChart
from python_calamine import CalamineWorkbook

from crm.files.report_workbook import write_workbook
from crm.models.reports import RECORD, ReportLine
from crm.utils import i18n
from crm.utils.chart_data import ChartKind
from tests.controllers.files_in import real
from tests.files.reports_in import COLUMNS, LEFT_OUT, chart, grouped, record, report, totals


@pytest.fixture(autouse=True)
def english():
    i18n.use("en")
    i18n.use_country("")
    yield
    i18n.use_country("")


@pytest.fixture
def written(tmp_path):
    def write(result):
        path = tmp_path / "report.xlsx"
        write_workbook(result, path)
        return openpyxl.load_workbook(path)

    return write


def _table(book):
    """The cells from the heads on."""
    rows = list(book.worksheets[0].iter_rows())
    start = next(at for at, row in enumerate(rows) if row[0].value is None) + 1
    return rows[start:]


def test_values_are_real_ones(written):
    _head, row = _table(written(report()))[:2]
    title, owner, closes, touched, probability, value = (cell.value for cell in row)
    assert (title, owner, probability, value) == ("Machine", "Ana", 40, 1234.56)
    assert (closes, type(touched)) == (datetime.datetime(2026, 11, 30), datetime.datetime)


def test_money_has_the_format_of_its_currency(written):
    rows = _table(written(report(record(currency="EUR"), record(currency="JPY"))))
    assert [row[5].number_format for row in rows[1:3]] == ['"€"#,##0.00', '"¥"#,##0']
    assert [row[5].value for row in rows[1:3]] == [1234.56, 123456]


def test_the_sign_stands_where_the_language_writes_it(written):
    i18n.use("es")
    assert _table(written(report()))[1][5].number_format == '#,##0.00\\ "€"'


def test_a_day_before_the_calendar_of_spreadsheets_is_a_text(written):
    assert _table(written(report(record(closes="1850-01-01"))))[1][2].data_type == "s"


def test_title_and_facts_stand_above(written):
    sheet = written(report(made_by="Ana Gil")).worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["B2"].value] == ["Pipeline review", "Period", "This month"]
    assert sheet["B3"].value.endswith("by Ana Gil")


def test_heads_stay_in_view_and_are_repeated_on_paper(written):
    sheet = written(report()).worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")
    assert sheet["A5"].value == "Title"


def test_filters_reach_from_the_heads_to_the_last_line_before_the_total(written):
    assert written(grouped()).worksheets[0].auto_filter.ref == "A5:G12"


def test_totals_are_bold_and_records_are_not(written):
    rows = _table(written(grouped()))
    bold = {row[0].value: row[6].font.bold for row in rows if row[6].value is not None}
    assert (bold["Total"], rows[2][6].font.bold, rows[2][6].value) == (True, False, 100)


def test_each_record_says_in_which_group_it_stands(written):
    rows = _table(written(grouped()))
    assert [row[0].value for row in rows[1:9]] == [
        "Lead", "Lead", "Lead", "Total Lead", "Offer", "Offer", "Total Offer", "Total",
    ]  # fmt: skip


def test_each_sum_of_an_inner_group_says_in_which_outer_one_it_stands(written):
    rows = _table(written(totals()))
    assert [tuple(cell.value for cell in row) for row in rows[2:4]] == [("November", "Won", 3), ("November", "Lost", 5)]


def test_the_sum_of_an_outer_group_is_called_a_total(written):
    rows = _table(written(totals()))
    assert [cell.value for cell in rows[4]] == ["Total November", None, 8]


@pytest.mark.parametrize("text", ["=1+1", "+34 600", "-5", "@SUM(A1)", "\t=1", "'x", "=cmd|' /C calc'!A0", "007"])
def test_a_text_is_never_a_formula(written, text):
    cell = _table(written(report(record(text))))[1][0]
    assert (cell.data_type, cell.value) == ("s", text)


def test_hostile_texts_read_back_equal(tmp_path):
    strings = [one for one in json.loads(real("blns/blns.json").read_text(encoding="utf-8")) if one.strip()]
    path = tmp_path / "report.xlsx"
    write_workbook(report(*(record(one) for one in strings)), path)
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[5 : 5 + len(strings)]] == strings


@settings(max_examples=25, deadline=None)
@given(texts=some.lists(some.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=8))
def test_any_text_is_written_without_complaint(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "report.xlsx"
    write_workbook(report(*(record(one) for one in texts), title=texts[0]), path)
    assert len(_table(openpyxl.load_workbook(path))) >= len(texts)


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (ChartKind.BARS, BarChart), (ChartKind.STACKED_ROWS, BarChart), (ChartKind.FUNNEL, BarChart),
        (ChartKind.LINE, LineChart), (ChartKind.DONUT, DoughnutChart), (ChartKind.PROGRESS, BarChart),
    ],
)  # fmt: skip
def test_a_chart_is_the_spreadsheets_own_and_stands_on_cells(written, kind, made):
    sheet = written(report(chart=chart(kind))).worksheets[1]
    (drawn,) = sheet._charts
    assert isinstance(drawn, made)
    assert [[cell.value for cell in row] for row in sheet["A1:C4"]] == [
        [None, "Won", "Before"], ["Sep", 1000, 500], ["Oct", None, 600], ["Nov", 3000, 700],
    ]  # fmt: skip


def test_without_a_chart_there_is_one_sheet(written):
    assert written(report(title="A/B: [x]*?")).sheetnames == ["A B x"]


def test_what_is_left_out_stands_below(written):
    values = [row[0].value for row in _table(written(report(left_out=LEFT_OUT, notes=("By rate of the day.",))))]
    assert values[-2:] == ["3 · No exchange rate is known for their day.", "By rate of the day."]


def test_a_report_without_lines_is_written_too(written):
    line = ReportLine(RECORD, (None,) * len(COLUMNS))
    assert written(report(line)).worksheets[0]["A5"].value == "Title"
