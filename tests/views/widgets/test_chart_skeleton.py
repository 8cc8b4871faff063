"""The grey shapes of charts on their way."""

from __future__ import annotations

import tkinter as tk

import pytest

from crm.utils.chart_data import ChartKind
from crm.views import theme
from crm.views.widgets import chart_skeleton

pytestmark = pytest.mark.window


@pytest.fixture
def canvas(page):
    return tk.Canvas(page)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("size", [(300, 180), (1200, 700), (30, 30)])
def test_every_kind_has_a_shape_within_its_place(canvas, kind, size):
    chart_skeleton.draw(canvas, kind, size=size)
    left, top, right, bottom = canvas.bbox(chart_skeleton.TAG)
    assert left >= -2 and top >= -2 and right <= max(size[0], 80) + 2 and bottom <= size[1] + 2


def test_shapes_are_grey(canvas):
    chart_skeleton.draw(canvas, ChartKind.BARS, size=(300, 180))
    assert {canvas.itemcget(item, "fill") for item in canvas.find_all()} == {theme.colors().neutral_soft}


def test_a_funnel_is_centred(canvas):
    chart_skeleton.draw(canvas, ChartKind.FUNNEL, size=(300, 180))
    bars = [canvas.coords(item) for item in canvas.find_all() if canvas.coords(item)[0] > 0]
    assert len({round(bar[0] + bar[2]) for bar in bars}) == 1
