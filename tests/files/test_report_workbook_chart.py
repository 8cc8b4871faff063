"""The chart of a workbook: its cells, its kind, its colours."""

import openpyxl
import pytest
from openpyxl import Workbook

from crm.files.report_workbook_chart import add_chart
from crm.utils.chart_data import Chart, ChartKind, Series, Unit
from tests.files.reports_in import chart


@pytest.fixture
def written(tmp_path):
    def write(one):
        book = Workbook(write_only=True)
        add_chart(book, one, title="Chart")
        book.save(tmp_path / "chart.xlsx")
        return openpyxl.load_workbook(tmp_path / "chart.xlsx")["Chart"]

    return write


def test_its_values_refer_to_the_cells(written):
    (drawn,) = written(chart())._charts
    assert [one.val.numRef.f for one in drawn.series] == ["'Chart'!$B$2:$B$4", "'Chart'!$C$2:$C$4"]
    assert drawn.series[0].cat.numRef.f == "'Chart'!$A$2:$A$4"


def test_axes_are_in_sight(written):
    (drawn,) = written(chart())._charts
    assert (drawn.x_axis.delete, drawn.y_axis.delete) == (False, False)


def test_stacked_bars_stand_on_each_other(written):
    (drawn,) = written(chart(ChartKind.STACKED))._charts
    assert (drawn.grouping, drawn.overlap, drawn.type) == ("stacked", 100, "col")


def test_the_first_label_of_lying_bars_is_on_top(written):
    (drawn,) = written(chart(ChartKind.ROWS))._charts
    assert (drawn.type, drawn.x_axis.scaling.orientation) == ("bar", "maxMin")


def test_shares_are_percents(written):
    sheet = written(Chart(ChartKind.BARS, ("Nov",), (Series("Win rate", (0.625,)),), Unit.SHARE))
    assert (sheet["B2"].value, sheet["B2"].number_format) == (0.625, "0%")


def test_a_label_is_never_a_formula(written):
    sheet = written(Chart(ChartKind.BARS, ("=1+1",), (Series("@x", (1,)),)))
    assert (sheet["A2"].data_type, sheet["B1"].data_type) == ("s", "s")
