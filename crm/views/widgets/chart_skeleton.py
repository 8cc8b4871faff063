"""The quiet grey shape of a chart that is on its way, drawn with Tk alone."""

from __future__ import annotations

import tkinter as tk

from crm.utils.chart_data import ChartKind
from crm.views import theme

_HEIGHTS = (0.45, 0.7, 0.55, 0.85, 0.6, 0.95, 0.75)  # of upright bars, as shares
_LENGTHS = (0.95, 0.75, 0.6, 0.4, 0.25)  # of lying ones
_LYING = (ChartKind.ROWS, ChartKind.STACKED_ROWS, ChartKind.PROGRESS, ChartKind.FUNNEL)
_ROW, _NAME = 34, 26  # units
TAG = "skeleton"


def draw(canvas: tk.Canvas, kind: ChartKind, *, size: tuple[int, int]) -> None:
    """Draw the shape a chart of this kind has, in grey, over all of the canvas."""
    fill = theme.colors().neutral_soft
    if kind == ChartKind.DONUT:
        _ring(canvas, size, fill=fill)
    elif kind in _LYING:
        _lying(canvas, size, fill=fill, centred=kind == ChartKind.FUNNEL)
    else:
        _upright(canvas, size, fill=fill)


def _ring(canvas: tk.Canvas, size: tuple[int, int], *, fill: str) -> None:
    width, height = size
    whole = min(height, width * 0.44)
    thick = whole * 0.19
    top = (height - whole) / 2
    box = (thick / 2, top + thick / 2, whole - thick / 2, top + whole - thick / 2)
    canvas.create_oval(*box, outline=fill, width=thick, tags=TAG)
    pitch = min(theme.px(_NAME), height / 5)
    left = whole + theme.px(20)
    for row in range(5):
        y = height / 2 + (row - 2.5) * pitch
        canvas.create_rectangle(left, y + pitch * 0.3, width, y + pitch * 0.7, fill=fill, width=0, tags=TAG)


def _lying(canvas: tk.Canvas, size: tuple[int, int], *, fill: str, centred: bool) -> None:
    width, height = size
    pitch = min(theme.px(_ROW), height / len(_LENGTHS))
    left = width * 0.3
    for row, share in enumerate(_LENGTHS):
        top, length = row * pitch + pitch * 0.2, share * (width - left)
        start = left + (width - left - length) / 2 if centred else left
        canvas.create_rectangle(start, top, start + length, top + pitch * 0.6, fill=fill, width=0, tags=TAG)
        canvas.create_rectangle(0, top + pitch * 0.15, left * 0.7, top + pitch * 0.45, fill=fill, width=0, tags=TAG)


def _upright(canvas: tk.Canvas, size: tuple[int, int], *, fill: str) -> None:
    width, height = size
    slot = width / len(_HEIGHTS)
    foot = height - theme.px(18)
    for bar, share in enumerate(_HEIGHTS):
        left = bar * slot + slot * 0.18
        canvas.create_rectangle(left, foot * (1 - share), left + slot * 0.64, foot, fill=fill, width=0, tags=TAG)
