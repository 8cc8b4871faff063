"""When a chart has nothing to draw."""

from __future__ import annotations

import pytest

from crm.utils.chart_data import Chart, ChartKind, Series


@pytest.mark.parametrize(
    ("values", "empty"), [((), True), ((0, None), True), ((0, 3), False), ((-1,), False), ((None,), True)]
)
def test_a_chart_of_nothing_is_empty(values, empty):
    labels = tuple("abc"[: len(values)])
    assert Chart(ChartKind.BARS, labels, (Series("Won", values),)).is_empty is empty
