"""How a test looks at a drawn chart: its words, its parts, its pixels. No assertions."""

from __future__ import annotations

from dataclasses import dataclass

from crm.utils import charts
from crm.utils.chart_colors import LIGHT, ChartLook
from crm.utils.chart_data import Chart, ChartKind, Series, Unit
from crm.utils.chart_picks import Box, Pick

CARD = (300, 180)  # pixels, at 96 to the inch


@dataclass
class Drawn:
    """A chart that was drawn on a figure of so many pixels."""

    figure: object
    picks: list[Pick]
    size: tuple[int, int]
    background: str

    @property
    def words(self) -> list[str]:
        """All that is written, in the order of writing."""
        return [artist.get_text() for artist in self.figure.artists if hasattr(artist, "get_text")]

    def boxes_of_words(self) -> list[tuple[str, Box]]:
        """Where the words stand, in pixels from the left top."""
        height = self.size[1]
        found = []
        for artist in self.figure.artists:
            if hasattr(artist, "get_text"):
                box = artist.get_window_extent(self.figure.canvas.get_renderer())
                found.append((artist.get_text(), Box(box.x0, height - box.y1, box.x1, height - box.y0)))
        return found

    def color_at(self, x: float, y: float) -> str:
        """The colour of a pixel."""
        pixels, place = charts.pixels(self.figure), (int(y) * self.size[0] + int(x)) * 4
        return "#" + pixels[place : place + 3].hex()

    def pick(self, series: int, label: int) -> Pick:
        """The part of a label in a series."""
        return next(one for one in self.picks if (one.series, one.label) == (series, label))


def drawn(chart: Chart, size: tuple[int, int] = CARD, *, look: ChartLook = LIGHT) -> Drawn:
    """Draw a chart as it is drawn for a card."""
    figure = charts.new_figure(*size, dpi=96)
    return Drawn(figure, charts.draw(chart, figure, look=look), size, look.background)


def counted(kind: ChartKind, *rows: tuple[float | None, ...], labels: tuple[str, ...] = ()) -> Chart:
    """A chart of counts; its labels are A, B, C ... unless told, its series First, Second ..."""
    names = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
    letters = labels or tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(rows[0])])
    return Chart(kind, letters, tuple(Series(name, row) for name, row in zip(names, rows, strict=False)))


def money(kind: ChartKind, *values: float | None, currency: str = "EUR") -> Chart:
    """A chart of amounts in one series."""
    letters = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(values)])
    return Chart(kind, letters, (Series("Won", values),), Unit.MONEY, currency)
