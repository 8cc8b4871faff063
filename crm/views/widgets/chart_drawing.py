"""A chart as pixels, made off the window's thread: no Tk is touched here. What draws is imported by the worker too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm.utils import chart_colors
from crm.utils.chart_colors import ChartLook
from crm.utils.chart_data import Chart
from crm.utils.chart_picks import Pick
from crm.views.colors import Palette


@dataclass(frozen=True)
class Wanted:
    """All that a picture of a chart depends on: pixels, resolution, look."""

    chart: Chart
    size: tuple[int, int]
    dpi: float
    look: ChartLook


@dataclass(frozen=True)
class Drawn:
    """A picture (rows of red, green, blue, opacity) with the places of its parts."""

    wanted: Wanted
    pixels: bytes
    picks: tuple[Pick, ...]


def draw(wanted: Wanted) -> Drawn:
    """Draw a chart; the figure is gone afterwards."""
    from crm.utils import charts  # a dozen files, and matplotlib after them: not on the window's thread

    figure = charts.new_figure(*wanted.size, dpi=wanted.dpi)
    picks = charts.draw(wanted.chart, figure, look=wanted.look)
    pixels = charts.pixels(figure)
    figure.clear()
    return Drawn(wanted, pixels, tuple(picks))


def look_of(palette: Palette, *, ground: str, family: str) -> ChartLook:
    """The look of a chart in a window: the colours of its theme on the ground the chart stands on."""
    usual = chart_colors.DARK if palette.mode == "dark" else chart_colors.LIGHT
    return replace(
        usual, background=ground, text=palette.foreground, muted=palette.muted, grid=palette.border, family=family
    )
