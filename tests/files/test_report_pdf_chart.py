"""A chart in a PDF takes its height from what it shows."""

import pytest

from crm.files.report_pdf_chart import ChartItem
from crm.utils.chart_data import Chart, ChartKind, Series
from tests.files.reports_in import chart


def _rows(count):
    return Chart(ChartKind.ROWS, tuple(f"Stage {n}" for n in range(count)), (Series("Won", (1.0,) * count),))


def test_lying_bars_have_room_for_each_label_within_bounds():
    few, many, most = (ChartItem(_rows(count), 500).height for count in (2, 12, 200))
    assert few < many < most < 500


def test_other_charts_have_one_height():
    assert ChartItem(chart(), 500).height == ChartItem(chart(ChartKind.LINE), 500).height


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_is_never_cut(kind):
    assert ChartItem(chart(kind), 500).split(100) is None
